import { type Static, Type } from 'typebox'

const When = Type.Integer({ minimum: 0, description: 'ms since 1970' })
const count = Type.Integer({ minimum: 0 })
const Id = Type.String({ minLength: 1, maxLength: 100 })
const closed = { additionalProperties: false } as const
/** The day that a plan is for, at the depots. */
export const DispatchDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: '2026-07-27' })
const Lat = Type.Number({ minimum: -90, maximum: 90, description: 'Degrees, WGS84' })
const Lon = Type.Number({ minimum: -180, maximum: 180, description: 'Degrees, WGS84' })
const minuteOfDay = Type.Integer({ minimum: 0, maximum: 2_879, description: 'Minutes from midnight at the depot' })

/** From and until, both included. */
export const DispatchWindow = Type.Object({ from: When, until: When }, closed)
export type DispatchWindow = Static<typeof DispatchWindow>

/** What something takes up or a vehicle holds: whole numbers by names of your own. */
export const DispatchAmounts = Type.Record(Type.String({ minLength: 1, maxLength: 40 }), count, {
  maxProperties: 8,
  description: 'Such as { "parcels": 3, "grams": 5200 }; what a vehicle does not name it carries none of',
})
export type DispatchAmounts = Static<typeof DispatchAmounts>

const skills = Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 30 })

/** How long ways take. Said by whoever runs the depot, never made up. */
export const DispatchTravel = Type.Union([
  Type.Object(
    {
      by: Type.Union([Type.Literal('great-circle'), Type.Literal('manhattan')], {
        description: 'As the crow flies, or around blocks: along a parallel and a meridian',
      }),
      kmPerHour: Type.Number({ exclusiveMinimum: 0, maximum: 200 }),
      detourPercent: Type.Integer({
        minimum: 100,
        maximum: 400,
        description: 'How much longer roads are than the straight line: 130 is a usual town',
      }),
    },
    closed,
  ),
  Type.Object({ by: Type.Literal('roads') }, { ...closed, description: 'Asks the road service this server was given' }),
])
export type DispatchTravel = Static<typeof DispatchTravel>

const depotFields = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  lat: Lat,
  lon: Lon,
  zone: Type.String({ minLength: 1, maxLength: 64, description: 'Asia/Seoul' }),
  travel: DispatchTravel,
}
export const PutDepotBody = Type.Object(depotFields, closed)
export type PutDepotBody = Static<typeof PutDepotBody>
export const DepotBody = Type.Object({ depot: Id, ...depotFields })
export type DepotBody = Static<typeof DepotBody>
export const DepotsBody = Type.Object({ depots: Type.Array(DepotBody) })
export type DepotsBody = Static<typeof DepotsBody>
export const DepotParams = Type.Object({ depot: Id }, closed)

const vehicleFields = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  depot: Id,
  driver: Type.Optional(
    Type.String({ maxLength: 100, description: 'Name of who drives it; kept in the vault, never in the log' }),
  ),
  capacity: DispatchAmounts,
  shift: Type.Object({ fromMinute: minuteOfDay, untilMinute: minuteOfDay }, closed),
  pause: Type.Optional(
    Type.Object(
      {
        fromMinute: minuteOfDay,
        untilMinute: minuteOfDay,
        minutes: Type.Integer({ minimum: 1, maximum: 240 }),
      },
      { ...closed, description: 'A rest that begins between these minutes' },
    ),
  ),
  costs: Type.Object(
    {
      fixedMinor: Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'When it goes out at all' }),
      perKmMinor: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
      perHourMinor: Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'From leaving to being back' }),
    },
    { ...closed, description: 'In minor units of the currency of the shop' },
  ),
  returns: Type.Boolean({ description: 'Whether it ends at its depot' }),
  stopsMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  tripsMax: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 20,
      description: 'How often it may go out on a day, loading in between; absent: once',
    }),
  ),
  loadingMinutes: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 240, description: 'At its depot, to load for its next trip; absent: 0' }),
  ),
  isOff: Type.Optional(Type.Boolean({ description: 'It stays in the yard: no plan uses it' })),
}
export const PutVehicleBody = Type.Object(
  {
    ...vehicleFields,
    skills: Type.Optional({ ...skills, description: 'What it has that deliveries may ask for; absent: none' }),
  },
  closed,
)
export type PutVehicleBody = Static<typeof PutVehicleBody>
export const VehicleBody = Type.Object({ vehicle: Id, ...vehicleFields, skills })
export type VehicleBody = Static<typeof VehicleBody>
export const VehiclesBody = Type.Object({ vehicles: Type.Array(VehicleBody) })
export type VehiclesBody = Static<typeof VehiclesBody>
export const VehicleParams = Type.Object({ vehicle: Id }, closed)

