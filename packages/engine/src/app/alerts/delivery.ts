import { setMaxListeners } from 'node:events'
import type { Target } from '../../domain/contact.ts'
import { messageOf as wordsOf } from '../../domain/message.ts'
import type { EpochMs } from '../../domain/units.ts'
import { joinedSignal } from '../../ports/joined-signal.ts'
import type { Message, Outcome } from '../../ports/notifier.ts'
import { backOffMs } from './back-off.ts'
import { bundleMax, bundlesOf, messageOf } from './bundle.ts'
import { type DeliveryLimits, type DeliveryParts, deliveryLimits } from './delivery-options.ts'
import { type DeliveryHealth, Tally } from './health.ts'
import { Lanes } from './lanes.ts'
import { leaveAt } from './leaving.ts'
import type { Pending, Recipient, Settled } from './outbox.ts'
import { verdictOf } from './verdicts.ts'

type Bundle = readonly Pending[]
type SettledPart = Settled extends infer One ? (One extends Settled ? Omit<One, 'id' | 'at'> : never) : never

/** Alerts looked at in one turn of one lane. */
const perLaneMax = 2 * bundleMax
/** Before another look while something that is due waits for something else than time. */
const stuckMs = 1_000
const settleAgain = { firstMs: 200, maxMs: 30_000 }

/**
 * Carries alerts from the outbox to the places where people are told: a bounded number at a time, so that servers that hang, fail or are slow hold
 * up only their own lane (`lanes.ts`), trying again for a day (`verdicts.ts`), at hours that suit the person (`leaving.ts`).
 *
 * An alert leaves the outbox only by a durable fact. A process that is killed between a message and its fact sends it again with the same
 * id: a webhook's receiver drops it by that id; a push service and a browser replace it by topic and tag; a mailbox may show it twice.
 *
 * Memory: at most `inFlightMax` messages. One turn: O(log alerts) for each message, plus the lanes that are full.
 */
export class Delivery {
  readonly #parts: DeliveryParts
  readonly #limits: DeliveryLimits
  readonly #lanes: Lanes
  readonly #tally: Tally
  /** Alerts under way: until their fact is durable they are not looked at again. */
  readonly #taken = new Set<string>()
  /** Whom a message is on its way to: the next one waits, as limits of a day count what was told. */
  readonly #busy = new Set<string>()
  readonly #runs = new Set<Promise<void>>()
  readonly #stop = new AbortController()
  #isClosing = false
  #isTurnAsked = false
  #silence: () => void = () => {}

