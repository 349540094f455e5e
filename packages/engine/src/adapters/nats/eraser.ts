import { assert } from '../../domain/assert.ts'
import { damaged } from './damaged.ts'
import type { Patches } from './patches.ts'
import type { Reader, Tail } from './reader.ts'
import type { Stream } from './stream.ts'
import { Lost } from './wire.ts'
import { unavailable } from './writer.ts'

/** Messages rewritten at a time. */
const atOnce = 8

/** Other processes may erase in the same message at the same time: one of them has to look again. */
const triesMax = 100

const erasedLine = JSON.stringify({ kind: 'erased' })

export type EraserParts = {
  readonly stream: Stream
  readonly patches: Patches
  readonly reader: Reader
  /** Makes sure that a message comes after this sequence: the last one of a stream is never taken out. */
  readonly cap: (sequence: number) => Promise<void>
}

/**
 * Erases events: keeps the rewritten message as a patch, then destroys the message and older patches. After a crash
 * between the steps the message still stands as it was or the patch stands already; doing it again completes it.
 */
export class Eraser {
  readonly #parts: EraserParts

  constructor(parts: EraserParts) {
    this.#parts = parts
  }

  async erase(positions: readonly number[], tail: Tail): Promise<void> {
    const bySequence = await this.#bySequence(
      [...new Set(positions)].sort((a, b) => a - b),
      tail,
    )
    if (bySequence.size === 0) return
    await this.#parts.cap(Math.max(...bySequence.keys()))
    const waiting = [...bySequence]
    const workers = Array.from({ length: atOnce }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await this.#eraseIn(next[0], next[1])
    })
    await Promise.all(workers)
  }

  /** Which positions lie in which message. */
  async #bySequence(positions: readonly number[], tail: Tail): Promise<Map<number, number[]>> {
    const bySequence = new Map<number, number[]>()
    for (let at = 0; at < positions.length; ) {
      const stored = await this.#parts.reader.messageAt(positions[at], tail, { exact: true })
      if (!stored) throw new Lost(`no message holds position ${positions[at]}`, { sent: false })
      const inside: number[] = []
      const end = stored.frame.first + stored.frame.count
      for (; at < positions.length && positions[at] < end; at++) inside.push(positions[at])
      bySequence.set(stored.sequence, inside)
    }
    return bySequence
  }

  async #eraseIn(sequence: number, positions: readonly number[]): Promise<void> {
    const { stream, patches } = this.#parts
    for (let tries = 0, isKept = false; !isKept; tries++) {
      assert(tries < triesMax, `nats log: message ${sequence} is gone, or always changed by somebody else`)
      const { patch, revision } = await patches.loadForChange(sequence)
      const now = patch ?? (await stream.get(sequence))
      if (!now) continue // erased by another process since we looked
      const lines = Buffer.from(now.body).toString('utf8').split('\n')
      if (lines.length !== now.frame.count) throw damaged(`message ${sequence} does not hold what its frame says`)
      const done = positions.every((position) => lines[position - now.frame.first] === erasedLine)
      if (patch && done) break
      for (const position of positions) lines[position - now.frame.first] = erasedLine
      const outcome = await patches.store(now.frame, lines.join('\n'), { sequence, revision })
      if (outcome.kind === 'refused') throw unavailable(outcome.reason)
      isKept = outcome.kind === 'stored'
    }
    await stream.destroy(sequence)
    await patches.destroyOld(sequence)
  }
}
