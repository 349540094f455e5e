import { type Static, Type } from 'typebox'

const idLengthMax = 256

/** Who is asked about. A publishable key needs `anonymous`, or `user` with `userHash`. */
export const PersonFields = {
  user: Type.Optional(
    Type.String({ minLength: 1, maxLength: idLengthMax, description: "The person's login, as your shop knows it" }),
  ),
  anonymous: Type.Optional(
    Type.String({ minLength: 1, maxLength: idLengthMax, description: "The device's own unguessable id" }),
  ),
  userHash: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'HMAC-SHA256 of `user` with the identity secret, hex: your server proves that this is the person',
    }),
  ),
}

export const Person = Type.Object(PersonFields, { additionalProperties: false })
export type Person = Static<typeof Person>

export const PolicyName = Type.Union([Type.Literal('individual'), Type.Literal('cluster'), Type.Literal('popular')], {
  description: 'How to order: for this one person, for their cluster, or for everybody alike',
})
export type PolicyName = Static<typeof PolicyName>
export const Lang = Type.Union([Type.Literal('ko'), Type.Literal('en')], {
  description: 'Language of sentences',
  default: 'en',
})
export type Lang = Static<typeof Lang>
