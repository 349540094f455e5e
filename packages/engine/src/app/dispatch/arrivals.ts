import { outlookOf, type StopOutlook, stateWithoutTour } from '../../decide/dispatch/outlook.ts'
import type { DeliveryKey, Estimate } from '../../domain/dispatch.ts'
import { type EpochMs, secondsOf } from '../../domain/units.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import type { Alias, Vault } from '../../ports/vault.ts'
import type { DispatchDay } from '../../state/dispatch/dispatch.ts'
import type { ArrivalTold, BroughtTo } from './answers.ts'
import type { Board } from './board.ts'
import { dayAt } from './day-times.ts'
import { arrivalOf, windowsOf } from './telling.ts'

/** An estimate that moved by less is not told again: nobody wants to be told of every traffic light. */
const worthSeconds = 300
/** Nor is anything told twice within so long, but for what is quite another hour. */
const restSeconds = 120
/** A shopper who reads a stream is looked at again this often, beside when something is told. */
const lookMs = 15_000

/** What shoppers are told of when something comes: estimated from where drivers are, written down, and streamed. */
export class Arrivals {
  readonly #board: Board
  readonly #vault: Pick<Vault, 'keyOf'>
  readonly #waiting = new Set<() => void>()
  #changes = -1

  constructor(board: Board, vault: Pick<Vault, 'keyOf'>) {
    this.#board = board
    this.#vault = vault
  }

  /** Writes down what is to be told anew of all tours that are out or leave soon. */
  async tell(): Promise<void> {
    const now = secondsOf(this.#board.now())
    for (const of of this.#board.views.dispatch.days()) {
      const news = newsOf(of, now)
      if (news.length > 0) await this.#board.append([this.#told(of, news)])
    }
    this.stir()
  }

  /** Wakes who reads a stream if anything was folded meanwhile. */
  stir(): void {
    const { changes } = this.#board.views.dispatch
    if (changes === this.#changes) return
    this.#changes = changes
    for (const wake of this.#waiting) wake()
  }

  /** What comes to somebody today and later, and what came today. */
  async of(alias: Alias): Promise<readonly ArrivalTold[]> {
    const { dispatch, shoppers } = this.#board.views
    const shopper = this.#vault.keyOf(alias)
    const row = shopper === undefined ? -1 : shoppers.find(shopper)
    if (row < 0) return []
    const now = this.#board.now()
    const [depot] = dispatch.depots()
    const today = depot === undefined ? '' : dayAt(now, depot)
    const theirs = dispatch.of(row).filter(({ of }) => of.day >= today)
    const cards = await this.#board.doors.cardsOf(theirs.map(({ of, row: one }) => of.deliveries.keyOf(one)))
    return theirs.flatMap(({ of, row: one }, n) => {
      const name = cards[n]?.name
      return name === undefined ? [] : [arrivalTold(of, one, { name, now })]
    })
  }

  /** Where things are brought to a person, by their row: part of what is kept of them. */
  async placesOf(row: number): Promise<readonly BroughtTo[]> {
    const theirs = this.#board.views.dispatch.of(row)
    const cards = await this.#board.doors.cardsOf(theirs.map(({ of, row: one }) => of.deliveries.keyOf(one)))
    return theirs.flatMap(({ of }, n) => {
      const card = cards[n]
      return card === undefined ? [] : [{ delivery: card.name, day: of.day, place: card.door }]
    })
  }

  async *follow(ask: {
    readonly alias: Alias
    readonly signal: AbortSignal
    readonly beatMs: number
  }): AsyncGenerator<readonly ArrivalTold[] | undefined, void, undefined> {
    let last = ''
    let saidAt = performance.now()
    while (!ask.signal.aborted) {
      const told = await this.of(ask.alias)
      const text = JSON.stringify(told.map(({ toldAt: _, ...rest }) => rest))
      if (text !== last) {
        last = text
        saidAt = performance.now()
        yield told
      } else if (performance.now() - saidAt >= ask.beatMs * 0.9) {
        saidAt = performance.now()
        yield undefined
      }
      if (!ask.signal.aborted) await this.#news(ask.signal, Math.min(lookMs, ask.beatMs))
    }
  }

  #news(signal: AbortSignal, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#waiting.add(done)
      signal.addEventListener('abort', done, { once: true })
    })
  }

  #told(of: DispatchDay, news: readonly News[]): DispatchEvent {
    return {
      ...this.#board.fact(),
      kind: 'arrivals.told',
      day: of.day,
      deliveries: news.map(({ key }) => key),
      arrivals: news.map(({ estimate }) => estimate.at),
      from: news.map(({ estimate }) => estimate.from),
      until: news.map(({ estimate }) => estimate.until),
    }
  }
}

type News = { readonly key: DeliveryKey; readonly estimate: Estimate }

/** Which estimates of a day moved by enough to be told. O(planned stops). */
function newsOf(of: DispatchDay, now: number): News[] {
  return (of.plans.accepted?.tours ?? []).flatMap((tour) => {
    if (of.timesOf(tour.vehicle).endedAt !== undefined) return []
    return outlookOf(of, tour, now).stops.flatMap((stop) =>
      isWorth(of, stop, now) ? [{ key: stop.key, estimate: stop.estimate! }] : [],
    )
  })
}

function isWorth(of: DispatchDay, { row, estimate }: StopOutlook, now: number): boolean {
  if (row < 0 || estimate === undefined || of.deliveries.shopperOf(row) < 0) return false
  const told = of.deliveries.toldOf(row)
  if (told === undefined) return true
  const moved = Math.abs(told.at - estimate.at)
  const isOutside = estimate.at < told.from || estimate.at > told.until
  if (now - told.toldAt / 1_000 < restSeconds) return isOutside && moved >= 2 * worthSeconds
  return moved >= worthSeconds || isOutside
}

/** What was told stands until it is over; the state is as it is now. */
function arrivalTold(
  of: DispatchDay,
  row: number,
  { name, now }: { readonly name: string; readonly now: EpochMs },
): ArrivalTold {
  const { deliveries, plans } = of
  const place = plans.placeOf(deliveries.keyOf(row))
  const stop = place && outlookOf(of, place.tour, secondsOf(now)).stops[place.index]
  const { endedAt, failure } = of.words.outcomeOf(row)
  const told = deliveries.toldOf(row)
  const state = stop?.state ?? stateWithoutTour(of, row)
  const isComing = stop?.estimate !== undefined
  const shown = isComing ? (told ?? stop.estimate) : undefined
  return {
    delivery: name,
    day: of.day,
    state,
    windows: windowsOf(deliveries.askOf(row, of.day)),
    ...(shown === undefined ? {} : { arrival: arrivalOf(shown) }),
    ...(isComing && state !== 'planned' ? { stopsBefore: stop.stopsBefore } : {}),
    isLate: (stop?.lateSeconds ?? 0) > 0,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(failure === undefined ? {} : { failure }),
    toldAt: told?.toldAt ?? now,
  }
}
