import { type Static, Type } from 'typebox'

/**
 * One event of POST /v1/events: `kind` decides which further fields it has (docs/api.md lists them). Others are not kept,
 * and named in `warnings` of the answer.
 */
export const PlainEvent = Type.Object(
  {
    kind: Type.String({ description: 'product.viewed, cart.added, order.placed, product.listed, identify, ...' }),
    at: Type.Optional(
      Type.Union([Type.String(), Type.Number()], {
        description: 'When it happened: ISO 8601, or milliseconds since 1970; the moment of receipt when absent',
      }),
    ),
    id: Type.Optional(Type.String({ maxLength: 256, description: 'The same id is taken once' })),
    user: Type.Optional(Type.String({ maxLength: 256 })),
    anonymous: Type.Optional(Type.String({ maxLength: 256 })),
    userHash: Type.Optional(Type.String({ maxLength: 64 })),
    consent: Type.Optional(Type.Boolean({ description: 'false: the event is dropped and counted' })),
  },
  { additionalProperties: true },
)
export type PlainEvent = Static<typeof PlainEvent>

export const PlainBatch = Type.Object(
  {
    events: Type.Array(PlainEvent, { maxItems: 5_000 }),
    sentAt: Type.Optional(Type.Union([Type.String(), Type.Number()])),
    imported: Type.Optional(
      Type.Boolean({ description: 'true: history, times are taken as they are, however long ago; needs a secret key' }),
    ),
    writeKey: Type.Optional(Type.String()),
  },
  { additionalProperties: true },
)
export type PlainBatch = Static<typeof PlainBatch>
