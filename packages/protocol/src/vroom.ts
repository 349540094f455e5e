import { type Static, Type } from 'typebox'

const uint = (description?: string) => Type.Integer({ minimum: 0, ...(description ? { description } : {}) })
const Amounts = Type.Array(uint(), { description: 'One number for each dimension of loads' })
const LonLat = Type.Array(Type.Number(), { minItems: 2, description: '[longitude, latitude]' })
const Window = Type.Array(uint(), { minItems: 2, description: '[start, end] in seconds, both included' })
const Windows = Type.Optional(Type.Array(Window))
const Skills = Type.Optional(Type.Array(uint()))
const ours = 'A key of ours: '
const Allowed = Type.Optional(Type.Array(uint(), { description: `${ours}ids of the vehicles that may come` }))

const place = {
  location: Type.Optional(LonLat),
  location_index: Type.Optional(uint('Row and column in the matrices')),
}
const task = {
  id: uint(),
  description: Type.Optional(Type.String()),
  ...place,
  setup: Type.Optional(uint('Seconds')),
  service: Type.Optional(uint('Seconds')),
  setup_per_type: Type.Optional(Type.Record(Type.String(), uint())),
  service_per_type: Type.Optional(Type.Record(Type.String(), uint())),
  time_windows: Windows,
  release: Type.Optional(uint(`${ours}what it gets is not at the depot before`)),
}
const priority = Type.Optional(Type.Integer({ minimum: 0, maximum: 100 }))
const prize = Type.Optional(uint(`${ours}it may be left out, which costs this much`))

export const VroomJob = Type.Object({
  ...task,
  delivery: Type.Optional(Amounts),
  pickup: Type.Optional(Amounts),
  skills: Skills,
  priority,
  prize,
  backhaul: Type.Optional(Type.Boolean({ description: `${ours}only after all that are none` })),
  allowed_vehicles: Allowed,
})
export const VroomShipment = Type.Object({
  pickup: Type.Object(task),
  delivery: Type.Object(task),
  amount: Type.Optional(Amounts),
  skills: Skills,
  priority,
  prize,
  allowed_vehicles: Allowed,
})

const VroomBreak = Type.Object({
  id: uint(),
  description: Type.Optional(Type.String()),
  time_windows: Windows,
  service: Type.Optional(uint('Seconds')),
  max_load: Type.Optional(Amounts),
})
const VroomStep = Type.Object({
  type: Type.String({ description: 'start, job, pickup, delivery, break or end' }),
  id: Type.Optional(uint()),
})
export const VroomVehicle = Type.Object({
  id: uint(),
  description: Type.Optional(Type.String()),
  profile: Type.Optional(Type.String({ description: '"car" when absent' })),
  type: Type.Optional(Type.String()),
  start: Type.Optional(LonLat),
  start_index: Type.Optional(uint()),
  end: Type.Optional(LonLat),
  end_index: Type.Optional(uint()),
  capacity: Type.Optional(Amounts),
  costs: Type.Optional(
    Type.Object({
      fixed: Type.Optional(uint()),
      per_hour: Type.Optional(uint('Of travel; 3600 when absent')),
      per_km: Type.Optional(uint()),
      per_task_hour: Type.Optional(uint()),
      per_duty_hour: Type.Optional(uint(`${ours}of all time from leaving to being back`)),
    }),
  ),
  skills: Skills,
  time_window: Type.Optional(Window),
  breaks: Type.Optional(Type.Array(VroomBreak)),
  speed_factor: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 5 })),
  max_tasks: Type.Optional(uint()),
  max_travel_time: Type.Optional(uint()),
  max_distance: Type.Optional(uint()),
  max_duration: Type.Optional(uint(`${ours}seconds from leaving to being back`)),
  reload: Type.Optional(
    Type.Object(
      { places: Type.Array(Type.Object(place)), service: Type.Optional(uint()), most: Type.Optional(uint()) },
      { description: `${ours}where it may load more between trips, and how many times` },
    ),
  ),
  steps: Type.Optional(Type.Array(VroomStep, { description: 'The search starts from this route' })),
  steps_fixed: Type.Optional(uint(`${ours}so many tasks of "steps" come first and stay: it is on the road`)),
})

const Matrix = Type.Array(Type.Array(Type.Union([uint(), Type.Null()])), { description: 'null: no way' })
export const VroomMatrices = Type.Record(
  Type.String(),
  Type.Object({
    durations: Type.Optional(Matrix),
    distances: Type.Optional(Matrix),
    costs: Type.Optional(Matrix),
    speeds: Type.Optional(
      Type.Array(Type.Object({ from: uint(), percent: Type.Integer({ minimum: 1, maximum: 1000 }) }), {
        description: `${ours}from a time on, travel is so many percent as fast`,
      }),
    ),
  }),
  { description: 'By profile' },
)

