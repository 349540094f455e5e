import { type Static, Type } from 'typebox'
import { UnservedReason, VroomAnswer } from './vroom.ts'

const closed = { additionalProperties: false } as const
const When = Type.Integer({ minimum: 0, description: 'ms since 1970' })
const Id = Type.String({ minLength: 1, maxLength: 100 })
const seconds = (description?: string) =>
  Type.Integer({ minimum: 0, maximum: 100_000_000, ...(description ? { description } : {}) })
const metres = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
const cost = Type.Integer({
  minimum: 0,
  maximum: 1_000_000_000,
  description: 'In a unit of your own, such as won or cents',
})
const Amounts = Type.Record(
  Type.String({ minLength: 1, maxLength: 40 }),
  Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
  {
    maxProperties: 16,
    description: 'Whole numbers by names of your own, such as { "parcels": 3, "grams": 5200 }',
  },
)
const Skills = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 60 })
const Window = Type.Object({ from: When, until: When }, { ...closed, description: 'Both included' })
const Windows = Type.Array(Window, { maxItems: 50, description: 'Apart from one another; none: any time' })

export const RoutingPlace = Type.Object(
  {
    id: Id,
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  },
  closed,
)

const PerKind = Type.Record(
  Id,
  Type.Object({ serviceSeconds: Type.Optional(seconds()), setupSeconds: Type.Optional(seconds()) }, closed),
  { maxProperties: 100, description: 'Other times on the spot, by the "kind" of vehicle' },
)
const visit = {
  id: Id,
  description: Type.Optional(Type.String({ maxLength: 500 })),
  place: Id,
  serviceSeconds: Type.Optional(seconds('On the spot')),
  setupSeconds: Type.Optional(seconds('In addition, unless it comes from the same place')),
  perKind: Type.Optional(PerKind),
  windows: Type.Optional(Windows),
  releaseAt: Type.Optional({ ...When, description: 'What it gets is not at the depot before' }),
}
const wishes = {
  skills: Type.Optional(Skills),
  priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  prize: Type.Optional({ ...cost, description: 'It may be left out, which costs this much' }),
  vehicles: Type.Optional(Type.Array(Id, { description: 'Only these may come' })),
}
export const RoutingStop = Type.Object(
  {
    ...visit,
    ...wishes,
    delivery: Type.Optional(Amounts),
    pickup: Type.Optional(Amounts),
    isBackhaul: Type.Optional(Type.Boolean({ description: 'Only after all stops of its trip that are none' })),
  },
  closed,
)
export const RoutingShipment = Type.Object(
  {
    ...wishes,
    pickup: Type.Object(visit, closed),
    delivery: Type.Object(visit, closed),
    amounts: Type.Optional(Amounts),
  },
  closed,
)

