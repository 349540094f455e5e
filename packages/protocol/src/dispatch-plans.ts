import { type Static, Type } from 'typebox'
import { ArrivalWindow, DispatchAmounts, DispatchDay, DispatchState, DispatchWindow } from './dispatch.ts'
import { Currency } from './shown.ts'

const When = Type.Integer({ minimum: 0, description: 'ms since 1970' })
const count = Type.Integer({ minimum: 0 })
const Id = Type.String({ minLength: 1, maxLength: 100 })
const seconds = Type.Integer({ minimum: 0, description: 'Seconds' })
const metres = Type.Integer({ minimum: 0, description: 'Metres' })
const closed = { additionalProperties: false } as const

/** What a plan, a route of one or a change comes to. */
export const PlanSums = Type.Object({
  costMinor: Type.Integer({ description: 'Minor units of the currency' }),
  metres,
  travelSeconds: seconds,
  dutySeconds: { ...seconds, description: 'From leaving to being back, all vehicles' },
  vehicles: { ...count, description: 'That go out' },
  stops: count,
  unserved: count,
  late: { ...count, description: 'Stops after the end of their last window' },
  lateSeconds: seconds,
})
export type PlanSums = Static<typeof PlanSums>

/** Before a stop the vehicle is at its depot again, to load what it brings from there on. */
export const ReloadBody = Type.Object({
  at: { ...When, description: 'Arrival at the depot, as it looks now' },
  seconds: { ...seconds, description: 'To load' },
  metres: { ...metres, description: 'To the depot, from the stop before' },
  travelSeconds: { ...seconds, description: 'To the depot, from the stop before' },
  amounts: { ...DispatchAmounts, description: 'What is to be loaded' },
  isOver: Type.Boolean({ description: 'It has loaded' }),
})
export type ReloadBody = Static<typeof ReloadBody>

export const PlanStopBody = Type.Object({
  delivery: Id,
  state: DispatchState,
  place: Type.Optional(Type.Object({ lat: Type.Number(), lon: Type.Number(), address: Type.Optional(Type.String()) })),
  windows: Type.Array(DispatchWindow),
  plannedAt: { ...When, description: 'Arrival as planned' },
  arrival: Type.Optional({ ...ArrivalWindow, description: 'As it looks now; absent once it is over' }),
  arrivedAt: Type.Optional(When),
  endedAt: Type.Optional(When),
  failure: Type.Optional(Type.String()),
  waitSeconds: { ...seconds, description: 'Until its window opens' },
  serviceSeconds: seconds,
  lateSeconds: { ...seconds, description: '0: in time' },
  metres: { ...metres, description: 'From the stop before, or from the depot where it loads' },
  travelSeconds: { ...seconds, description: 'From the stop before, or from the depot where it loads' },
  reload: Type.Optional(ReloadBody),
  load: { ...DispatchAmounts, description: 'On board when it leaves' },
  isFixed: Type.Boolean({ description: 'Over, or on the way there: it is moved no more' }),
})
export type PlanStopBody = Static<typeof PlanStopBody>

export const PlanRouteBody = Type.Object({
  vehicle: Id,
  name: Type.String(),
  driver: Type.Optional(Type.String()),
  depot: Id,
  capacity: DispatchAmounts,
  returns: Type.Boolean({ description: 'Drives back to its depot; false: ends at its last stop' }),
  breaks: Type.Array(Type.Object({ at: When, seconds }), { description: 'Of its driver, as planned' }),
  leavesAt: When,
  endsAt: When,
  startedAt: Type.Optional(When),
  endedAt: Type.Optional(When),
  stops: Type.Array(PlanStopBody),
  sums: PlanSums,
})
export type PlanRouteBody = Static<typeof PlanRouteBody>

export const UnservedBody = Type.Object({
  delivery: Id,
  place: Type.Optional(Type.Object({ lat: Type.Number(), lon: Type.Number(), address: Type.Optional(Type.String()) })),
  reasons: Type.Array(
    Type.Object({
      rule: Type.String({
        description:
          'capacity, skills, window, shift, reload (more trips than it may drive), break, max-stops, max-distance, max-travel, max-duration, vehicle (of another depot), on-road (the vehicles have left without it); "added-later", "full" (each vehicle could take it alone, but not beside the others), "taken-out" (by hand)',
      }),
      vehicle: Type.Optional(Id),
      excess: Type.Optional(Type.Integer({ description: "By how much, in the rule's unit" })),
    }),
  ),
})
export type UnservedBody = Static<typeof UnservedBody>

export const PlanState = Type.Union([
  Type.Literal('proposed'),
  Type.Literal('accepted'),
  Type.Literal('superseded'),
  Type.Literal('withdrawn'),
])
export type PlanState = Static<typeof PlanState>

const planHead = {
  plan: Id,
  day: DispatchDay,
  state: PlanState,
  version: { ...count, description: 'One more with every change by hand or by replanning' },
  basedOn: { ...count, description: 'Position in the log of what it was made from' },
  proposedAt: When,
  acceptedAt: Type.Optional(When),
  by: Type.Union([Type.Literal('solver'), Type.Literal('hand'), Type.Literal('replan')]),
  sums: PlanSums,
}
export const PlanHeadBody = Type.Object(planHead)
export type PlanHeadBody = Static<typeof PlanHeadBody>
export const PlansQuery = Type.Object({ day: DispatchDay }, closed)
export type PlansQuery = Static<typeof PlansQuery>
export const PlansBody = Type.Object({
  currency: Currency,
  plans: Type.Array(PlanHeadBody, { description: 'Of the day, newest first' }),
  isOver: Type.Boolean({ description: 'The day is over at all depots: it is planned no more' }),
  solve: Type.Optional({ ...Id, description: 'The solve of this day that is under way' }),
})
export type PlansBody = Static<typeof PlansBody>

