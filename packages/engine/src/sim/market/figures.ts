/** A figure with its standard error over shoppers. */
export type Figure = { readonly value: number; readonly error: number }

/**
 * What a number of shoppers came to, one entry a shopper: orders, won, clicks, regret. A ratio is of sums (all orders by all
 * visits), and shoppers, not visits, are what is drawn at random: one shopper's visits resemble each other.
 */
export function ratioOf(above: Float64Array, below: Float64Array): Figure {
  const sumBelow = sum(below)
  const value = sumBelow === 0 ? 0 : sum(above) / sumBelow
  let squares = 0
  for (let i = 0; i < above.length; i++) squares += (above[i]! - value * below[i]!) ** 2
  return { value, error: errorOf(squares, above.length, sumBelow) }
}

/**
 * By how much one ratio is above another, as a share of the other: 0.1 is a tenth more. Both are of the same shoppers with
 * the same draws, so the error is that of the differences within shoppers, by the delta method.
 */
export function liftOf(one: { above: Float64Array; below: Float64Array }, other: typeof one): Figure {
  const [a, b] = [ratioOf(one.above, one.below).value, ratioOf(other.above, other.below).value]
  if (b === 0) return { value: 0, error: Number.POSITIVE_INFINITY }
  const [belowA, belowB] = [sum(one.below), sum(other.below)]
  let squares = 0
  for (let i = 0; i < one.above.length; i++) {
    const ofOne = (one.above[i]! - a * one.below[i]!) / belowA
    const ofOther = (other.above[i]! - b * other.below[i]!) / belowB
    squares += (ofOne / b - (a * ofOther) / (b * b)) ** 2
  }
  return { value: a / b - 1, error: errorOf(squares, one.above.length, 1) }
}

function errorOf(squares: number, count: number, by: number): number {
  return count < 2 || by === 0 ? 0 : Math.sqrt((squares * count) / (count - 1)) / by
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
