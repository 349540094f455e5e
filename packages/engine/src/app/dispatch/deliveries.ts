import { createHash } from 'node:crypto'
import { type StopState, stateWithoutTour } from '../../decide/dispatch/outlook.ts'
import type { DeliveryAsk, DeliveryKey } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type ShopperKey, secondsOf } from '../../domain/units.ts'
import type { DispatchEvent } from '../../events/dispatch.ts'
import type { Alias, Vault } from '../../ports/vault.ts'
import type { DeliveriesAsk, DeliveriesTaken, DeliveriesTold, DeliveryGiven, DeliveryTold } from './answers.ts'
import { type Board, checkDay } from './board.ts'
import { deliveryTold, outlooksOf } from './telling.ts'

type Keeper = { readonly keepUp: (days: Iterable<string>) => Promise<void> }

/** What is to be brought. */
export class Deliveries {
  readonly #board: Board
  readonly #vault: Vault
  readonly #keeper: Keeper

  /** @param keeper brings accepted plans up to date with what came or was called off */
  constructor(board: Board, vault: Vault, keeper: Keeper) {
    this.#board = board
    this.#vault = vault
    this.#keeper = keeper
  }

  /** Where they go is in the vault before the log says that they are due, so a crash in between loses nothing that was acknowledged. */
  async add(given: ReadonlyMap<number, DeliveryGiven>): Promise<DeliveriesTaken> {
    const refused = new Map<number, Error>()
    const asked: { readonly given: DeliveryGiven; readonly ask: DeliveryAsk }[] = []
    for (const [index, one] of given) {
      try {
        asked.push({ given: one, ask: this.#checked(one) })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.set(index, error)
      }
    }
    const { doors } = this.#board
    const keys = await doors.keysFor(asked.map(({ given: { delivery } }) => delivery))
    const shoppers = await this.#shoppersOf(asked.map(({ given: one }) => one))
    const moved = await Promise.all(asked.map(({ given: { place } }, n) => doors.put(keys[n]!, place)))
    const facts: DispatchEvent[] = []
    const days = new Set(asked.map(({ ask }) => ask.day))
    let [added, changed] = [0, 0]
    for (const [n, { ask }] of asked.entries()) {
      const shopper = shoppers[n]
      const before = this.#board.views.dispatch.find(keys[n]!)?.of.day
      if (before !== undefined) days.add(before) // it leaves the plan of that day
      const known = this.#isKnown(keys[n]!, ask, shopper)
      if (known === 'same' && !moved[n]) continue
      if (known === 'new') added += 1
      else changed += 1
      facts.push(this.#due(keys[n]!, ask, { shopper, isMoved: known === 'same' }))
    }
    await this.#board.appendNew(facts)
    await this.#board.following(() => this.#keeper.keepUp(days))
    return { added, changed, unchanged: asked.length - added - changed, refused }
  }

  async page({ day, state, q, offset, count }: DeliveriesAsk): Promise<DeliveriesTold> {
    checkDay(day)
    const of = this.#board.views.dispatch.day(day)
    if (of === undefined) return { total: 0, states: {}, deliveries: [] }
    const looks = outlooksOf(of, secondsOf(this.#board.now()))
    const states: Record<string, number> = {}
    let rows: number[] = []
    for (let row = 0; row < of.deliveries.rows; row++) {
      if (of.deliveries.isGone(row)) continue
      const now: StopState = looks.get(row)?.state ?? stateWithoutTour(of, row)
      states[now] = (states[now] ?? 0) + 1
      if (state === undefined || state === now) rows.push(row)
    }
    if (q !== undefined && q !== '') {
      const cards = await this.#board.doors.cardsOf(rows.map((row) => of.deliveries.keyOf(row)))
      rows = rows.filter((_, n) => cards[n]?.name.includes(q))
    }
    const shown = rows.slice(offset, offset + count)
    const cards = await this.#board.doors.cardsOf(shown.map((row) => of.deliveries.keyOf(row)))
    const deliveries = shown.map((row, n) => deliveryTold(of, row, { card: cards[n], stop: looks.get(row) }))
    return { total: rows.length, states, deliveries }
  }

  /** @throws Refusal DISPATCH_DELIVERY */
  async one(name: string): Promise<DeliveryTold> {
    const { of, row, key } = this.#board.delivery(name)
    const [card] = await this.#board.doors.cardsOf([key])
    return deliveryTold(of, row, { card, stop: outlooksOf(of, secondsOf(this.#board.now())).get(row) })
  }

  /** @throws Refusal DISPATCH_DELIVERY, DISPATCH_OVER */
  async cancel(name: string, forget: boolean): Promise<DeliveryTold> {
    const { of, row, key } = this.#board.delivery(name)
    const { end } = of.words.outcomeOf(row)
    if (end !== undefined && !forget) throw new Refusal('DISPATCH_OVER', { delivery: name, state: end })
    const told = await this.one(name)
    if (end === undefined && !of.deliveries.isCancelled(row))
      await this.#board.append([{ ...this.#board.fact(), kind: 'delivery.cancelled', day: of.day, delivery: key }])
    if (forget) await this.#board.erase([key])
    await this.#board.following(() => this.#keeper.keepUp([of.day]))
    const { place, arrival: _, ...rest } = told
    return { ...rest, state: end ?? 'cancelled', ...(forget || place === undefined ? {} : { place }) }
  }

  /** @throws Refusal DISPATCH_DAY, DISPATCH_WINDOW, DISPATCH_DEPOT, DISPATCH_OVER, DISPATCH_PAST */
  #checked({ delivery, day, windows, serviceSeconds, amounts, skills = [], priority = 0, depot }: DeliveryGiven) {
    checkDay(day)
    const inOrder = windows.every(({ from, until }, n) => until >= from && (n === 0 || from > windows[n - 1]!.until))
    if (!inOrder) throw new Refusal('DISPATCH_WINDOW', { delivery, field: 'windows' })
    if (depot !== undefined) this.#board.depot(depot)
    const key = this.#board.doors.keyOf(delivery)
    const known = key === undefined ? undefined : this.#board.views.dispatch.find(key)
    // What is on that day already may be said again: the call before may have been lost on its way back.
    if (known?.of.day !== day) this.#board.checkNotOver(day, depot)
    const end = known?.of.words.outcomeOf(known.row).end
    if (end !== undefined) throw new Refusal('DISPATCH_OVER', { delivery, state: end })
    const seconds = windows.map(({ from, until }) => [Math.floor(from / 1_000), Math.floor(until / 1_000)] as const)
    const ask: DeliveryAsk = {
      day,
      windows: seconds,
      serviceSeconds,
      amounts,
      skills: [...skills].sort(),
      priority,
      ...(depot === undefined ? {} : { depot }),
    }
    return ask
  }

  /** Whose each is; undefined where nobody is named. */
  async #shoppersOf(given: readonly DeliveryGiven[]): Promise<readonly (ShopperKey | undefined)[]> {
    const aliases = given.map(({ user, anonymous }): Alias | undefined => {
      if (user !== undefined) return { type: 'user', id: user }
      return anonymous === undefined ? undefined : { type: 'anonymous', id: anonymous }
    })
    const named = new Map(aliases.flatMap((alias) => (alias ? [[JSON.stringify(alias), alias] as const] : [])))
    const keys = await this.#vault.keysFor([...named.values()])
    const keyOf = new Map([...named.keys()].map((name, n) => [name, keys[n]!]))
    return aliases.map((alias) => (alias ? keyOf.get(JSON.stringify(alias)) : undefined))
  }

  #isKnown(key: DeliveryKey, ask: DeliveryAsk, shopper: ShopperKey | undefined): 'new' | 'same' | 'other' {
    const { dispatch, shoppers } = this.#board.views
    const known = dispatch.find(key)
    if (known === undefined) return 'new'
    const { deliveries } = known.of
    const before = deliveries.askOf(known.row, known.of.day)
    const theirs = shopper === undefined ? -1 : shoppers.find(shopper)
    const isSame = textOf(before) === textOf(ask) && deliveries.shopperOf(known.row) === theirs
    return isSame && !deliveries.isCancelled(known.row) ? 'same' : 'other'
  }

  /** The id follows from what is said and from what it changes: two copies on their way at once are one. */
  #due(
    delivery: DeliveryKey,
    ask: DeliveryAsk,
    { shopper, isMoved }: { readonly shopper: ShopperKey | undefined; readonly isMoved: boolean },
  ): DispatchEvent {
    const known = this.#board.views.dispatch.find(delivery)
    const before = known && [
      known.of.deliveries.askOf(known.row, known.of.day),
      known.of.deliveries.isCancelled(known.row),
    ]
    const said = JSON.stringify([delivery, ask, shopper, before, isMoved || before ? this.#board.now() : 0])
    const id = `due:${createHash('sha256').update(said).digest('base64url').slice(0, 22)}`
    return { at: this.#board.now(), id, kind: 'delivery.due', delivery, ...(shopper && { shopper }), ask }
  }
}

function textOf({ amounts, ...ask }: DeliveryAsk): string {
  const sorted = Object.entries(amounts).filter(([, amount]) => amount > 0)
  return JSON.stringify([
    ask.day,
    ask.windows,
    ask.serviceSeconds,
    ask.skills,
    ask.priority,
    ask.depot ?? '',
    sorted.sort(([a], [b]) => (a < b ? -1 : 1)),
  ])
}