  constructor(parts: DeliveryParts) {
    this.#parts = parts
    this.#limits = { ...deliveryLimits, ...parts.limits }
    this.#lanes = new Lanes({ ...this.#limits, random: parts.random })
    this.#tally = new Tally()
    setMaxListeners(0, this.#stop.signal) // one listener a message under way
  }

  /** Begins, and looks again at once when alerts were added or came to be due earlier. Cheap: asked often, it looks once. */
  wake(): void {
    if (this.#isTurnAsked || this.#isClosing) return
    this.#isTurnAsked = true
    queueMicrotask(() => {
      this.#isTurnAsked = false
      if (!this.#isClosing) this.#turn()
    })
  }

  /** How delivery fares, for a page. */
  health(): DeliveryHealth {
    const now = this.#parts.clock.now()
    return this.#tally.health(
      { ...this.#parts.outbox.backlog(), inFlight: this.#lanes.inFlight },
      this.#lanes.states(now),
    )
  }

  /** Resolves when nothing is under way: for tests, and for whoever wants to look at the end. */
  async settled(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all(this.#runs)
  }

  /** Takes no more, waits a bounded time for what is under way, then stops it. What is stopped stays in the outbox. */
  async close(): Promise<void> {
    this.#isClosing = true
    this.#silence()
    const silence = this.#parts.alarm(this.#limits.closeMsMax, () => this.#stop.abort())
    await this.settled()
    silence()
    this.#stop.abort()
  }

  #turn(): void {
    const now = this.#parts.clock.now()
    const isFull = (lane: string): boolean => this.#lanes.room(lane, now) <= 0
    const free = this.#limits.inFlightMax - this.#lanes.inFlight
    if (free > 0) {
      const countMax = free + perLaneMax
      const isTaken = (id: string): boolean => this.#taken.has(id)
      const found = this.#parts.outbox.due({ now, countMax, perLaneMax, isFull, isTaken })
      for (const bundle of whole(found, countMax)) this.#take(bundle, now)
    }
    this.#silence()
    const moments = [this.#parts.outbox.nextDueAt(isFull), this.#lanes.nextOpenAt(now)]
    const next = Math.min(...moments.filter((at) => at !== undefined).map((at) => (at <= now ? now + stuckMs : at)))
    this.#silence = next === Number.POSITIVE_INFINITY ? () => {} : this.#parts.alarm(next - now, () => this.wake())
  }

  #take(bundle: Bundle, now: EpochMs): void {
    const [{ lane, kind, shopper }] = bundle as [Pending, ...Pending[]]
    const busy = kind === 'webhook' ? undefined : `${kind} ${shopper}`
    if (this.#lanes.room(lane, now) <= 0 || (busy !== undefined && this.#busy.has(busy))) return
    this.#lanes.took(lane, now)
    if (busy !== undefined) this.#busy.add(busy)
    for (const { id } of bundle) this.#taken.add(id)
    const run = this.#deliver(bundle, now).then((outcome) => {
      this.#lanes.ended(lane, this.#parts.clock.now(), outcome)
      if (busy !== undefined) this.#busy.delete(busy)
      for (const { id } of bundle) this.#taken.delete(id)
      this.#runs.delete(run)
      this.wake()
    })
    this.#runs.add(run)
  }

  /** Brings one message on its way and keeps what became of it. Never rejects. Returns what its server did, if it was asked. */
  async #deliver(bundle: Bundle, now: EpochMs): Promise<Outcome | undefined> {
    const [{ kind, shopper, contact }] = bundle as [Pending, ...Pending[]]
    const firstTriedAt = now
    try {
      const recipient = this.#parts.recipientOf(shopper)
      if (recipient === undefined) {
        await this.#settle(bundle, { kind: 'gone', reason: 'there is no such place any more' })
        return undefined
      }
      const dueAt = this.#leavingOf(bundle, recipient, now)
      if (dueAt > now) {
        await this.#settle(bundle, { kind: 'held', dueAt })
        return undefined
      }
      const target = await this.#parts.contacts.targetOf(shopper, contact)
      if (target === undefined || target.kind !== kind) {
        await this.#parts.contacts.remove(shopper, contact)
        await this.#settle(bundle, { kind: 'gone', reason: 'there is no such place any more' })
        return undefined
      }
      return await this.#announce(bundle, target, recipient, firstTriedAt)
    } catch (error) {
      // Nothing that the other side does comes here: the vault does not answer, or it is a bug. The alerts stay and are tried again.
      this.#parts.tell(`a message stays where it is: ${wordsOf(error)}`)
      await this.#pause(settleAgain.maxMs)
      return undefined
    }
  }

  #leavingOf(bundle: Bundle, { wishes, toldSince }: Recipient, now: EpochMs): EpochMs {
    const [{ kind }] = bundle as [Pending, ...Pending[]]
    const raisedAt = Math.min(...bundle.map((one) => one.raisedAt)) as EpochMs
    return leaveAt({
      kind,
      raisedAt,
      now,
      wishes,
      toldSince: (at) => toldSince(kind, at),
    })
  }

