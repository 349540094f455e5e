import type { FailureReason, RoundAction, RoundBody } from '@nunchi/protocol'

/** What a driver did, before it has an id and a time. */
export type Act =
  | { readonly kind: 'started' | 'ended' }
  | { readonly kind: 'arrived' | 'delivered' | 'undone'; readonly delivery: string }
  | { readonly kind: 'failed'; readonly delivery: string; readonly reason: FailureReason }

/** An act as it is kept and sent: its id is made once, so that it counts once however often it is sent. */
export function actionOf(act: Act, at: number): RoundAction {
  return { ...act, id: randomId(), at } as RoundAction
}

/** The round as it is once the acts that the server has not heard of yet are told. */
export function withActs(round: RoundBody, acts: readonly RoundAction[]): RoundBody {
  return acts.reduce(withAct, round)
}

function withAct(round: RoundBody, act: RoundAction): RoundBody {
  if (act.kind === 'started')
    return { ...round, state: 'out', startedAt: round.startedAt ?? act.at, next: nextOf(round.stops) }
  if (act.kind === 'ended') return { ...round, state: 'ended', next: undefined }
  const stops = round.stops.map((stop) => (stop.delivery === act.delivery ? stopAfter(stop, act) : stop))
  const isOut = round.state === 'planned' ? 'out' : round.state
  return { ...round, state: isOut, stops, next: nextOf(stops) }
}

type Stop = RoundBody['stops'][number]

function stopAfter(stop: Stop, act: Extract<RoundAction, { readonly delivery: string }>): Stop {
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

function nextOf(stops: readonly Stop[]): string | undefined {
  return stops.find(({ endedAt, state }) => endedAt === undefined && state !== 'cancelled')?.delivery
}

/** Pages that come without encryption, as in a shop's own network, have no `randomUUID`. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
