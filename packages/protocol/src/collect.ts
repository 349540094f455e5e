import { type Static, Type } from 'typebox'

const JsonObject = Type.Record(Type.String(), Type.Unknown())
const Moment = Type.Union([Type.String(), Type.Number()], { description: 'ISO 8601, or milliseconds since 1970' })
const Id = Type.Union([Type.String({ maxLength: 256 }), Type.Integer()])

/** One call of the Segment protocol. Fields not named here are allowed and not read. */
export const SegmentMessage = Type.Object(
  {
    type: Type.Optional(
      Type.String({ description: 'track, identify, page, screen, group or alias; needed in a batch only' }),
    ),
    messageId: Type.Optional(Type.String({ maxLength: 256, description: 'The same id is taken once' })),
    userId: Type.Optional(Id),
    userHash: Type.Optional(
      Type.String({ description: 'Proof of userId for a publishable key; also taken from context.userHash' }),
    ),
    consent: Type.Optional(Type.Boolean({ description: 'false: dropped and counted; see also context.consent' })),
    anonymousId: Type.Optional(Id),
    previousId: Type.Optional(Id),
    event: Type.Optional(Type.String({ description: 'track: a name of the e-commerce spec, "Product Viewed"' })),
    name: Type.Optional(Type.String({ description: "page, screen: the page's own name" })),
    properties: Type.Optional(JsonObject),
    traits: Type.Optional(JsonObject),
    context: Type.Optional(JsonObject),
    integrations: Type.Optional(JsonObject),
    timestamp: Type.Optional(Moment),
    sentAt: Type.Optional(Moment),
    writeKey: Type.Optional(Type.String({ description: 'The key, where the client cannot send a header' })),
  },
  { additionalProperties: true },
)
export type SegmentMessage = Static<typeof SegmentMessage>

export const SegmentBatch = Type.Object(
  {
    batch: Type.Array(SegmentMessage, { maxItems: 5_000 }),
    sentAt: Type.Optional(Moment),
    writeKey: Type.Optional(Type.String()),
  },
  { additionalProperties: true },
)
export type SegmentBatch = Static<typeof SegmentBatch>

/** What became of the events of one call: those not listed as rejected were taken, had been taken before, or dropped. */
export const CollectAnswer = Type.Object({
  success: Type.Literal(true),
  accepted: Type.Integer(),
  duplicates: Type.Integer({ description: 'Message ids that had been taken before' }),
  dropped: Type.Integer({ description: 'Without consent, or known names that the engine keeps nothing of' }),
  rejected: Type.Array(
    Type.Object({
      index: Type.Integer({ description: 'Place in the batch, from 0' }),
      code: Type.String(),
      field: Type.String({ description: 'Path in the event: properties.products.2.product_id' }),
      reason: Type.String(),
      remedy: Type.String(),
    }),
  ),
  warnings: Type.Array(
    Type.Object({
      index: Type.Integer({ description: 'Place of the first such event in the batch, from 0' }),
      count: Type.Integer({ description: 'How often in the batch' }),
      code: Type.String(),
      field: Type.String(),
      reason: Type.String(),
      remedy: Type.String(),
    }),
    {
      description: 'What was taken, but not all of it: a field nobody knows, a user without proof. Once for each kind',
    },
  ),
})
export type CollectAnswer = Static<typeof CollectAnswer>
