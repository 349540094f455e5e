import { type Static, Type } from 'typebox'
import { Lang, PersonFields } from './people.ts'

export const ContactKind = Type.Union([Type.Literal('web-push'), Type.Literal('email'), Type.Literal('webhook')], {
  description: 'How somebody is told',
})
export type ContactKind = Static<typeof ContactKind>

export const ContactBody = Type.Object(
  {
    id: Type.String(),
    kind: ContactKind,
    place: Type.String({ description: 'An address of mail or of a server, or of a browser at its push service' }),
    addedAt: Type.Integer({ description: 'Milliseconds since 1970' }),
  },
  { description: 'Where somebody is told of what they wait for; keys and secrets are not shown' },
)
export type ContactBody = Static<typeof ContactBody>

const minute = Type.Integer({ minimum: 0, maximum: 1_439 })
/** When and how somebody wants to be told. */
export const TellingWishes = Type.Object(
  {
    language: Lang,
    zone: Type.String({ minLength: 1, maxLength: 64, description: 'Asia/Seoul, +09:00, UTC' }),
    digestMinute: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_439,
        description: 'Minute of their day at which all is told in one; at once when absent',
      }),
    ),
    quiet: Type.Optional(
      Type.Object(
        { fromMinute: minute, untilMinute: minute },
        {
          additionalProperties: false,
          description: 'Minutes of their day between which nothing is told; may go over midnight',
        },
      ),
    ),
    perDayMax: Type.Integer({ minimum: 1, maximum: 100, description: 'Messages a day by push, and as many by mail' }),
  },
  { additionalProperties: false },
)
export type TellingWishes = Static<typeof TellingWishes>
export const WishesChange = Type.Object({ ...PersonFields, wishes: TellingWishes }, { additionalProperties: false })
export type WishesChange = Static<typeof WishesChange>
export const WishesBody = Type.Object({ wishes: TellingWishes })
export type WishesBody = Static<typeof WishesBody>

export const ContactsBody = Type.Object({
  wishes: TellingWishes,
  contacts: Type.Array(ContactBody),
  channels: Type.Array(ContactKind, { description: 'What this server can tell people by' }),
  pushKey: Type.Optional(
    Type.String({
      description: 'For PushManager.subscribe({ applicationServerKey }); there when web-push is among the channels',
    }),
  ),
})
export type ContactsBody = Static<typeof ContactsBody>

const text = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, description })
export const ContactTarget = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('web-push'),
      endpoint: text(2_000, 'As PushSubscription.toJSON() gives it'),
      keys: Type.Object(
        { p256dh: text(200, 'base64url'), auth: text(100, 'base64url') },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('email'), address: text(320, 'kim@mail.example') }, { additionalProperties: false }),
  Type.Object(
    {
      kind: Type.Literal('webhook'),
      url: text(2_000, 'https'),
      secret: Type.Optional(text(200, 'whsec_ and base64; made when it is left out')),
    },
    { additionalProperties: false },
  ),
])
export type ContactTarget = Static<typeof ContactTarget>

export const ContactAdd = Type.Object({ ...PersonFields, target: ContactTarget }, { additionalProperties: false })
export type ContactAdd = Static<typeof ContactAdd>
export const ContactAdded = Type.Object({
  contact: ContactBody,
  secret: Type.Optional(Type.String({ description: 'Of a webhook: shown this once, to check its signatures with' })),
})
export type ContactAdded = Static<typeof ContactAdded>
export const ContactParams = Type.Object(
  { contact: Type.String({ minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
)
export const UnsubscribeQuery = Type.Object(
  { t: Type.String({ minLength: 1, maxLength: 300, description: 'As the link in the message says' }) },
  { additionalProperties: false },
)
