import type { Columns, Saved } from '@nunchi/kernel'
import type { FeedRun, Mall } from '../domain/mall.ts'
import type { OfferEvent } from '../events/offer.ts'

/** Readings remembered of each mall. */
const runsMax = 200

/** A mall with what its feed came to lately. */
export type MallState = {
  readonly mall: Mall
  readonly isPaused: boolean
  /** In the order in which they ended, the newest 200, and the newest held one beside them where it is older. */
  readonly runs: readonly FeedRun[]
}

type MallEvent = Extract<OfferEvent, { kind: `mall.${string}` | 'feed.read' }>

/** An erasure that was asked for and is not carried out to the end: what of the log before `askedAt` is the mall's is to go. */
export type MallErasure = { readonly askedAt: number; readonly mall: string }

/**
 * Who sells here, by whose leave, and how the readings of their feeds ended. An erased mall is gone, its readings with it.
 * Some 300 bytes a reading; O(1) per event.
 */
export class Malls implements Saved {
  readonly #malls = new Map<string, MallState>()
  #erasures: readonly MallErasure[] = []
  #scrubbed = 0

  get size(): number {
    return this.#malls.size
  }

  find(id: string): MallState | undefined {
    return this.#malls.get(id)
  }

  /** In the order in which they were registered first. */
  all(): readonly MallState[] {
    return [...this.#malls.values()]
  }

  /** Erasures not carried out to the end, oldest first: a crash in between delays and never loses one. */
  get erasures(): readonly MallErasure[] {
    return this.#erasures
  }

  /** Erasures carried out to the end, ever. */
  get scrubbed(): number {
    return this.#scrubbed
  }

  /** @param position where in the log the fact is */
  apply(event: MallEvent, position: number): void {
    if (event.kind === 'mall.scrubbed') {
      this.#erasures = this.#erasures.filter(({ askedAt }) => askedAt !== event.askedAt)
      this.#scrubbed += 1
      return
    }
    if (event.kind === 'mall.erased') this.#erasures = [...this.#erasures, { askedAt: position, mall: event.mall }]
    const id = event.kind === 'mall.registered' ? event.mall.id : event.mall
    const before = this.#malls.get(id)
    if (event.kind === 'mall.registered') {
      this.#malls.set(id, { isPaused: false, runs: [], ...before, mall: event.mall })
      return
    }
    if (!before) return // of a mall that was erased
    if (event.kind === 'mall.erased') this.#malls.delete(id)
    else if (event.kind === 'feed.read') {
      const { run } = event
      const others = run.run === undefined ? before.runs : before.runs.filter((one) => one.run !== run.run)
      this.#malls.set(id, { ...before, runs: newest([...others, run]) })
    } else this.#malls.set(id, { ...before, isPaused: event.kind === 'mall.paused' })
  }

  save(): Columns {
    return {
      malls: this.all().map((state) => JSON.stringify(state)),
      erasures: this.#erasures.map((erasure) => JSON.stringify(erasure)),
      scrubbed: Float64Array.of(this.#scrubbed),
    }
  }

  restore(columns: Columns): void {
    this.#malls.clear()
    this.#scrubbed = (columns.scrubbed as Float64Array)[0]!
    this.#erasures = (columns.erasures as readonly string[]).map((text) => JSON.parse(text) as MallErasure)
    for (const text of columns.malls as readonly string[]) {
      const state = JSON.parse(text) as MallState
      this.#malls.set(state.mall.id, { ...state, runs: newest(state.runs) })
    }
  }
}

/** The newest; and the held one that waits for a person, however many came behind it. Feeds may be held each time: it is but one. */
function newest(runs: readonly FeedRun[]): readonly FeedRun[] {
  const surplus = runs.length - runsMax
  if (surplus <= 0) return runs
  const held = runs.map(({ end }) => end).lastIndexOf('held')
  return runs.filter((_, i) => i >= surplus || i === held)
}