/** Where and to whom: kept in the vault, and gone with "forget me". */
export const DeliveryPlace = Type.Object(
  {
    lat: Lat,
    lon: Lon,
    address: Type.Optional(Type.String({ maxLength: 300 })),
    recipient: Type.Optional(Type.String({ maxLength: 100 })),
    phone: Type.Optional(Type.String({ maxLength: 40 })),
    note: Type.Optional(Type.String({ maxLength: 500, description: 'For the driver' })),
  },
  closed,
)
export type DeliveryPlace = Static<typeof DeliveryPlace>

const deliveryFields = {
  day: DispatchDay,
  windows: Type.Array(DispatchWindow, {
    maxItems: 4,
    description: 'When it may come, in order and apart from one another; none: any time of the day',
  }),
  serviceSeconds: Type.Integer({ minimum: 0, maximum: 14_400, description: 'At the door' }),
  amounts: DispatchAmounts,
  skills: Type.Optional(skills),
  priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'Higher ones are served first' })),
  depot: Type.Optional({ ...Id, description: 'Only vehicles of this depot have it; absent: any' }),
}
/** One order (or one parcel of it) to be brought. */
export const DeliveryDue = Type.Object(
  {
    delivery: { ...Id, description: 'Your number of it; sent again it is the same one' },
    user: Type.Optional(
      Type.String({ minLength: 1, maxLength: 256, description: 'Whose: they are told when it comes' }),
    ),
    anonymous: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 256,
        description: 'The device of somebody who has not logged in, without user',
      }),
    ),
    place: DeliveryPlace,
    ...deliveryFields,
  },
  closed,
)
export type DeliveryDue = Static<typeof DeliveryDue>

/** POST /v1/dispatch/deliveries takes this. */
export const PostDeliveriesBody = Type.Object(
  { deliveries: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 2_000, description: 'Each a DeliveryDue' }) },
  closed,
)
export type PostDeliveriesBody = Static<typeof PostDeliveriesBody>
/** What became of each, in order. */
export const DeliveriesTakenBody = Type.Object({
  added: count,
  changed: count,
  unchanged: count,
  rejected: Type.Array(
    Type.Object({ index: count, code: Type.String(), message: Type.String(), field: Type.Optional(Type.String()) }),
  ),
})
export type DeliveriesTakenBody = Static<typeof DeliveriesTakenBody>

export const DispatchState = Type.Union(
  [
    Type.Literal('waiting'),
    Type.Literal('planned'),
    Type.Literal('out'),
    Type.Literal('arriving'),
    Type.Literal('delivered'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ],
  {
    description:
      'waiting: in no accepted plan; planned: in one whose vehicle is not out yet; out: on the road; arriving: the next stop of its driver, or the driver is there',
  },
)
export type DispatchState = Static<typeof DispatchState>

/** When it is expected, and how sure that is. */
export const ArrivalWindow = Type.Object({
  at: When,
  from: { ...When, description: 'Not likely before' },
  until: { ...When, description: 'Not likely after' },
})
export type ArrivalWindow = Static<typeof ArrivalWindow>

export const DispatchDeliveryBody = Type.Object({
  delivery: Id,
  state: DispatchState,
  place: Type.Optional({ ...DeliveryPlace, description: 'Absent: it was erased' }),
  vehicle: Type.Optional(Id),
  arrival: Type.Optional(ArrivalWindow),
  endedAt: Type.Optional(When),
  failure: Type.Optional(Type.String({ description: 'Why it failed: absent, refused, address, damaged, other' })),
  ...deliveryFields,
})
export type DispatchDeliveryBody = Static<typeof DispatchDeliveryBody>
export const DeliveriesQuery = Type.Object(
  {
    day: DispatchDay,
    state: Type.Optional(DispatchState),
    q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of its number' })),
    offset: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000, default: 100 })),
  },
  closed,
)
export type DeliveriesQuery = Static<typeof DeliveriesQuery>
export const DeliveriesBody = Type.Object({
  total: count,
  states: Type.Record(Type.String(), count, { description: 'How many of the day are in which state' }),
  deliveries: Type.Array(DispatchDeliveryBody),
})
export type DeliveriesBody = Static<typeof DeliveriesBody>
export const DeliveryParams = Type.Object({ delivery: Id }, closed)
export const CancelQuery = Type.Object(
  { forget: Type.Optional(Type.Boolean({ description: 'Erase where and to whom at once' })) },
  closed,
)
export type CancelQuery = Static<typeof CancelQuery>
