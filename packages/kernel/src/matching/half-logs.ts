const tabled = 1 << 12
const logs = Float64Array.from({ length: tabled }, (_, count) => Math.log(count + 0.5))

/** ln(count + 1/2) of a whole number from 0 on: what is asked of counts of words and grams, which are mostly small. A look-up below 4,096. */
export function halfLog(count: number): number {
  return count < tabled ? logs[count]! : Math.log(count + 0.5)
}
