import { type Static, Type } from 'typebox'
import { TroubleBody } from './error.ts'

export const AliveBody = Type.Object({ alive: Type.Literal(true) })
export type AliveBody = Static<typeof AliveBody>

export const HealthyBody = Type.Object({ healthy: Type.Literal(true) })
export type HealthyBody = Static<typeof HealthyBody>
export const ReadyBody = Type.Object({
  ready: Type.Boolean(),
  position: Type.Integer({ description: 'Number of events folded' }),
  waiting: Type.Integer({ description: 'Events taken but not yet durable' }),
  reasons: Type.Array(TroubleBody, { description: 'Why it is not ready' }),
})
export type ReadyBody = Static<typeof ReadyBody>

const Scope = Type.Union([Type.Literal('publishable'), Type.Literal('secret'), Type.Literal('driver')], {
  description:
    "publishable: collect, and a shopper's own answers; secret: everything; driver: the round of one vehicle",
})
const Vehicle = Type.Optional(
  Type.String({ minLength: 1, maxLength: 100, description: "Of a driver's key: the vehicle whose round it sees" }),
)
const Consent = Type.Union([Type.Literal('assumed'), Type.Literal('required')], {
  description: 'Whether events of this key must say that the shopper consented',
})

export const KeyBody = Type.Object({
  id: Type.String(),
  name: Type.String(),
  scope: Scope,
  consent: Consent,
  createdAt: Type.Integer({ description: 'ms since 1970' }),
  vehicle: Vehicle,
})
export type KeyBody = Static<typeof KeyBody>
export const KeysBody = Type.Object({ keys: Type.Array(KeyBody) })
export type KeysBody = Static<typeof KeysBody>
export const NewKey = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    scope: Scope,
    consent: Type.Optional(Consent),
    vehicle: Vehicle,
  },
  { additionalProperties: false },
)
export type NewKey = Static<typeof NewKey>
export const NewKeyBody = Type.Object({
  key: KeyBody,
  secret: Type.String({ description: 'The key itself: shown this once, stored only as a hash' }),
})
export type NewKeyBody = Static<typeof NewKeyBody>
export const KeyParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false })