  /** Says what is still true, and nothing when nothing is. */
  async #announce(bundle: Bundle, target: Target, recipient: Recipient, now: EpochMs): Promise<Outcome | undefined> {
    const isTrue = bundle.map((alert) => this.#parts.isStillTrue(alert))
    const alerts = bundle.filter((_, index) => isTrue[index])
    const stale = bundle.filter((_, index) => !isTrue[index])
    if (stale.length > 0) await this.#settle(stale, { kind: 'stale' })
    if (alerts.length === 0 || this.#stop.signal.aborted) return undefined
    const message = messageOf(alerts, target, recipient)
    const outcome = await this.#try(message)
    const [{ shopper, contact }] = alerts as [Pending, ...Pending[]]
    if (this.#stop.signal.aborted && outcome.kind === 'again') return undefined // no try of theirs: it was we who stopped it
    if (outcome.kind === 'gone') await this.#parts.contacts.remove(shopper, contact)
    const ask = { outcome, message: message.id, now: this.#parts.clock.now(), random: this.#parts.random() }
    const facts = alerts.map((alert) =>
      verdictOf({ ...ask, alert: { ...alert, firstTriedAt: alert.firstTriedAt ?? now }, limits: this.#limits }),
    )
    await this.#keep(facts, message.target.kind)
    return outcome
  }

  async #try(message: Message): Promise<Outcome> {
    const notifier = this.#parts.notifiers.get(message.target.kind)
    if (notifier === undefined) return { kind: 'again', of: 'host', reason: 'nothing is set up to send there' }
    const { tryMsMax } = this.#limits
    const own = new AbortController()
    const { signal, letGo } = joinedSignal([own.signal, this.#stop.signal])
    const late = new Promise<Outcome>((resolve) => {
      signal.addEventListener('abort', () =>
        resolve({ kind: 'again', of: 'host', reason: `no answer came within ${tryMsMax / 1_000} s` }),
      )
    })
    const silence = this.#parts.alarm(tryMsMax, () => own.abort())
    const sent = notifier.send(message, signal).catch((error): Outcome => {
      this.#parts.tell(`sending by ${message.target.kind} failed on our side: ${wordsOf(error)}`)
      return { kind: 'again', of: 'message', reason: 'sending it failed on our side' }
    })
    return Promise.race([sent, late]).finally(() => {
      silence()
      letGo()
    })
  }

  #settle(bundle: Bundle, fact: SettledPart): Promise<void> {
    const at = this.#parts.clock.now()
    return this.#keep(
      bundle.map(({ id }) => ({ ...fact, id, at }) as Settled),
      bundle[0]!.kind,
    )
  }

  /**
   * Resolves when the facts are durable. While the log takes none they are asked again and again: a message that was sent is not sent
   * again for that. Gives up only when it is closed.
   */
  async #keep(facts: readonly Settled[], kind: Pending['kind']): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#parts.outbox.settle(facts)
        for (const fact of facts) this.#tally.count(kind, fact.kind)
        return
      } catch (error) {
        this.#parts.tell(`what became of ${facts.length} alerts is not kept yet: ${wordsOf(error)}`)
        if (this.#isClosing) return
        await this.#pause(settleAgain.firstMs + backOffMs(settleAgain, tries, this.#parts.random()))
      }
    }
  }

  /** Waits; no longer than until it is stopped. */
  #pause(ms: number): Promise<void> {
    const { signal } = this.#stop
    return new Promise((resolve) => {
      const silence = this.#parts.alarm(ms, done)
      function done(): void {
        silence()
        signal.removeEventListener('abort', done)
        resolve()
      }
      signal.addEventListener('abort', done)
      if (signal.aborted) done()
    })
  }
}

/** Bundles of what was found, but for a last one of a lane that may have been cut off: it comes whole next time. */
function whole(found: readonly Pending[], countMax: number): readonly Bundle[] {
  const bundles = bundlesOf(found)
  const perLane = new Map<string, { alerts: number; last: Bundle; bundles: number }>()
  for (const bundle of bundles) {
    const { lane } = bundle[0]!
    const known = perLane.get(lane) ?? { alerts: 0, bundles: 0, last: bundle }
    perLane.set(lane, { alerts: known.alerts + bundle.length, bundles: known.bundles + 1, last: bundle })
  }
  const isCut = (bundle: Bundle): boolean => {
    const lane = perLane.get(bundle[0]!.lane)!
    const isFull = lane.alerts === perLaneMax || found.length === countMax
    return isFull && lane.last === bundle && lane.bundles > 1
  }
  return bundles.filter((bundle) => !isCut(bundle))
}
