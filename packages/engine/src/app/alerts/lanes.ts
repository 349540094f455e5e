import { type ContactKind, contactKinds } from '../../domain/contact.ts'
import type { DeliveryReason, Outcome } from '../../ports/notifier.ts'
import { type BackOff, backOffMs } from './back-off.ts'

/** How much goes through one lane. */
export type LaneLimits = { readonly inFlightMax: number; readonly perSecond: number }

export type LanesOptions = {
  readonly inFlightMax: number
  readonly lanes: Readonly<Record<ContactKind, LaneLimits>>
  /** Failures in a row after which a lane is closed. */
  readonly failuresMax: number
  /** How long it stays closed, longer each time. */
  readonly closed: BackOff
  /** 0 to 1, not included. */
  readonly random: () => number
}

type Lane = {
  readonly name: string
  readonly limits: LaneLimits
  inFlight: number
  /** Whether its server ever answered. */
  isProven: boolean
  /** Of its server, in a row. */
  failures: number
  /** Nothing goes before; 0: it is open. */
  closedUntil: number
  reason: DeliveryReason | undefined
  /** Messages that may go at once, refilled with time. */
  tokens: number
  tokensAt: number
}

/** A lane as a page shows it. */
export type LaneState = {
  readonly lane: string
  readonly state: 'open' | 'trying' | 'closed'
  readonly inFlight: number
  readonly failures: number
  /** Epoch milliseconds; only of a closed one. */
  readonly closedUntil?: number
  /** Why the last message did not arrive, where that was its server's doing. */
  readonly reason?: DeliveryReason
}

/** What is known of a server: it works, it does not, or nothing yet. */
type Standing = 'proven' | 'new' | 'troubled'
/** The share of all places that lanes of one standing may take together. */
const shares: Readonly<Record<Standing, number>> = { proven: 1, new: 0.5, troubled: 0.25 }

/** As many lanes are kept in memory while nothing is to be known of them. */
const quietLanesMax = 1_000

/**
 * Which lanes may take another message: so many at a time and a second, one at a time while the last one failed, none for a while after several
 * failures. Lanes whose server failed last share a quarter of all places, those of which nothing is known yet a half: servers that hang do
 * not keep the others waiting.
 */
export class Lanes {
  readonly #options: LanesOptions
  readonly #lanes = new Map<string, Lane>()
  #inFlight = 0
  readonly #byStanding: Record<Standing, number> = { proven: 0, new: 0, troubled: 0 }

  constructor(options: LanesOptions) {
    this.#options = options
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** How many more messages a lane takes now. */
  room(name: string, now: number): number {
    const { inFlightMax } = this.#options
    const lane = this.#lanes.get(name)
    const standing = lane === undefined ? 'new' : standingOf(lane)
    const share = Math.max(1, Math.floor(inFlightMax * shares[standing])) - this.#byStanding[standing]
    const free = Math.min(inFlightMax - this.#inFlight, share)
    if (lane === undefined) return Math.min(free, 1)
    if (lane.closedUntil > now) return 0
    const atOnce = standing === 'proven' ? lane.limits.inFlightMax : 1
    return Math.max(0, Math.min(free, atOnce - lane.inFlight, Math.floor(tokensOf(lane, now))))
  }

  /** One message goes. */
  took(name: string, now: number): void {
    const lane = this.#laneOf(name, now)
    lane.tokens = tokensOf(lane, now) - 1
    lane.tokensAt = now
    lane.inFlight += 1
    this.#inFlight += 1
    this.#byStanding[standingOf(lane)] += 1
  }

  /** It came back; without an outcome when it was not sent after all. */
  ended(name: string, now: number, outcome?: Outcome): void {
    const lane = this.#laneOf(name, now)
    this.#byStanding[standingOf(lane)] -= lane.inFlight
    lane.inFlight -= 1
    this.#inFlight -= 1
    if (outcome !== undefined) this.#learn(lane, now, outcome)
    this.#byStanding[standingOf(lane)] += lane.inFlight
    if (this.#lanes.size > quietLanesMax) this.#forgetQuiet(now)
  }

  /** When a lane that takes nothing now may take something without another message coming back; undefined when there is none. */
  nextOpenAt(now: number): number | undefined {
    let next: number | undefined
    for (const lane of this.#lanes.values()) {
      const at = lane.closedUntil > now ? lane.closedUntil : refilledAt(lane, now)
      if (at !== undefined && (next === undefined || at < next)) next = at
    }
    return next
  }

  /** Lanes with something to be known of them. */
  states(now: number): readonly LaneState[] {
    return [...this.#lanes.values()].map(({ name, inFlight, failures, closedUntil, reason }) => ({
      lane: name,
      state: closedUntil > now ? 'closed' : failures > 0 ? 'trying' : 'open',
      inFlight,
      failures,
      ...(closedUntil > now && { closedUntil }),
      ...(reason !== undefined && { reason }),
    }))
  }

  #learn(lane: Lane, now: number, outcome: Outcome): void {
    if (outcome.kind !== 'again' || outcome.of === 'message') {
      if (outcome.kind === 'again' && lane.failures > 0) return // stopped: says nothing of the server
      lane.isProven = true
      lane.failures = 0
      lane.closedUntil = 0
      lane.reason = undefined
      return
    }
    const { failuresMax, closed, random } = this.#options
    lane.failures += 1
    lane.reason = outcome.reason
    const asked = outcome.afterMs ?? 0
    const over = lane.failures - failuresMax + 1
    // Half of the wait is certain, so that a server that is down is not asked at once again.
    const own = over > 0 ? closed.firstMs / 2 + backOffMs(closed, over, random()) : 0
    lane.closedUntil = Math.max(lane.closedUntil, now + asked, own > 0 ? now + own : 0)
  }

  #laneOf(name: string, now: number): Lane {
    const known = this.#lanes.get(name)
    if (known !== undefined) return known
    const limits = this.#limitsOf(name)
    const lane: Lane = {
      name,
      limits,
      inFlight: 0,
      isProven: false,
      failures: 0,
      closedUntil: 0,
      reason: undefined,
      tokens: limits.perSecond,
      tokensAt: now,
    }
    this.#lanes.set(name, lane)
    return lane
  }

  /** A lane begins with its kind. */
  #limitsOf(name: string): LaneLimits {
    const kind = contactKinds.find((one) => name === one || name.startsWith(`${one} `)) ?? 'webhook'
    return this.#options.lanes[kind]
  }

  #forgetQuiet(now: number): void {
    for (const [name, lane] of this.#lanes) {
      const isRested = lane.closedUntil <= now && tokensOf(lane, now) >= lane.limits.perSecond
      if (lane.inFlight === 0 && lane.failures === 0 && isRested) this.#lanes.delete(name)
    }
  }
}

function standingOf({ isProven, failures }: Lane): Standing {
  return failures > 0 ? 'troubled' : isProven ? 'proven' : 'new'
}

function tokensOf({ tokens, tokensAt, limits }: Lane, now: number): number {
  const { perSecond } = limits
  return Math.min(Math.max(1, perSecond), tokens + (Math.max(0, now - tokensAt) * perSecond) / 1_000)
}

/** When it has a whole token again; undefined when it has one. */
function refilledAt(lane: Lane, now: number): number | undefined {
  const missing = 1 - tokensOf(lane, now)
  return missing > 0 ? now + Math.ceil((missing * 1_000) / lane.limits.perSecond) : undefined
}
