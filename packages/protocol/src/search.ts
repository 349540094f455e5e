import { type Static, Type } from 'typebox'
import { Lang, PersonFields, PolicyName } from './people.ts'
import { Currency, ShownItem } from './shown.ts'

const queryLengthMax = 200
/** Further on nobody looks, and every page costs the ordering of all before it. */
export const searchOffsetMax = 10_000
const MinorLimit = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }))

export const SearchSort = Type.Union(
  [Type.Literal('best'), Type.Literal('price-up'), Type.Literal('price-down'), Type.Literal('new')],
  { default: 'best', description: 'best: what fits the words and this person; products out of stock always come last' },
)
export type SearchSort = Static<typeof SearchSort>

export const SearchQuery = Type.Object(
  {
    ...PersonFields,
    q: Type.Optional(
      Type.String({ maxLength: queryLengthMax, description: 'Words; without them the answer is to browse in' }),
    ),
    category: Type.Optional(
      Type.String({ maxLength: 512, description: 'Only of this category and those below it: 가전>음향' }),
    ),
    brand: Type.Optional(Type.String({ maxLength: 256 })),
    minPrice: MinorLimit('Only from this price on; minor units of the currency'),
    maxPrice: MinorLimit('Only up to this price; minor units of the currency'),
    sort: Type.Optional(SearchSort),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: searchOffsetMax, default: 0 })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 24 })),
    policy: Type.Optional(PolicyName),
    lang: Type.Optional(Lang),
  },
  { additionalProperties: false },
)
export type SearchQuery = Static<typeof SearchQuery>

/** One product found. */
export const FoundItem = Type.Object({ ...ShownItem.properties, inStock: Type.Boolean() })
export type FoundItem = Static<typeof FoundItem>

const Counted = (what: string) =>
  Type.Array(Type.Object({ name: Type.String(), count: Type.Integer() }), { description: `${what}, most first` })

export const SearchBody = Type.Object({
  policy: Type.String({ description: 'The policy that ordered this answer' }),
  position: Type.Integer({ description: 'Number of events that the answer rests on' }),
  currency: Currency,
  total: Type.Integer({ description: 'Number of all that was found' }),
  offset: Type.Integer(),
  items: Type.Array(FoundItem),
  facets: Type.Object(
    {
      categories: Counted('Categories as paths, the narrowest of each product'),
      brands: Counted('Brands'),
      prices: Type.Array(
        Type.Object({ fromMinor: Type.Integer(), belowMinor: Type.Integer(), count: Type.Integer() }),
        { description: 'Bands of prices, cheapest first; `belowMinor` itself is not in the band' },
      ),
    },
    { description: 'Over all that was found, not this page alone; each as if it itself were not chosen' },
  ),
  corrected: Type.Optional(
    Type.String({
      description: 'What was searched for instead, when the words were typed on the wrong keyboard layout',
    }),
  ),
  relaxed: Type.Optional(Type.Boolean({ description: 'True when no product has all words: these have most of them' })),
})
export type SearchBody = Static<typeof SearchBody>

export const SuggestQuery = Type.Object(
  {
    ...PersonFields,
    q: Type.String({ minLength: 1, maxLength: queryLengthMax, description: 'What was typed so far; ㅇㅍㅈ works too' }),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 8 })),
    lang: Type.Optional(Lang),
  },
  { additionalProperties: false },
)
export type SuggestQuery = Static<typeof SuggestQuery>

export const SuggestBody = Type.Object({
  completions: Type.Array(
    Type.Object({
      text: Type.String({ description: 'To search for; of a category its name' }),
      type: Type.Union([Type.Literal('product'), Type.Literal('brand'), Type.Literal('category')]),
      product: Type.Optional(Type.String({ description: 'Of type product' })),
      path: Type.Optional(Type.String({ description: 'Of type category: as `category` of a search takes it' })),
    }),
    { description: 'Best sellers first' },
  ),
})
export type SuggestBody = Static<typeof SuggestBody>
