import type { FailureReason, RoundAction, RoundBody } from '@nunchi/protocol'
import { isLeft, isToBeLoaded } from './round-changes.ts'
import type { Kept } from './round-outbox.ts'

/** What a driver did, before it has an id and a time. */
export type Act =
  | { readonly kind: 'started' | 'loaded' | 'ended' }
  | { readonly kind: 'arrived' | 'delivered'; readonly delivery: string }
  /** Without a delivery: the last that was said of the round as a whole. */
  | { readonly kind: 'undone'; readonly delivery?: string }
  | { readonly kind: 'failed'; readonly delivery: string; readonly reason: FailureReason }

/** An act as it is kept and sent: its id is made once, so that it counts once however often it is sent. */
export function actionOf(act: Act, at: number): RoundAction {
  return { ...act, id: randomId(), at } as RoundAction
}

/** The round as it is once the acts that the server has not heard of yet are told: those of this round that it does not refuse. */
export function withActs(round: RoundBody, kept: readonly Kept[]): RoundBody {
  const { day, vehicle } = round
  return kept
    .filter((one) => one.day === day && one.vehicle === vehicle && one.problem === undefined)
    .reduce((now, { act }) => withAct(now, act), round)
}

function withAct(round: RoundBody, act: RoundAction): RoundBody {
  if (act.kind === 'started')
    return {
      ...round,
      state: 'out',
      startedAt: round.startedAt ?? act.at,
      next: nextOf(round.stops),
      canUndo: 'started',
    }
  if (act.kind === 'ended') return { ...round, state: 'ended', next: undefined, canUndo: 'ended' }
  if (act.kind === 'loaded')
    return {
      ...round,
      stops: loadedUpTo(round.stops, round.stops.findIndex(isToBeLoaded)),
      canUndo: 'loaded',
    }
  return isOfStop(act) ? withStopAct(round, act) : takenBack(round)
}

/** Without the last that was said of the round as a whole. What was said before it the server knows. */
function takenBack({ canUndo, ...round }: RoundBody): RoundBody {
  switch (canUndo) {
    case undefined:
      return round
    case 'started':
      return { ...round, state: 'planned', startedAt: undefined, next: undefined }
    case 'ended':
      return { ...round, state: 'out', next: nextOf(round.stops) }
    case 'loaded': {
      const last = Math.max(...round.stops.map(({ reload }, n) => (reload?.isOver ? n : -1)))
      const unloaded = (stop: Stop) => ({ ...stop, reload: stop.reload && { ...stop.reload, isOver: false } })
      return { ...round, stops: round.stops.map((stop, n) => (n === last ? unloaded(stop) : stop)) }
    }
  }
}

type StopAct = Extract<RoundAction, { readonly delivery?: string }> & { readonly delivery: string }

function isOfStop(act: RoundAction): act is StopAct {
  return 'delivery' in act && act.delivery !== undefined
}

function withStopAct({ canUndo, ...round }: RoundBody, act: StopAct): RoundBody {
  const after = round.stops.map((stop) => (stop.delivery === act.delivery ? stopAfter(stop, act) : stop))
  const place = after.findIndex(({ delivery }) => delivery === act.delivery)
  const stops = act.kind === 'undone' ? putBack(after, act.delivery) : loadedUpTo(after, place)
  const isOut = round.state === 'planned' ? 'out' : round.state
  return { ...round, state: isOut, stops, next: nextOf(stops) }
}

type Stop = RoundBody['stops'][number]

function stopAfter(stop: Stop, act: StopAct): Stop {
  const { endedAt, failure, arrival, arrivedAt, ...rest } = stop
  switch (act.kind) {
    case 'arrived':
      return { ...stop, state: 'arriving', arrivedAt: act.at, canUndo: true }
    case 'delivered':
      return { ...rest, arrivedAt, state: 'delivered', endedAt: act.at, canUndo: true }
    case 'failed':
      return { ...rest, arrivedAt, state: 'failed', failure: act.reason, endedAt: act.at, canUndo: true }
    case 'undone':
      return endedAt === undefined
        ? { ...rest, arrival, state: 'out', canUndo: false }
        : { ...rest, arrivedAt, state: arrivedAt === undefined ? 'out' : 'arriving', canUndo: arrivedAt !== undefined }
  }
}

/** Whoever is at the door of a stop has loaded for it. */
function loadedUpTo(stops: Stop[], place: number): Stop[] {
  return stops.map((stop, n) =>
    n <= place && stop.reload ? { ...stop, reload: { ...stop.reload, isOver: true } } : stop,
  )
}

/** What was done before its turn, and was not after all, stands behind what was planned to come sooner. */
function putBack(stops: Stop[], delivery: string): Stop[] {
  const stop = stops.find((one) => one.delivery === delivery)
  if (stop === undefined || stop.arrivedAt !== undefined) return stops
  const others = stops.filter((one) => one !== stop)
  const sooner = others.flatMap((one, n) => (isLeft(one) && one.plannedAt < stop.plannedAt ? [n + 1] : []))
  const place = Math.max(0, ...sooner)
  return place <= stops.indexOf(stop) ? stops : [...others.slice(0, place), stop, ...others.slice(place)]
}

/** Where the driver stands, else the first that is left. */
function nextOf(stops: readonly Stop[]): string | undefined {
  const left = stops.filter(isLeft)
  return (left.find(({ arrivedAt }) => arrivedAt !== undefined) ?? left[0])?.delivery
}

/** Pages that come without encryption, as in a shop's own network, have no `randomUUID`. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
