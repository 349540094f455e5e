import { type Static, Type } from 'typebox'
import { ContactKind } from './contacts.ts'

const count = Type.Integer({ minimum: 0 })
const Settled = Type.Object(
  { delivered: count, failed: count, held: count, stale: count, gone: count, dead: count },
  { description: 'Alerts since the start by what became of them; `failed` counts tries, `held` waits for the hour' },
)

export const LaneBody = Type.Object({
  lane: Type.String({
    description:
      'A kind of place and, where it says nothing of anybody, the server; else a few digits that tell servers apart',
  }),
  state: Type.Union([Type.Literal('open'), Type.Literal('trying'), Type.Literal('closed')]),
  inFlight: count,
  failures: Type.Integer({ minimum: 0, description: 'In a row' }),
  closedUntil: Type.Optional(Type.Number({ description: 'Milliseconds since 1970' })),
  reason: Type.Optional(Type.String()),
})
export type LaneBody = Static<typeof LaneBody>

export const DeadLetterBody = Type.Object({
  id: Type.String({ description: 'For POST /v1/delivery/replay' }),
  kind: ContactKind,
  lane: Type.String(),
  raisedAt: Type.Integer({ description: 'Milliseconds since 1970' }),
  tries: count,
  reason: Type.Optional(Type.String({ description: 'One of docs/errors.md, Reasons' })),
})
export type DeadLetterBody = Static<typeof DeadLetterBody>

export const DeliveryBody = Type.Object(
  {
    count: Type.Integer({ minimum: 0, description: 'Letters that wait: one for each alert and place' }),
    inFlight: Type.Integer({ minimum: 0, description: 'Messages on their way' }),
    oldestAt: Type.Optional(
      Type.Integer({ description: 'When the oldest that waits was raised, milliseconds since 1970' }),
    ),
    settled: Type.Object({ 'web-push': Settled, email: Settled, webhook: Settled }),
    lanes: Type.Array(LaneBody, { description: 'Those in trouble first; at most 100' }),
    dead: Type.Array(DeadLetterBody, { description: 'Given up, the newest first; at most 200' }),
    deadCount: count,
  },
  { description: 'How alerts get to people' },
)
export type DeliveryBody = Static<typeof DeliveryBody>

export const ReplayBody = Type.Object(
  { letters: Type.Array(Type.String({ minLength: 1, maxLength: 1_000 }), { minItems: 1, maxItems: 200 }) },
  { additionalProperties: false },
)
export type ReplayBody = Static<typeof ReplayBody>
export const ReplayedBody = Type.Object({ replayed: count })
export type ReplayedBody = Static<typeof ReplayedBody>
