/** One thing that is wrong with a routing problem. */
export type RoutingFault = {
  readonly code: RoutingFaultCode
  /** Where in the problem: stops[12].windows[0]. */
  readonly path: string
  /** A sentence. */
  readonly reason: string
  /** What to do: goes on from "To mend it, ". */
  readonly remedy: string
}

export type RoutingFaultCode =
  | 'none'
  | 'too-many'
  | 'wrong-length'
  | 'not-whole'
  | 'negative'
  | 'too-small'
  | 'too-large'
  | 'no-such-index'
  | 'backwards'
  | 'unsorted'
  | 'twice'
  | 'contradiction'

/** Everything that is wrong, the first of it listed. */
export type RoutingFaults = {
  /** How many there are in all. */
  readonly count: number
  readonly faults: readonly RoutingFault[]
}

/** How many faults are listed. */
const listedMost = 100

/** Gathers faults, and the checks of numbers that most of them come from. */
export class FaultList {
  count = 0
  readonly faults: RoutingFault[] = []

  add(code: RoutingFaultCode, path: string, [reason, remedy]: readonly [reason: string, remedy: string]): void {
    this.count++
    if (this.faults.length < listedMost) this.faults.push({ code, path, reason, remedy })
  }

  /** A whole number within bounds. */
  whole(path: string, value: number, [least, most]: readonly [least: number, most: number]): boolean {
    const remedy = `send a whole number from ${least} to ${most}`
    if (!Number.isInteger(value)) this.add('not-whole', path, [`${value} is no whole number.`, remedy])
    else if (value < least)
      this.add(value < 0 ? 'negative' : 'too-small', path, [`${value} is below ${least}.`, remedy])
    else if (value > most) this.add('too-large', path, [`${value} is above ${most}.`, remedy])
    else return true
    return false
  }

  /** The same, or Infinity for none. */
  limit(path: string, value: number): void {
    if (value !== Number.POSITIVE_INFINITY) this.whole(path, value, [0, Number.MAX_SAFE_INTEGER])
  }

  index(path: string, value: number, [count, what]: readonly [count: number, what: string]): boolean {
    if (Number.isInteger(value) && value >= 0 && value < count) return true
    const there = count === 0 ? `there are no ${what}` : `${what} are 0 to ${count - 1}`
    this.add('no-such-index', path, [`${value} is none of the ${what}.`, `name one that there is: ${there}`])
    return false
  }

  /** Amounts in each dimension; none at all is nothing. */
  amounts(path: string, amounts: readonly number[], dimensions: number): void {
    if (amounts.length !== 0) this.#eachDimension(path, amounts, [dimensions, 2 ** 30 - 1])
  }

  /** What fits in each dimension. */
  room(path: string, most: readonly number[], dimensions: number): void {
    this.#eachDimension(path, most, [dimensions, Number.MAX_SAFE_INTEGER])
  }

  #eachDimension(path: string, amounts: readonly number[], [dimensions, most]: readonly [number, number]): void {
    if (amounts.length !== dimensions)
      this.add('wrong-length', path, [
        `It has ${amounts.length} amounts, and loads have ${dimensions} dimensions.`,
        `send ${dimensions} amounts`,
      ])
    for (let d = 0; d < amounts.length; d++) this.whole(`${path}[${d}]`, amounts[d], [0, most])
  }
}
