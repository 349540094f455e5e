import { type Static, Type } from 'typebox'
import { ArrivalWindow, DispatchAmounts, DispatchDay, DispatchState, DispatchWindow } from './dispatch.ts'
import { ReloadBody } from './dispatch-plans.ts'
import { PersonFields } from './people.ts'

const When = Type.Integer({ minimum: 0, description: 'ms since 1970' })
const count = Type.Integer({ minimum: 0 })
const Id = Type.String({ minLength: 1, maxLength: 100 })
const closed = { additionalProperties: false } as const

export const FailureReason = Type.Union(
  [
    Type.Literal('absent'),
    Type.Literal('refused'),
    Type.Literal('address'),
    Type.Literal('damaged'),
    Type.Literal('other'),
  ],
  { description: 'Why something could not be handed over' },
)
export type FailureReason = Static<typeof FailureReason>

export const RoundStopBody = Type.Object({
  delivery: Id,
  state: DispatchState,
  lat: Type.Optional(Type.Number()),
  lon: Type.Optional(Type.Number()),
  address: Type.Optional(Type.String()),
  recipient: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
  windows: Type.Array(DispatchWindow),
  amounts: DispatchAmounts,
  plannedAt: When,
  arrival: Type.Optional(ArrivalWindow),
  arrivedAt: Type.Optional(When),
  endedAt: Type.Optional(When),
  failure: Type.Optional(FailureReason),
  lateSeconds: { ...count, description: 'After its window, as it looks now' },
  reload: Type.Optional({
    ...ReloadBody,
    description: 'First back to the depot, to load this and what comes after it',
  }),
  canUndo: Type.Boolean(),
})
export type RoundStopBody = Static<typeof RoundStopBody>

/** GET /v1/floor/round answers a driver's key with this: the one round of its vehicle, of today. */
export const RoundBody = Type.Object({
  day: DispatchDay,
  vehicle: Id,
  name: Type.String(),
  driver: Type.Optional(Type.String()),
  state: Type.Union([Type.Literal('none'), Type.Literal('planned'), Type.Literal('out'), Type.Literal('ended')], {
    description: 'none: no plan has been accepted that sends this vehicle out',
  }),
  plan: Type.Optional(Id),
  version: Type.Optional(count),
  depot: Type.Object({
    name: Type.String(),
    lat: Type.Number(),
    lon: Type.Number(),
    zone: Type.String({ description: 'Whose clock the round goes by: Asia/Seoul' }),
  }),
  leavesAt: Type.Optional(When),
  startedAt: Type.Optional(When),
  endsAt: Type.Optional({ ...When, description: 'Back, as it looks now' }),
  next: Type.Optional({ ...Id, description: 'The delivery to be brought next' }),
  canUndo: Type.Optional(
    Type.Union([Type.Literal('started'), Type.Literal('loaded'), Type.Literal('ended')], {
      description: 'What was said last of the round as a whole and can be taken back: "undone" without a delivery',
    }),
  ),
  stops: Type.Array(RoundStopBody, { description: 'In order, those that are over too' }),
})
export type RoundBody = Static<typeof RoundBody>

const at = { ...When, description: 'When it happened, by the clock of the phone' }
const eventId = Type.String({ minLength: 8, maxLength: 64, description: 'Random; sent again it counts once' })
/** What a driver does. */
export const RoundAction = Type.Union([
  Type.Object({ id: eventId, kind: Type.Literal('started'), at }, closed),
  Type.Object(
    { id: eventId, kind: Type.Literal('loaded'), at },
    { ...closed, description: 'At the depot again, and loaded for the next trip' },
  ),
  Type.Object({ id: eventId, kind: Type.Literal('arrived'), at, delivery: Id }, closed),
  Type.Object({ id: eventId, kind: Type.Literal('delivered'), at, delivery: Id }, closed),
  Type.Object({ id: eventId, kind: Type.Literal('failed'), at, delivery: Id, reason: FailureReason }, closed),
  Type.Object(
    { id: eventId, kind: Type.Literal('undone'), at, delivery: Type.Optional(Id) },
    {
      ...closed,
      description:
        'The last that was said of this delivery was a mistake; without one, the last of started, loaded and ended',
    },
  ),
  Type.Object({ id: eventId, kind: Type.Literal('ended'), at }, closed),
])
export type RoundAction = Static<typeof RoundAction>

/** POST /v1/floor/events takes this: also what was kept while there was no network, in any order. One that is no RoundAction is rejected alone. */
export const PostRoundEventsBody = Type.Object(
  {
    day: DispatchDay,
    clock: Type.Optional({
      ...When,
      description:
        "What the phone's clock says as this is sent; where it is off by more than a minute, so are the events",
    }),
    events: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 500, description: 'Each a RoundAction' }),
  },
  closed,
)
export type PostRoundEventsBody = {
  readonly day: string
  readonly clock?: number
  readonly events: readonly RoundAction[]
}
export const RoundEventsBody = Type.Object({
  results: Type.Array(
    Type.Object({
      id: Type.String({ description: 'As it was sent; empty where none was' }),
      status: Type.Union([Type.Literal('accepted'), Type.Literal('duplicate'), Type.Literal('rejected')]),
      code: Type.Optional(Type.String()),
      message: Type.Optional(Type.String()),
    }),
  ),
  round: RoundBody,
})
export type RoundEventsBody = Static<typeof RoundEventsBody>

export const ArrivalsQuery = Type.Object(PersonFields, closed)
export type ArrivalsQuery = Static<typeof ArrivalsQuery>
/** What a shopper is told of something on its way to them. */
export const ArrivalBody = Type.Object({
  delivery: Id,
  day: DispatchDay,
  state: DispatchState,
  arrival: Type.Optional({ ...ArrivalWindow, description: 'Tell from and until; `at` is no promise' }),
  windows: { ...Type.Array(DispatchWindow), description: 'As it was wished' },
  stopsBefore: Type.Optional({ ...count, description: 'Stops of the driver before this one' }),
  isLate: Type.Boolean({ description: 'It looks as if it came after its window' }),
  endedAt: Type.Optional(When),
  failure: Type.Optional(FailureReason),
  toldAt: { ...When, description: 'When this was estimated' },
})
export type ArrivalBody = Static<typeof ArrivalBody>
/** GET /v1/arrivals; GET /v1/arrivals/stream sends the same as event "arrivals", at once and when it changes. */
export const ArrivalsBody = Type.Object({
  arrivals: Type.Array(ArrivalBody, { description: 'Of today and the days to come, and what came today' }),
})
export type ArrivalsBody = Static<typeof ArrivalsBody>
