import { type Static, Type } from 'typebox'
import { Lang, PersonFields, PolicyName } from './people.ts'

export const moduleNames = ['for-you', 'deals', 'pick-up', 'again', 'new-in-your-brands'] as const

const Chance = Type.Optional(Type.Number({ minimum: 0, maximum: 1 }))
const Chances = Type.Optional(
  Type.Object(
    { click: Chance, cart: Chance, purchase: Chance },
    { description: 'How likely this visit comes to each with the product; when a learned ranker is in use' },
  ),
)

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
  chances: Chances,
  propensity: Type.Optional(
    Type.Number({ description: 'Of what stands there by chance (source explore): how likely it was to' }),
  ),
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
    preview: Type.Optional(
      Type.Boolean({
        description: 'The person does not see this page: nothing is tried on it, and it counts for no policy',
      }),
    ),
    lang: Type.Optional(Lang),
  },
  { additionalProperties: false },
)
export type HomeQuery = Static<typeof HomeQuery>
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
export type RankBody = Static<typeof RankBody>
export const RankAnswerBody = Type.Object({
  ...Answered,
  currency: Currency,
  items: Type.Array(ShownItem),
  unknown: Type.Array(Type.String(), { description: 'Asked for, but not in the catalogue' }),
  unavailable: Type.Array(Type.String(), {
    description: 'Asked for and known, but it cannot be bought now, or this person has hidden it',
  }),
})
export type RankAnswerBody = Static<typeof RankAnswerBody>

export const WhyQuery = Type.Object(
  {
    ...PersonFields,
    product: Type.String({ minLength: 1, maxLength: 256 }),
    policy: Type.Optional(PolicyName),
    lang: Type.Optional(Lang),
  },
  { additionalProperties: false },
)
export type WhyQuery = Static<typeof WhyQuery>
/** What one source says of a product. */
export const ContributionBody = Type.Object({
  source: Type.String({ description: 'next, session, again, new, tags, unfinished, trend or cluster' }),
  points: Type.Number({ description: 'Below 0 it speaks against the product' }),
  sentence: Type.String(),
  evidence: Type.Object(
    {
      product: Type.Optional(Type.String({ description: "Of the person's own past, or the product itself" })),
      title: Type.Optional(Type.String()),
      tag: Type.Optional(Type.String()),
      taste: Type.Optional(
        Type.String({
          description: 'more or less: they choose the tag more or less than others; against: turned away',
        }),
      ),
      act: Type.Optional(Type.String({ description: 'What they did last with that product, or one of that tag' })),
      at: Type.Optional(Type.Integer({ description: 'When; ms since 1970' })),
      times: Type.Optional(Type.Integer({ description: 'How often they bought the product, or touched the tag' })),
      average: Type.Optional(
        Type.Number({ description: 'How many times as much as the average product it is wanted' }),
      ),
      period: Type.Optional(Type.String({ description: 'now or season' })),
    },
    { description: 'What the points rest on; what is hidden is not named' },
  ),
})
export type ContributionBody = Static<typeof ContributionBody>
export const WhyBody = Type.Object({
  ...Answered,
  product: Type.String(),
  source: Type.String({ description: 'The source that the page would give; or nothing, hidden, unavailable' }),
  sentence: Type.String(),
  score: Type.Number({ description: 'What the product scores for this person, on the home and on any list' }),
  chances: Chances,
  contributions: Type.Array(ContributionBody, {
    description:
      'Strongest first; their points add up to the score, unless a learned ranker is in use, which starts from them',
  }),
  parameters: Type.Record(Type.String(), Type.Number()),
})
export type WhyBody = Static<typeof WhyBody>
