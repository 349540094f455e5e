import { type Static, Type } from 'typebox'

const When = Type.Integer({ description: 'ms since 1970' })

const Trouble = {
  code: Type.String({ description: 'As in docs/errors.md' }),
  field: Type.String({ description: 'Path in the event; places in lists as *: properties.products.*.price' }),
  reason: Type.String(),
  remedy: Type.String(),
  count: Type.Integer(),
  lastAt: When,
  sample: Type.Optional(
    Type.Object(
      {
        event: Type.Optional(Type.String({ description: 'Name or kind of such an event, where it is one known here' })),
        type: Type.String({
          description: 'What stood at the field: missing, text, number, list, ...; never the value',
        }),
        length: Type.Optional(Type.Integer({ description: 'Characters of a text, entries of a list' })),
      },
      { description: 'What the latest one looked like' },
    ),
  ),
}

const Missing = Type.Object({
  brand: Type.Integer(),
  image: Type.Integer(),
  price: Type.Integer(),
  attributes: Type.Integer(),
})

/** What is wrong with the data that comes in, and what the catalogue lacks. */
export const QualityBody = Type.Object({
  since: Type.Integer({ description: 'Events are counted from here, the start of the process, on; ms since 1970' }),
  accepted: Type.Integer(),
  duplicates: Type.Integer(),
  dropped: Type.Integer(),
  rejectedTotal: Type.Integer({
    description: 'Of events; more than the list adds up to when there were too many kinds',
  }),
  rejected: Type.Array(Type.Object(Trouble), { description: 'By code and field, most frequent first' }),
  unknownEvents: Type.Array(Type.Object({ name: Type.String(), count: Type.Integer(), lastAt: When }), {
    description: 'Names of events that are none of the e-commerce spec, most frequent first',
  }),
  warnings: Type.Array(Type.Object(Trouble), { description: 'What was taken, but not with all it said' }),
  catalog: Type.Object({
    products: Type.Integer({ description: 'Listed now' }),
    missing: Type.Array(
      Type.Object({
        field: Type.Union([
          Type.Literal('brand'),
          Type.Literal('category'),
          Type.Literal('image'),
          Type.Literal('price'),
          Type.Literal('url'),
          Type.Literal('attributes'),
        ]),
        count: Type.Integer(),
        share: Type.Number({ description: 'Of the products, 0 to 1' }),
      }),
      { description: 'Most frequent first' },
    ),
    byCategory: Type.Array(Type.Object({ category: Type.String(), products: Type.Integer(), missing: Missing }), {
      description: 'Worst first, at most 100. Whole paths joined with >; empty: products without a category',
    }),
  }),
  unknownProducts: Type.Integer({ description: 'Products that only events spoke of: not in the catalogue' }),
})
export type QualityBody = Static<typeof QualityBody>
