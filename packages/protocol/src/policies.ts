import { type Static, Type } from 'typebox'
import { PolicyName } from './people.ts'
import { Currency } from './shown.ts'

const Mean = Type.Object(
  { value: Type.Number(), low: Type.Optional(Type.Number()), high: Type.Optional(Type.Number()) },
  { description: 'With its 95 % interval; without one of fewer than two shoppers, and while nobody has bought' },
)
const Estimate = Type.Object(
  { value: Type.Number(), low: Type.Number(), high: Type.Number() },
  { description: 'With its 95 % interval. A policy without shoppers has 0, from 0 to as much as is possible' },
)

const Day = Type.String({ description: 'Day in UTC: 2026-03-01' })

/** How many shoppers each policy was dealt, and what came of it. See docs/policies.md. */
export const PoliciesBody = Type.Object({
  shares: Type.Record(PolicyName, Type.Number(), {
    description: 'Share of the shoppers who are dealt each policy now; together 1',
  }),
  since: Type.Optional(Type.Integer({ description: 'When the first shopper was dealt one, ms since 1970' })),
  currency: Currency,
  mixed: Type.Integer({
    description: 'Shoppers who met a second policy (shares changed, devices came together): counted under their first',
  }),
  policies: Type.Array(
    Type.Object({
      policy: PolicyName,
      shoppers: Type.Integer({ description: 'Dealt this policy first' }),
      mixed: Type.Integer({ description: 'Of these, how many met another one later' }),
      buyers: Type.Integer({ description: 'Of these, how many ordered after that' }),
      orders: Type.Integer({ description: 'Orders of these after that' }),
      revenueMinor: Type.Integer({ description: 'Of these orders, less what was given back' }),
      conversion: Estimate,
      revenuePerShopperMinor: Mean,
    }),
    { description: 'Those with a share, and those that ever had shoppers' },
  ),
  lifts: Type.Array(
    Type.Object({
      policy: PolicyName,
      against: PolicyName,
      metric: Type.Union([Type.Literal('conversion'), Type.Literal('revenuePerShopper')]),
      lift: Type.Number({ description: '0.1: 10 % more than the other policy' }),
      low: Type.Number(),
      high: Type.Number(),
    }),
    { description: 'Each policy against each other one, with 95 % intervals; absent while it cannot be told' },
  ),
  days: Type.Array(
    Type.Object({
      day: Day,
      policy: PolicyName,
      shoppers: Type.Integer({ description: 'Dealt it that day' }),
      buyers: Type.Integer({ description: 'Shoppers whose first order after being dealt it was that day' }),
      orders: Type.Integer(),
      revenueMinor: Type.Integer(),
    }),
    { description: 'Oldest first, the latest 400 days' },
  ),
})
export type PoliciesBody = Static<typeof PoliciesBody>
