import { type Static, Type } from 'typebox'
import { Lang, PersonFields } from './people.ts'

export const NextQuery = Type.Object(
  {
    ...PersonFields,
    count: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, default: 5, description: 'Categories, brands and products at most' }),
    ),
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 365, default: 30, description: 'For how many days churn is asked' }),
    ),
    lang: Type.Optional(Lang),
  },
  { additionalProperties: false },
)
export type NextQuery = Static<typeof NextQuery>

const Basis = Type.String({
  description: "person: rests on this person's own past; everybody: it is everybody's figure",
})
const Probability = (description: string) => Type.Number({ minimum: 0, maximum: 1, description })
const LikelyTags = (what: string) =>
  Type.Array(
    Type.Object({
      tag: Type.String(),
      words: Type.String(),
      probability: Probability('That the next order holds it; in a shop without orders, the next look'),
    }),
    { description: `${what}, most likely first` },
  )

/** What will happen next for one person. */
export const NextBody = Type.Object({
  basis: Basis,
  position: Type.Integer({ description: 'Number of events that the answer rests on' }),
  intent: Type.Object(
    {
      basis: Basis,
      browse: Probability('Looks at something else'),
      compare: Probability('Looks at another product of the same category'),
      buy: Probability('Puts something in the cart, goes to the checkout or orders'),
      leave: Probability('Nothing more for 30 minutes'),
      acts: Type.Integer({ description: 'Acts of the present visit so far; 0 when there is none' }),
    },
    { description: 'The next act of the present visit; the four sum to 1' },
  ),
  categories: LikelyTags('Categories'),
  brands: LikelyTags('Brands'),
  repurchases: Type.Array(
    Type.Object({
      product: Type.String(),
      title: Type.Optional(Type.String()),
      times: Type.Integer({ description: 'How often they bought it' }),
      lastAt: Type.Integer({ description: 'When last; ms since 1970' }),
      expectedAt: Type.Optional(
        Type.Integer({
          description: 'By when it is as likely as not bought again; ms since 1970; absent when beyond two years',
        }),
      ),
      within7: Probability('Bought within 7 days'),
      within14: Probability('Bought within 14 days'),
      within30: Probability('Bought within 30 days'),
    }),
    { description: 'What they, or everybody, buy again; most likely within 30 days first' },
  ),
  price: Type.Object({
    basis: Basis,
    share: Probability(
      'Share of bargains (reduced, or of the cheapest third of the category) among their next choices',
    ),
    population: Probability('The same of everybody'),
    confidence: Probability('How much of `share` rests on their own choices'),
    chosen: Type.Number({ description: 'Lines of their orders of which the price is known' }),
    bargains: Type.Number({ description: 'Bargains among them' }),
  }),
  churn: Type.Object({
    basis: Basis,
    days: Type.Integer(),
    of: Type.String({ description: 'order, or visit: what would not come' }),
    probability: Probability('That none comes within `days`'),
    times: Type.Integer({ description: 'How many there were' }),
    lastAt: Type.Optional(Type.Integer({ description: 'When the last was; ms since 1970' })),
    meanGapDays: Type.Optional(Type.Number()),
  }),
})
export type NextBody = Static<typeof NextBody>
