/** What was given for one attribute, and what there was to give. */
export class Tally {
  right = 0
  given = 0
  there = 0

  /** Harmonic mean of precision and recall; 0 when nothing is right. */
  get f1(): number {
    return this.right === 0 ? 0 : (2 * this.right) / (this.given + this.there)
  }
}

/** F1 over all attributes together, and the mean of the attributes' own. */
export function f1Of(tallies: readonly Tally[]): { micro: number; macro: number } {
  const all = new Tally()
  for (const { right, given, there } of tallies) {
    all.right += right
    all.given += given
    all.there += there
  }
  return { micro: all.f1, macro: tallies.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, tallies.length) }
}

/** Mean and worst of figures that are better when higher. */
export function spread(values: readonly number[]): { mean: number; worst: number } {
  return { mean: values.reduce((sum, one) => sum + one, 0) / values.length, worst: Math.min(...values) }
}

const repeats = 3
/** So many are gone through before each time is taken, or the compiler would be measured. */
const thingsMin = 20_000

/** The time that `body` takes for each of `count` things, in microseconds: the median of three runs after one to warm up. */
export function microseconds(count: number, body: () => void): number {
  const rounds = Math.ceil(thingsMin / Math.max(1, count))
  const run = (): number => {
    const start = performance.now()
    for (let round = 0; round < rounds; round++) body()
    return performance.now() - start
  }
  run()
  const times = Array.from({ length: repeats }, run).sort((a, b) => a - b)
  return (times[1]! * 1_000) / Math.max(1, count * rounds)
}
