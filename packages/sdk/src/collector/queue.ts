import type { Drawer } from './drawer.ts'
import { type Message, randomId } from './message.ts'

/** After this silence the queue of another tab is taken for left behind; longer than a living tab is ever silent. */
const orphanMs = 150_000
const bytes = new TextEncoder()

/**
 * Messages that wait, oldest first; kept under a name of this tab, so that tabs do not write over each other. What a tab
 * left behind is taken over by the next one. Should two take it, or its owner live, the ids of the messages settle that.
 */
export class Queue {
  readonly #drawer: Drawer
  readonly #name = `queue.${randomId()}`
  readonly #countMax: number
  #messages: Message[] = []

  constructor(drawer: Drawer, countMax: number) {
    this.#drawer = drawer
    this.#countMax = countMax
  }

  get length(): number {
    return this.#messages.length
  }

  /** @returns how many of the oldest had to go, as no more than the limit may wait */
  add(messages: readonly Message[]): number {
    this.#messages.push(...messages)
    const surplus = Math.max(0, this.#messages.length - this.#countMax)
    this.#messages.splice(0, surplus)
    this.keep()
    return surplus
  }

  /** The oldest, without taking them out: at most so many, and so many bytes of JSON unless the first alone has more. */
  first({ countMax, bytesMax }: { readonly countMax: number; readonly bytesMax: number }): readonly Message[] {
    let size = 0
    const end = this.#messages.findIndex((message, i) => {
      size += bytes.encode(JSON.stringify(message)).length + 1
      return i >= countMax || (i > 0 && size > bytesMax)
    })
    return this.#messages.slice(0, end < 0 ? undefined : end)
  }

  remove(messages: readonly Message[]): void {
    const gone = new Set(messages.map(({ messageId }) => messageId))
    this.#messages = this.#messages.filter(({ messageId }) => !gone.has(messageId))
    this.keep()
  }

  /** Empties this queue and those of all tabs. */
  clear(): void {
    this.#messages = []
    for (const name of [this.#name, ...this.#drawer.names('queue.')]) this.#drawer.remove(name)
  }

  /** Writes down what waits, and that its tab lives; or that it has been left, so that the next page goes on at once. */
  keep(isLeft = false): void {
    if (this.#messages.length === 0) return this.#drawer.remove(this.#name)
    this.#drawer.set(this.#name, JSON.stringify({ at: isLeft ? 0 : Date.now(), messages: this.#messages }))
  }

  /** Takes over what other tabs left behind. */
  adopt(): number {
    let dropped = 0
    for (const name of this.#drawer.names('queue.')) {
      if (name === this.#name) continue
      const left = leftIn(this.#drawer.get(name))
      if (left && Math.abs(Date.now() - left.at) < orphanMs) continue // a clock may have been set back
      if (left) {
        const known = new Set(this.#messages.map(({ messageId }) => messageId))
        dropped += this.add(left.messages.filter(({ messageId }) => !known.has(messageId)))
      }
      this.#drawer.remove(name)
    }
    return dropped
  }
}

function leftIn(text: string | undefined): { at: number; messages: Message[] } | undefined {
  try {
    const left = JSON.parse(text ?? '')
    return Array.isArray(left.messages) ? left : undefined
  } catch {
    return undefined // not ours, or cut off
  }
}
