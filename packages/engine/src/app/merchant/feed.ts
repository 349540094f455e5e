import type { ShopEvent } from '../../events/event.ts'
import type { EventLog } from '../../ports/event-log.ts'
import type { Views } from '../../state/views.ts'
import type { FollowAsk, Followed } from './answers.ts'
import { Newest } from './newest.ts'
import type { Placed, Teller } from './teller.ts'

/** Facts read and told at once. */
const pageMax = 500
/** So far back the latest of some kind are looked for, and no further. */
const lookBackMax = 20_000
const everything = () => true

export type FeedOptions = {
  /** How far behind a follower who had caught up may fall before it is led to the end over a gap. */
  readonly behindMax: number
  /** At most so often is a follower told something: who looks on sees no difference, and much comes at once. */
  readonly paceMs: number
  /** What lies between two pages of the past, so that who reads all of it leaves the processor to others. */
  readonly pastPaceMs: number
}

const usual: FeedOptions = { behindMax: 10_000, paceMs: 50, pastPaceMs: 10 }

/**
 * Lets others follow the log as it is folded. Nobody is sent anything: each follower reads on from where it stands, what is
 * recent from memory and the rest from the log, so there is no hole, no repeat and no queue, however slow it is. Who had
 * caught up and falls far behind is led to the end and told what it missed. Nothing is kept while nobody follows.
 */
export class Feed {
  readonly #views: Views
  readonly #log: EventLog
  readonly #teller: Teller
  readonly #watch: (watcher: ((event: ShopEvent) => void) | undefined) => void
  readonly #options: FeedOptions
  readonly #newest: Newest
  readonly #waiting = new Set<() => void>()
  #followers = 0

  /** @param parts watch: has a function called with each fact just folded, until it is called with undefined */
  constructor(parts: {
    views: Views
    log: EventLog
    teller: Teller
    watch: (watcher: ((event: ShopEvent) => void) | undefined) => void
    options?: Partial<FeedOptions>
  }) {
    this.#views = parts.views
    this.#log = parts.log
    this.#teller = parts.teller
    this.#watch = parts.watch
    this.#options = { ...usual, ...parts.options }
    this.#newest = new Newest(pageMax * 8)
  }

  /** Where the latest facts of a wanted kind begin. Reads backwards, a page at a time. */
  async latest(count: number, wants: (kind: string) => boolean = everything): Promise<number> {
    let from = this.#views.position
    const earliest = Math.max(0, from - lookBackMax)
    for (let left = count; left > 0 && from > earliest; ) {
      const size = Math.min(pageMax, from - earliest)
      from -= size
      const page = await this.#read(from, size)
      const wanted = page.filter(({ event }) => event.kind !== 'erased' && wants(event.kind))
      if (wanted.length >= left) return wanted.at(-left)!.position
      left -= wanted.length
    }
    return from
  }

  async *follow({ from, wants = everything, signal, beatMs }: FollowAsk): AsyncGenerator<Followed, void, undefined> {
    const { behindMax, paceMs, pastPaceMs } = this.#options
    let next = Math.min(from ?? this.#views.position, this.#views.position)
    let hasCaughtUp = next === this.#views.position
    this.#enter()
    try {
      while (!signal.aborted) {
        const behind = this.#views.position - next
        if (behind === 0) {
          hasCaughtUp = true
          if (!(await this.#news(next, { signal, ms: beatMs })) && !signal.aborted) yield { events: [], next }
        } else if (hasCaughtUp && behind > behindMax) {
          const gap = { skipped: behind, from: next }
          next = this.#views.position
          yield { events: [], next, gap }
        } else {
          const placed = await this.#read(next, Math.min(behind, pageMax))
          const events = await this.#teller.tell(placed, wants)
          next += placed.length
          if (signal.aborted) return
          yield { events, next }
          await pause(hasCaughtUp ? paceMs : pastPaceMs, signal)
        }
      }
    } finally {
      this.#leave()
    }
  }

  async #read(from: number, count: number): Promise<Placed[]> {
    const events = this.#newest.read(from, count) ?? (await this.#log.read(from, count))
    return events.map((event, n) => ({ position: from + n, event }))
  }

  /** Waits until something at `position` or after is folded. @returns whether it was, within `ms` */
  async #news(position: number, { signal, ms }: { signal: AbortSignal; ms: number }): Promise<boolean> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
    return this.#views.position > position
  }

  #enter(): void {
    this.#followers += 1
    if (this.#followers === 1) this.#watch((event) => this.#folded(event))
  }

  #leave(): void {
    this.#followers -= 1
    if (this.#followers > 0) return
    this.#watch(undefined)
    this.#newest.clear()
  }

  #folded(event: ShopEvent): void {
    // What is recent may be theirs who was just forgotten: from now on it is read from the log, where it is overwritten.
    if (event.kind === 'shopper.forgotten') this.#newest.clear()
    else this.#newest.add(this.#views.position - 1, event)
    for (const wake of this.#waiting) wake()
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
