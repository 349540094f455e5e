import { type Static, Type } from 'typebox'
import { ContactBody } from './contacts.ts'
import { DeliveryPlace } from './dispatch.ts'
import { Lang, PersonFields } from './people.ts'

export const InterestsQuery = Type.Object(
  {
    ...PersonFields,
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'At most this many' })),
    lang: Type.Optional(Lang),
  },
  { additionalProperties: false },
)
export type InterestsQuery = Static<typeof InterestsQuery>
export const InterestBody = Type.Object({
  tag: Type.String({ description: 'type:name, as the engine knows it' }),
  type: Type.String({ description: 'brand, category, attribute, price or keyword' }),
  name: Type.String({ description: 'The tag without its type; for a price the number of its band' }),
  words: Type.String({ description: 'The tag as it may be shown, in the language asked for' }),
  price: Type.Optional(
    Type.Object(
      { fromMinor: Type.Integer(), belowMinor: Type.Integer() },
      { description: 'The limits of a price band, in minor units' },
    ),
  ),
  score: Type.Number(),
  confidence: Type.Number({ description: '0 to 1' }),
  events: Type.Number(),
  lastAt: Type.Integer({ description: 'ms since 1970' }),
  lastKind: Type.String(),
  lastProduct: Type.Optional(Type.String()),
  trend: Type.String({ description: 'rising, steady or falling' }),
})
export type InterestBody = Static<typeof InterestBody>
export const InterestsBody = Type.Object({ interests: Type.Array(InterestBody) })
export type InterestsBody = Static<typeof InterestsBody>

const name = Type.String({ minLength: 1, maxLength: 200 })
/** What a shopper asks never to see. */
export const HiddenBody = Type.Union([
  Type.Object(
    { what: Type.Literal('product'), product: Type.String({ minLength: 1, maxLength: 256 }) },
    { additionalProperties: false },
  ),
  Type.Object({ what: Type.Literal('brand'), brand: name }, { additionalProperties: false }),
  Type.Object({ what: Type.Literal('category'), category: name }, { additionalProperties: false }),
])
export type HiddenBody = Static<typeof HiddenBody>

export const PreferencesBody = Type.Object({
  personalised: Type.Boolean({ description: 'false: shown what everybody is shown' }),
  consent: Type.Boolean({ description: 'false: nothing more is collected' }),
  hidden: Type.Array(HiddenBody),
})
export type PreferencesBody = Static<typeof PreferencesBody>
export const PreferencesChanged = Type.Object({
  ...PreferencesBody.properties,
  unknown: Type.Array(HiddenBody, {
    description: 'Of what this call hides: names that no product has so far. Kept, and obeyed once one has',
  }),
})
export type PreferencesChanged = Static<typeof PreferencesChanged>
export const PreferencesChange = Type.Object(
  {
    ...PersonFields,
    personalised: Type.Optional(Type.Boolean()),
    consent: Type.Optional(Type.Boolean()),
    hide: Type.Optional(Type.Array(HiddenBody, { maxItems: 100 })),
    unhide: Type.Optional(Type.Array(HiddenBody, { maxItems: 100 })),
    removeInterests: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 2_048 }), {
        maxItems: 100,
        description: 'Tags that this person says are no interest of theirs, as /v1/interests names them',
      }),
    ),
  },
  { additionalProperties: false },
)
export type PreferencesChange = Static<typeof PreferencesChange>

export const MyDataQuery = Type.Object({ ...PersonFields, lang: Type.Optional(Lang) }, { additionalProperties: false })
export type MyDataQuery = Static<typeof MyDataQuery>
export const MyDataBody = Type.Object(
  {
    aliases: Type.Array(Type.Object({ type: Type.String(), id: Type.String() })),
    traits: Type.Record(Type.String(), Type.Unknown()),
    contacts: Type.Array(ContactBody),
    events: Type.Array(Type.Object({ position: Type.Integer(), event: Type.Record(Type.String(), Type.Unknown()) })),
    subscriptions: Type.Array(Type.Record(Type.String(), Type.Unknown()), { description: 'What they wait for' }),
    alerts: Type.Array(Type.Record(Type.String(), Type.Unknown()), { description: 'What they were told of it' }),
    deliveries: Type.Array(Type.Object({ delivery: Type.String(), day: Type.String(), place: DeliveryPlace }), {
      description: 'What is brought to them, and where',
    }),
    interests: Type.Array(InterestBody),
    preferences: PreferencesBody,
  },
  { description: 'Everything that is kept about one person' },
)
export type MyDataBody = Static<typeof MyDataBody>

export const ForgetBody = Type.Object({
  erasure: Type.Optional(
    Type.Integer({
      description: 'Ask /v1/erasures/{erasure} whether log and snapshots are scrubbed too; absent when they are',
    }),
  ),
  state: Type.String({ description: 'scrubbing or done' }),
  personalised: Type.Boolean({ description: 'false: this device had refused it, and goes on refusing' }),
  consent: Type.Boolean({ description: 'false: this device had withdrawn it, and nothing is collected of it' }),
})
export type ForgetBody = Static<typeof ForgetBody>
export const ErasureBody = Type.Object({
  erasure: Type.Integer({ description: 'Ask /v1/erasures/{erasure} whether log and snapshots are scrubbed too' }),
  state: Type.String({ description: 'scrubbing or done' }),
})
export type ErasureBody = Static<typeof ErasureBody>
export const ErasureParams = Type.Object({ erasure: Type.Integer({ minimum: 0 }) }, { additionalProperties: false })
