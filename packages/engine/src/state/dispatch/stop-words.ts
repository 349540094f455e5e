import type { Columns, Saved } from '@nunchi/kernel'
import { type FailureReason, failureReasons } from '../../domain/dispatch.ts'
import type { StopEvent } from '../../events/dispatch.ts'

const kinds = ['stop.arrived', 'stop.delivered', 'stop.failed', 'stop.undone'] as const
/** A phone that says more of one stop is out of order: the earliest words go. */
const wordsMax = 64

type Word = { readonly kind: number; readonly at: number; readonly reason: number }

/** What became of a stop by what its driver said. Moments are ms since 1970. */
export type StopOutcome = {
  readonly arrivedAt?: number
  readonly endedAt?: number
  readonly end?: 'delivered' | 'failed'
  readonly failure?: FailureReason
  /** The last that was said of it was that what was said before is not so. */
  readonly isTakenBack?: true
}

const nothing: StopOutcome = {}

/**
 * What drivers said of the stops of a day, put in order by their phones' clocks: whatever order words come in, the same follows.
 * An "undone" takes back the last word before it. 17 bytes a word; O(words of the stop) per event.
 */
export class StopWords implements Saved {
  readonly #byRow = new Map<number, readonly Word[]>()
  readonly #outcomes = new Map<number, StopOutcome>()

  outcomeOf(row: number): StopOutcome {
    return this.#outcomes.get(row) ?? nothing
  }

  apply(row: number, event: StopEvent): void {
    const reason = event.kind === 'stop.failed' ? failureReasons.indexOf(event.reason) : 0
    const word = { kind: kinds.indexOf(event.kind), at: event.at, reason }
    this.#put(row, [...(this.#byRow.get(row) ?? []), word])
  }

  clear(row: number): void {
    this.#byRow.delete(row)
    this.#outcomes.delete(row)
  }

  save(): Columns {
    const words = [...this.#byRow].flatMap(([row, list]) => list.map((word) => ({ ...word, row })))
    return {
      row: Uint32Array.from(words, ({ row }) => row),
      kind: Uint8Array.from(words, ({ kind }) => kind),
      at: Float64Array.from(words, ({ at }) => at),
      reason: Uint8Array.from(words, ({ reason }) => reason),
    }
  }

  restore(columns: Columns): void {
    this.#byRow.clear()
    this.#outcomes.clear()
    const [kind, reason] = [columns.kind as Uint8Array, columns.reason as Uint8Array]
    const [rows, at] = [columns.row as Uint32Array, columns.at as Float64Array]
    const lists = new Map<number, Word[]>()
    for (const [i, row] of rows.entries()) {
      const word = { kind: kind[i]!, at: at[i]!, reason: reason[i]! }
      const list = lists.get(row)
      if (list) list.push(word)
      else lists.set(row, [word])
    }
    for (const [row, list] of lists) this.#put(row, list)
  }

  #put(row: number, words: readonly Word[]): void {
    const sorted = [...words].sort((a, b) => a.at - b.at || a.kind - b.kind || a.reason - b.reason).slice(-wordsMax)
    this.#byRow.set(row, sorted)
    this.#outcomes.set(row, outcomeOf(sorted))
  }
}

function outcomeOf(words: readonly Word[]): StopOutcome {
  const said: Word[] = []
  for (const word of words) {
    if (kinds[word.kind] === 'stop.undone') said.pop()
    else said.push(word)
  }
  const arrived = said.find(({ kind }) => kinds[kind] === 'stop.arrived')
  const ended = said.reverse().find(({ kind }) => kinds[kind] !== 'stop.arrived')
  const isFailed = ended !== undefined && kinds[ended.kind] === 'stop.failed'
  return {
    ...(arrived === undefined ? {} : { arrivedAt: arrived.at }),
    ...(ended === undefined ? {} : { endedAt: ended.at, end: isFailed ? ('failed' as const) : ('delivered' as const) }),
    ...(isFailed ? { failure: failureReasons[ended.reason]! } : {}),
    ...(kinds[words.at(-1)?.kind ?? -1] === 'stop.undone' ? { isTakenBack: true as const } : {}),
  }
}
