/** The sizes at which wishes to be told of prices are refused. */
export const subscriptionLimits = {
  perShopperMax: 200,
  productsMax: 50,
  conditionsMax: 10,
  mallsMax: 20,
  benefitsMax: 20,
  /** Ways in which the price of one product is counted: each is counted anew whenever one of its offers changes. */
  waysMax: 1_000,
  /** Of a unit, that a price is for. */
  perAmountMax: 1_000_000,
  /** Hundredths of a price. */
  percentMin: 1,
  percentMax: 95,
  daysMax: 3_650,
  /** Minor units: beyond it nobody means a price. */
  targetMax: 1_000_000_000_000,
} as const