export const VroomOptions = Type.Object({
  g: Type.Optional(Type.Union([Type.Boolean(), Type.Null()], { description: 'Draw routes, in straight lines' })),
  c: Type.Optional(
    Type.Union([Type.Boolean(), Type.Null()], { description: 'Only say when routes given by "steps" are where' }),
  ),
  l: Type.Optional(Type.Number({ description: 'Seconds, as vroom-express has it' })),
  t: Type.Optional(Type.Number({ description: 'Threads' })),
  x: Type.Optional(Type.Number({ description: 'Taken and passed over' })),
  seconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 30, description: `${ours}how long to search` })),
  iterations: Type.Optional(
    Type.Integer({ minimum: 1, description: `${ours}in place of seconds: the same answer every time` }),
  ),
  seed: Type.Optional(uint(ours)),
  travel: Type.Optional(
    Type.Union([Type.Literal('great-circle'), Type.Literal('manhattan')], {
      description: `${ours}straight lines, or ways around blocks, where no matrix is sent`,
    }),
  ),
  speed_kmh: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1000 })),
  detour_percent: Type.Optional(
    Type.Integer({ minimum: 100, maximum: 400, description: 'How much longer roads are; 100 when absent' }),
  ),
})

/** A routing problem in the form of VROOM. Keys that nobody knows are passed over, as VROOM does. */
export const VroomInput = Type.Object({
  jobs: Type.Optional(Type.Array(VroomJob)),
  shipments: Type.Optional(Type.Array(VroomShipment)),
  vehicles: Type.Array(VroomVehicle),
  matrices: Type.Optional(VroomMatrices),
  options: Type.Optional(VroomOptions),
})
export type VroomInput = Static<typeof VroomInput>

const Violation = Type.Object({ cause: Type.String(), duration: Type.Optional(Type.Integer()) })
const totals = {
  cost: Type.Integer(),
  delivery: Type.Optional(Amounts),
  amount: Type.Optional(Amounts),
  pickup: Type.Optional(Amounts),
  setup: Type.Integer(),
  service: Type.Integer(),
  duration: Type.Integer({ description: 'Of travel' }),
  waiting_time: Type.Integer(),
  priority: Type.Integer(),
  distance: Type.Optional(Type.Integer({ description: 'Where distances are known' })),
  violations: Type.Array(Violation),
}
const named = {
  type: Type.String({ description: 'start, job, pickup, delivery, break, end; of ours also reload' }),
  id: Type.Optional(Type.Integer()),
  description: Type.Optional(Type.String()),
  location: Type.Optional(LonLat),
  location_index: Type.Optional(Type.Integer()),
}
export const VroomStepBody = Type.Object({
  ...named,
  job: Type.Optional(Type.Integer()),
  setup: Type.Integer(),
  service: Type.Integer(),
  waiting_time: Type.Integer(),
  load: Type.Optional(Amounts),
  arrival: Type.Integer(),
  duration: Type.Integer(),
  distance: Type.Optional(Type.Integer()),
  violations: Type.Array(Violation),
})
export const VroomRouteBody = Type.Object({
  vehicle: Type.Integer(),
  description: Type.Optional(Type.String()),
  ...totals,
  steps: Type.Array(VroomStepBody),
  geometry: Type.Optional(Type.String({ description: 'Polyline of five digits' })),
  geometry_source: Type.Optional(
    Type.String({ description: `${ours}"roads", or "straight lines" from place to place` }),
  ),
})
/** Why a stop is left out. */
export const UnservedReason = Type.Object({
  rule: Type.String({
    description:
      'Which rule says so: capacity, skills, window, shift, break, break-load, release, max-stops, max-distance, max-travel, max-duration, precedence, backhaul, vehicle, reload, fixed, unreachable; total: all is more than all can carry; prize: leaving it out costs less; search: there is room, and more time may find it',
  }),
  isProven: Type.Boolean({ description: 'Whether no plan at all could serve it; else it is only known of this one' }),
  because: Type.Optional(
    Type.Union([Type.Integer(), Type.String()], {
      description: 'The other end of its shipment, where that is the reason',
    }),
  ),
  vehicle: Type.Optional(
    Type.Union([Type.Integer(), Type.String()], { description: 'Which comes nearest to serving it' }),
  ),
  excess: Type.Optional(
    Type.Number({
      description: 'By how much the rule would be broken, in its unit: seconds, metres, amounts, skills, or cost',
    }),
  ),
  says: Type.Object({ en: Type.String(), ko: Type.String() }),
})
export type UnservedReason = Static<typeof UnservedReason>

/** A plan in the form of VROOM. */
export const VroomAnswer = Type.Object({
  code: Type.Integer({ description: '0: no error' }),
  summary: Type.Object({
    ...totals,
    routes: Type.Integer(),
    unassigned: Type.Integer(),
    computing_times: Type.Object({ loading: Type.Integer(), solving: Type.Integer(), routing: Type.Integer() }),
  }),
  unassigned: Type.Array(Type.Object({ ...named, reason: Type.Optional(UnservedReason) })),
  routes: Type.Array(VroomRouteBody),
  no_ways: Type.Optional(
    Type.Array(
      Type.Object({
        profile: Type.String(),
        count: Type.Integer(),
        pairs: Type.Array(Type.Object({ from: LonLat, to: LonLat }), { description: 'The first hundred' }),
      }),
      { description: `${ours}places between which the road service found no way` },
    ),
  ),
})
export type VroomAnswer = Static<typeof VroomAnswer>

/** What is answered instead of a plan: VROOM's code and words, and ours beside them. */
export const VroomError = Type.Object({
  code: Type.Integer({ description: '1 internal, 2 input, 3 routing, 4 too large' }),
  error: Type.String(),
  trouble: Type.Object({
    code: Type.String({ description: 'As in docs/errors.md' }),
    message: Type.String(),
    details: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
    field: Type.Optional(Type.String()),
    remedy: Type.Optional(Type.String()),
    requestId: Type.String(),
  }),
})
export type VroomError = Static<typeof VroomError>