export const DispatchPlanBody = Type.Object({
  ...planHead,
  routes: Type.Array(PlanRouteBody),
  unserved: Type.Array(UnservedBody),
  leftOut: { ...count, description: 'Deliveries of the day that came after the plan and are not in it' },
  travel: Type.String({ description: 'Where travel times are from: great-circle, manhattan, roads' }),
})
export type DispatchPlanBody = Static<typeof DispatchPlanBody>
export const PlanParams = Type.Object({ plan: Id }, closed)

/** POST /v1/dispatch/solves takes this. */
export const PostSolveBody = Type.Object(
  {
    day: DispatchDay,
    seconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 600, default: 10, description: 'To search for' })),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })),
    from: Type.Optional({ ...Id, description: 'A plan to start from' }),
  },
  closed,
)
export type PostSolveBody = Static<typeof PostSolveBody>
/** How far a solve is; as one answer and, every half second, as event "solve" of a stream. */
export const SolveBody = Type.Object({
  solve: Id,
  day: DispatchDay,
  state: Type.Union([
    Type.Literal('preparing'),
    Type.Literal('searching'),
    Type.Literal('done'),
    Type.Literal('cancelled'),
    Type.Literal('failed'),
  ]),
  startedAt: When,
  elapsedMs: count,
  limitMs: count,
  iterations: count,
  stops: count,
  vehicles: count,
  costMinor: Type.Optional(Type.Integer({ description: 'Of the best so far' })),
  unserved: Type.Optional(count),
  curve: Type.Array(Type.Object({ ms: count, costMinor: Type.Integer() }), {
    description: 'Each better plan that was found, at most 200',
  }),
  plan: Type.Optional({ ...Id, description: 'What was proposed, when done' }),
  problem: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
})
export type SolveBody = Static<typeof SolveBody>
export const SolveParams = Type.Object({ solve: Id }, closed)
export const EndSolveQuery = Type.Object(
  { keep: Type.Optional(Type.Boolean({ description: 'Propose the best found so far; else nothing is' })) },
  closed,
)
export type EndSolveQuery = Static<typeof EndSolveQuery>

/** A stop put elsewhere. POST /v1/dispatch/plans/:plan/moves; with `ask` it says what it would cost and changes nothing. */
export const PostMoveBody = Type.Object(
  {
    version: { ...count, description: 'Of the plan as you see it' },
    delivery: Id,
    vehicle: Type.Union([Id, Type.Null()], { description: 'null: taken out of the plan' }),
    position: Type.Optional({
      ...count,
      description: 'Index among the stops without it; absent: where it costs least',
    }),
    ask: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type PostMoveBody = Static<typeof PostMoveBody>
export const MovedBody = Type.Object({
  plan: Id,
  version: count,
  isDone: Type.Boolean(),
  before: PlanSums,
  after: PlanSums,
  costMinor: Type.Integer({ description: 'More, or if negative less, than before' }),
  position: Type.Optional(count),
  broken: Type.Array(
    Type.Object({
      rule: Type.String({
        description:
          'As of what is not served; "on-road": the vehicle has left without it, "on-board": another vehicle has it',
      }),
      vehicle: Id,
      delivery: Type.Optional(Id),
      excess: Type.Integer(),
    }),
    { description: 'Rules that the changed routes break; a person may choose to' },
  ),
})
export type MovedBody = Static<typeof MovedBody>

export const CompareQuery = Type.Object({ with: Id }, closed)
export type CompareQuery = Static<typeof CompareQuery>
export const ComparedBody = Type.Object({
  plan: PlanHeadBody,
  other: PlanHeadBody,
  moved: Type.Array(
    Type.Object({
      delivery: Id,
      from: Type.Optional({ ...Id, description: 'Vehicle in the other; absent: unserved there' }),
      to: Type.Optional({ ...Id, description: 'Vehicle in this one' }),
      fromAt: Type.Optional(When),
      toAt: Type.Optional(When),
    }),
    { description: 'Deliveries with another vehicle, at most 1000' },
  ),
  movedCount: count,
})
export type ComparedBody = Static<typeof ComparedBody>

const point = Type.Array(Type.Number(), { minItems: 2, maxItems: 2, description: '[lon, lat]' })
/** Lines to draw behind the stops, as the shop gives them: roads, rivers, borders of districts. */
export const RoadsBody = Type.Object(
  {
    lines: Type.Array(
      Type.Object(
        {
          kind: Type.Union([
            Type.Literal('road'),
            Type.Literal('street'),
            Type.Literal('water'),
            Type.Literal('border'),
          ]),
          name: Type.Optional(Type.String({ maxLength: 100 })),
          points: Type.Array(point, { minItems: 2, maxItems: 2_000 }),
        },
        closed,
      ),
      { maxItems: 20_000 },
    ),
  },
  closed,
)
export type RoadsBody = Static<typeof RoadsBody>