export const RoutingVehicle = Type.Object(
  {
    id: Id,
    count: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2_000,
        description: 'How many are alike; they are answered as "id/1", "id/2"',
      }),
    ),
    description: Type.Optional(Type.String({ maxLength: 500 })),
    profile: Type.Optional({ ...Id, description: 'The first when absent' }),
    kind: Type.Optional({ ...Id, description: 'What stops name in "perKind"' }),
    start: Type.Optional({ ...Id, description: 'A place; absent: it starts at its first stop' }),
    end: Type.Optional({ ...Id, description: 'A place; absent: it ends at its last stop' }),
    pacePercent: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_000,
        description: 'Travel takes so many percent of what the profile says',
      }),
    ),
    capacity: Type.Optional({ ...Amounts, description: 'What it does not name it carries none of' }),
    skills: Type.Optional(Skills),
    shift: Type.Optional(Window),
    breaks: Type.Optional(
      Type.Array(
        Type.Object(
          { id: Id, windows: Type.Optional(Windows), seconds: seconds(), maxLoad: Type.Optional(Amounts) },
          closed,
        ),
        { maxItems: 20 },
      ),
    ),
    costs: Type.Optional(
      Type.Object(
        {
          fixed: Type.Optional(cost),
          perHour: Type.Optional({ ...cost, description: 'Of travel' }),
          perKm: Type.Optional(cost),
          perDutyHour: Type.Optional({ ...cost, description: 'From leaving to being back' }),
        },
        { ...closed, description: 'Absent: 3600 an hour of travel, so that costs are seconds' },
      ),
    ),
    stopsMax: Type.Optional(Type.Integer({ minimum: 1 })),
    metresMax: Type.Optional(metres),
    travelSecondsMax: Type.Optional(seconds()),
    durationSecondsMax: Type.Optional(seconds()),
    reload: Type.Optional(
      Type.Object(
        {
          places: Type.Array(Id, { minItems: 1 }),
          serviceSeconds: Type.Optional(seconds()),
          most: Type.Integer({ minimum: 1, maximum: 1_000 }),
        },
        { ...closed, description: 'Where it may load more between trips, and how many times' },
      ),
    ),
    route: Type.Optional(Type.Array(Id, { description: 'Ids of stops: the search starts from this route' })),
    routeFixed: Type.Optional(
      Type.Integer({ minimum: 0, description: 'So many stops of "route" come first and stay: it is on the road' }),
    ),
  },
  closed,
)

const Matrix = Type.Array(Type.Array(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])), {
  description: 'A row and a column for each place, in their order; null: no way',
})
export const RoutingProfile = Type.Object(
  {
    id: Id,
    durationSeconds: Type.Optional(Matrix),
    distanceMetres: Type.Optional(Matrix),
    costs: Type.Optional(Matrix),
    speeds: Type.Optional(
      Type.Array(Type.Object({ from: When, percent: Type.Integer({ minimum: 1, maximum: 1_000 }) }, closed), {
        maxItems: 100,
      }),
    ),
  },
  closed,
)

/** A routing problem in our own words: what VROOM's form has, and what it lacks. */
export const RoutingModel = Type.Object(
  {
    places: Type.Array(RoutingPlace, { minItems: 1 }),
    profiles: Type.Optional(Type.Array(RoutingProfile, { minItems: 1, maxItems: 50 })),
    stops: Type.Optional(Type.Array(RoutingStop)),
    shipments: Type.Optional(Type.Array(RoutingShipment)),
    vehicles: Type.Array(RoutingVehicle),
  },
  closed,
)
export type RoutingModel = Static<typeof RoutingModel>

/** How long ways take where no matrix says so. Said by who asks, never made up. */
export const RoutingTravel = Type.Object(
  {
    by: Type.Union([Type.Literal('great-circle'), Type.Literal('manhattan')], {
      description: 'As the crow flies, or around blocks: along a parallel and a meridian',
    }),
    kmPerHour: Type.Number({ exclusiveMinimum: 0, maximum: 1_000 }),
    detourPercent: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 400,
        description: 'How much longer roads are than the straight line; 100 when absent',
      }),
    ),
  },
  closed,
)

/** POST /v1/routing/solves takes this: a problem in one of the two forms, and how long to search. */
export const PostRoutingSolve = Type.Object(
  {
    problem: Type.Optional(RoutingModel),
    vroom: Type.Optional(Type.Unknown({ description: "A problem in VROOM's form, as POST /v1/route takes it" })),
    travel: Type.Optional(RoutingTravel),
    seconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 3_600, description: '60 when absent' })),
    iterations: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000_000,
        description: 'In place of seconds: the same plan every time',
      }),
    ),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })),
    threads: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 64, description: '1 when absent; more than there are cores are not used' }),
    ),
    id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 256,
        description:
          'Sent again with the same one, it is the same solve, and with something else it is refused; also as the header Idempotency-Key',
      }),
    ),
  },
  closed,
)
export type PostRoutingSolve = Static<typeof PostRoutingSolve>

