import { type Static, Type } from 'typebox'
import { Lang, PersonFields, PolicyName } from './people.ts'

export const moduleNames = ['for-you', 'deals', 'pick-up', 'again', 'new-in-your-brands'] as const

/** One product as it is shown, and in short why. */
export const ShownItem = Type.Object({
  product: Type.String(),
  title: Type.String(),
  brand: Type.Optional(Type.String()),
  priceMinor: Type.Optional(Type.Integer({ description: 'Minor units of `currency`' })),
  listPriceMinor: Type.Optional(Type.Integer({ description: 'Price before a reduction' })),
  imageUrl: Type.Optional(Type.String()),
  url: Type.Optional(Type.String()),
  score: Type.Number(),
  why: Type.Object({ source: Type.String(), sentence: Type.String() }),
})
export type ShownItem = Static<typeof ShownItem>

export const Currency = Type.Object({
  code: Type.String(),
  digits: Type.Integer({ description: 'Decimal digits: 0 for won and yen, 2 for dollars' }),
})
export type Currency = Static<typeof Currency>

const Answered = {
  policy: Type.String({ description: 'The policy that ordered this answer' }),
  position: Type.Integer({ description: 'Number of events that the answer rests on' }),
}

export const HomeQuery = Type.Object(
  {
    ...PersonFields,
    policy: Type.Optional(PolicyName),
    items: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Items per module' })),
    modules: Type.Optional(
      Type.String({ maxLength: 200, description: 'Which modules, separated by commas; all when absent' }),
    ),
    lang: Type.Optional(Lang),
  },
  { additionalProperties: false },
)
export const HomeBody = Type.Object({
  ...Answered,
  currency: Currency,
  modules: Type.Array(
    Type.Object({
      module: Type.String({ description: moduleNames.join(', ') }),
      title: Type.String(),
      items: Type.Array(ShownItem),
    }),
  ),
})
export type HomeBody = Static<typeof HomeBody>

export const RankBody = Type.Object(
  {
    ...PersonFields,
    products: Type.Array(Type.String({ minLength: 1, maxLength: 256 }), { maxItems: 1_000 }),
    policy: Type.Optional(PolicyName),
    lang: Type.Optional(Lang),
  },
  { additionalProperties: false },
)
export const RankAnswerBody = Type.Object({
  ...Answered,
  currency: Currency,
  items: Type.Array(ShownItem),
  unknown: Type.Array(Type.String(), { description: 'Asked for, but not in the catalogue' }),
})

export const WhyQuery = Type.Object(
  {
    ...PersonFields,
    product: Type.String({ minLength: 1, maxLength: 256 }),
    policy: Type.Optional(PolicyName),
    lang: Type.Optional(Lang),
  },
  { additionalProperties: false },
)
export const WhyBody = Type.Object({
  ...Answered,
  product: Type.String(),
  sentence: Type.String(),
  contributions: Type.Array(Type.Object({ source: Type.String(), points: Type.Number(), sentence: Type.String() })),
  parameters: Type.Record(Type.String(), Type.Number()),
})
