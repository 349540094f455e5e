import { Type } from 'typebox'

export const AliveBody = Type.Object({ alive: Type.Literal(true) })
export const ReadyBody = Type.Object({
  ready: Type.Boolean(),
  position: Type.Integer({ description: 'Number of events folded' }),
  waiting: Type.Integer({ description: 'Events taken but not yet durable' }),
  reasons: Type.Array(Type.String(), { description: 'Why it is not ready' }),
})

const Scope = Type.Union([Type.Literal('publishable'), Type.Literal('secret')], {
  description: "publishable: collect, and a shopper's own answers; secret: everything",
})
const Consent = Type.Union([Type.Literal('assumed'), Type.Literal('required')], {
  description: 'Whether events of this key must say that the shopper consented',
})

export const KeyBody = Type.Object({
  id: Type.String(),
  name: Type.String(),
  scope: Scope,
  consent: Consent,
  createdAt: Type.Integer({ description: 'ms since 1970' }),
})
export const KeysBody = Type.Object({ keys: Type.Array(KeyBody) })
export const NewKey = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    scope: Scope,
    consent: Type.Optional(Consent),
  },
  { additionalProperties: false },
)
export const NewKeyBody = Type.Object({
  key: KeyBody,
  secret: Type.String({ description: 'The key itself: shown this once, stored only as a hash' }),
})
export const KeyParams = Type.Object({ id: Type.String({ maxLength: 100 }) }, { additionalProperties: false })