const Violation = Type.Object({ rule: Type.String(), excess: Type.Integer() })
const totals = {
  cost: Type.Integer(),
  stops: Type.Integer(),
  metres: Type.Optional(Type.Integer({ description: 'Where distances are known' })),
  travelSeconds: Type.Integer(),
  serviceSeconds: Type.Integer(),
  setupSeconds: Type.Integer(),
  waitingSeconds: Type.Integer(),
}
export const RoutingStep = Type.Object({
  kind: Type.String({ description: 'start, stop, pickup, delivery, reload, break or end' }),
  id: Type.Optional(Type.String({ description: 'Of the stop or the break' })),
  place: Type.Optional(Type.String()),
  arrivesAt: When,
  waitingSeconds: Type.Integer(),
  setupSeconds: Type.Integer(),
  serviceSeconds: Type.Integer(),
  load: Type.Record(Type.String(), Type.Integer(), { description: 'On board when it leaves' }),
  metres: Type.Optional(Type.Integer({ description: 'From the start to here' })),
  travelSeconds: Type.Integer({ description: 'From the start to here' }),
})
export const RoutingRoute = Type.Object({
  vehicle: Type.String(),
  ...totals,
  durationSeconds: Type.Integer({ description: 'From leaving to being back' }),
  steps: Type.Array(RoutingStep),
  violations: Type.Array(Violation, { description: 'Empty but where fixed stops are late' }),
})
/** A plan in our own words. */
export const RoutingPlanBody = Type.Object({
  ...totals,
  routes: Type.Array(RoutingRoute),
  unserved: Type.Array(Type.Object({ id: Type.String(), reason: Type.Optional(UnservedReason) })),
  noWays: Type.Optional(
    Type.Array(
      Type.Object({
        profile: Type.String(),
        count: Type.Integer(),
        pairs: Type.Array(Type.Object({ from: Id, to: Id }), { description: 'The first hundred' }),
      }),
      { description: 'Places between which the road service found no way' },
    ),
  ),
})
export type RoutingPlanBody = Static<typeof RoutingPlanBody>

export const RoutingSolveState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('running'),
  Type.Literal('done'),
  Type.Literal('stopped'),
  Type.Literal('failed'),
])
export type RoutingSolveState = Static<typeof RoutingSolveState>

const progress = {
  id: Type.String(),
  state: RoutingSolveState,
  progress: Type.Number({ description: '0 to 1' }),
  iterations: Type.Integer(),
  cost: Type.Optional(Type.Integer({ description: 'Of the best plan so far' })),
  routes: Type.Optional(Type.Integer()),
  unserved: Type.Optional(Type.Integer()),
}
/** How far a solve is; what its stream tells. */
export const RoutingSolveProgress = Type.Object(progress)
export type RoutingSolveProgress = Static<typeof RoutingSolveProgress>
export const RoutingSolveBody = Type.Object({
  ...progress,
  createdAt: When,
  startedAt: Type.Optional(When),
  endedAt: Type.Optional(When),
  stops: Type.Integer(),
  problem: Type.Optional(Type.String({ description: 'Why it failed' })),
  kindsUnused: Type.Optional(
    Type.Array(Type.String(), {
      description:
        'Kinds in "perKind" that no vehicle of the problem is, so that their times say nothing; absent: none',
    }),
  ),
  plan: Type.Optional(RoutingPlanBody),
  vroom: Type.Optional({ ...VroomAnswer, description: "The plan in VROOM's form, where the problem came in it" }),
})
export type RoutingSolveBody = Static<typeof RoutingSolveBody>
export const RoutingSolvesBody = Type.Object({
  total: Type.Integer(),
  solves: Type.Array(Type.Omit(RoutingSolveBody, ['plan', 'vroom']), {
    description: 'Newest first, without their plans',
  }),
})
export type RoutingSolvesBody = Static<typeof RoutingSolvesBody>
export const RoutingSolvesQuery = Type.Object(
  {
    offset: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  },
  closed,
)
export type RoutingSolvesQuery = Static<typeof RoutingSolvesQuery>
export const RoutingSolveParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, closed)
