export { LowestPrices } from './lowest-prices.ts'
export { type Crossing, PriceCrossings } from './price-crossings.ts'
export { PriceThresholds } from './price-thresholds.ts'
export { type AskedText, StandingQueries, type StandingQuery } from './standing-queries.ts'
