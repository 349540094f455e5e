import type { TimeWindow } from '@nunchi/kernel'

/** A step of a route in a given order, for which a time is looked for. */
export type TimedStep = {
  /** When it is to begin; empty is any time. To miss them is possible, by as little as can be. Sorted, apart from one another. */
  readonly windows: readonly TimeWindow[]
  /** It begins no earlier and no later, whatever else. */
  readonly from: number
  readonly until: number
  /** Time on the spot once it has begun. */
  readonly work: number
  /** From the place before to here; 0 for a rest, which may be had anywhere on the way to the next place. */
  readonly travel: number
  readonly isRest: boolean
}

/**
 * When the steps of a route begin: so that windows are missed by the fewest seconds in all, then so that it takes the shortest
 * time from the first step to the last, then each as early as can be. Exact, with several windows too.
 *
 * @param steps  of whole numbers; the first and the last are no rests
 * @returns when each begins, shape [steps]; undefined where no times keep to every `from` and `until`
 *
 * Every step is held, through steps that follow one another without a pause, by the end of a window or a bound of some step; so
 * the times that it may begin at are few, and the best ones are found by dynamic programming along the route.
 * Time: O(steps * moments) and 10 ns each, and O(moments^2) for each rest; moments: two for each window or bound on the route.
 * Memory: a bit for each step and moment.
 *
 * Source: the objective is that of VROOM's choose_ETA (docs/API.md, plan mode), which hands it to a solver of integer programs.
 * Deviation: it weighs a second of a miss as it estimates a whole route to take; here a miss goes before any duration.
 */
export function givenTimes(steps: readonly TimedStep[]): number[] | undefined {
  const line = new Line(steps)
  const best = new Costs(line.moments)
  const legs: Leg[] = []
  best.add(line.at(0), 'first')
  for (let to = 1; to < steps.length; to++) {
    const from = to
    to = nextPlace(steps, from)
    legs.push(from === to ? best.settle() : rested(line, { from, to }, best))
    best.add(line.at(to), to === steps.length - 1 ? 'last' : 'inner')
  }
  const last = best.least()
  return last < 0 ? undefined : traced(line, legs, last)
}

/** The way from a place to the next: which moments of the place before are better than all before them, and the rests between. */
type Leg = { readonly isBetter: Bits; readonly rests?: (to: number) => RestsFound }
/** Moments of rests, and the latest moment that the place before may have. */
type RestsFound = { readonly moments: readonly number[]; readonly before: number }

/** Back from the end: each place at the best moment that is no later than what follows allows. */
function traced({ moments, offsets }: Line, legs: readonly Leg[], last: number): number[] {
  const back = [moments[last]!]
  let at = last
  for (let leg = legs.length - 1; leg >= 0; leg--) {
    const { isBetter, rests } = legs[leg]!
    const found = rests?.(at)
    if (found) back.push(...[...found.moments].reverse())
    at = isBetter.lastUpTo(found ? found.before : at)
    back.push(moments[at]!)
  }
  return back.reverse().map((moment, step) => moment + offsets[step]!)
}

/**
 * A leg with rests. `best` becomes what the way up to the next place costs at the least, by the moment of that place.
 * O(moments^2 * rests of the leg).
 */
function rested(line: Line, { from, to }: { from: number; to: number }, best: Costs): Leg {
  const { moments, steps } = line
  const way = steps[to]!.travel
  const own = merged(moments, way)
  const before = best.copy()
  const { isBetter } = before.settle()
  const place = own.map((moment) => lastUpTo(moments, moment))
  const chain = new Costs(own)
  /** The rests, where the next place has the moment `next`: none begins earlier than its place before, nor that later than `next`. */
  const run = (next: number): Bits[] => {
    const length = lastUpTo(own, moments[next]! + way) + 1
    for (let i = 0; i < length; i++) chain.take(i, before, Math.min(place[i]!, next))
    return steps.slice(from, to).map((_, i) => {
      chain.add(line.at(from + i), 'inner', length)
      return chain.settle(length).isBetter
    })
  }
  for (let next = 0; next < moments.length; next++) {
    run(next)
    best.take(next, chain, lastUpTo(own, moments[next]! + way))
  }
  const rests = (next: number): RestsFound => {
    let at = lastUpTo(own, moments[next]! + way)
    const found = run(next)
      .reverse()
      .map((isBetter) => {
        at = isBetter.lastUpTo(at)
        return own[at]!
      })
    return { moments: found.reverse(), before: Math.min(place[at]!, next) }
  }
  return { isBetter, rests }
}

/** The place that follows a rest, or the step itself. */
function nextPlace(steps: readonly TimedStep[], from: number): number {
  let at = from
  while (steps[at]!.isRest) at++
  return at
}

/**
 * The route with all ways and all work taken out: a step begins at its offset plus a moment. So moments never become less from
 * place to place, and from a rest to the next place by no more than the way there.
 */
class Line {
  readonly steps: readonly TimedStep[]
  readonly offsets: readonly number[]
  /** Those that any step may have in the best plan of times; sorted, each once. */
  readonly moments: readonly number[]

  constructor(steps: readonly TimedStep[]) {
    this.steps = steps
    let clock = 0
    this.offsets = steps.map(({ travel, work }) => {
      const offset = clock + travel
      clock = offset + work
      return offset
    })
    const moments = new Set([0])
    steps.forEach(({ windows, from, until, isRest }, i) => {
      const way = isRest ? steps[nextPlace(steps, i)]!.travel : 0
      for (const bound of [from, until, ...windows.flat()]) {
        moments.add(bound - this.offsets[i]!)
        moments.add(bound - this.offsets[i]! - way)
      }
    })
    const isAny = (moment: number) => moment >= 0 && moment < Number.POSITIVE_INFINITY
    this.moments = [...moments].filter(isAny).sort((a, b) => a - b)
  }

  at(step: number): Wanted {
    return { ...this.steps[step]!, offset: this.offsets[step]! }
  }
}

type Wanted = Pick<TimedStep, 'windows' | 'from' | 'until'> & { readonly offset: number }

/** By how much a moment is out of the window next to it; 0 where any time will do. O(windows). */
export function missedBy(windows: readonly TimeWindow[], at: number): number {
  let least = windows.length === 0 ? 0 : Number.POSITIVE_INFINITY
  for (const [from, until] of windows) least = Math.min(least, Math.max(0, from - at, at - until))
  return least
}

/** What a route up to some step costs at the least, by the moment of that step: seconds missed, then its duration, then all times. */
class Costs {
  readonly #moments: readonly number[]
  readonly #missed: Float64Array
  readonly #duration: Float64Array
  readonly #sum: Float64Array

  constructor(moments: readonly number[]) {
    this.#moments = moments
    this.#missed = new Float64Array(moments.length)
    this.#duration = new Float64Array(moments.length)
    this.#sum = new Float64Array(moments.length)
  }

  copy(): Costs {
    const copy = new Costs(this.#moments)
    for (let i = 0; i < this.#moments.length; i++) copy.take(i, this, i)
    return copy
  }

  take(to: number, from: Costs, at: number): void {
    this.#missed[to] = from.#missed[at]!
    this.#duration[to] = from.#duration[at]!
    this.#sum[to] = from.#sum[at]!
  }

  /** Adds what a step costs at each of the first `length` moments. */
  add(
    { windows, from, until, offset }: Wanted,
    step: 'first' | 'inner' | 'last',
    length: number = this.#moments.length,
  ): void {
    for (let i = 0; i < length; i++) {
      const at = this.#moments[i]! + offset
      this.#missed[i]! += at < from || at > until ? Number.POSITIVE_INFINITY : missedBy(windows, at)
      if (step === 'inner') this.#sum[i]! += at
      else this.#duration[i]! += step === 'last' ? at : -at
    }
  }

  /** Makes each of the first `length` the least up to there, and says which ones are less than all before them. */
  settle(length: number = this.#moments.length): { readonly isBetter: Bits } {
    const isBetter = new Bits(length)
    let least = 0
    isBetter.set(0)
    for (let i = 1; i < length; i++) {
      if (this.#isLess(i, least)) {
        least = i
        isBetter.set(i)
      } else this.take(i, this, least)
    }
    return { isBetter }
  }

  /** The moment that costs least; -1 where none is possible. */
  least(): number {
    let least = 0
    for (let i = 1; i < this.#moments.length; i++) if (this.#isLess(i, least)) least = i
    return this.#missed[least]! < Number.POSITIVE_INFINITY ? least : -1
  }

  #isLess(a: number, b: number): boolean {
    if (this.#missed[a] !== this.#missed[b]) return this.#missed[a]! < this.#missed[b]!
    if (this.#duration[a] !== this.#duration[b]) return this.#duration[a]! < this.#duration[b]!
    return this.#sum[a]! < this.#sum[b]!
  }
}

class Bits {
  readonly #bytes: Uint8Array

  constructor(length: number) {
    this.#bytes = new Uint8Array((length + 7) >> 3)
  }

  set(at: number): void {
    this.#bytes[at >> 3]! |= 1 << (at & 7)
  }

  /** The last one that is set, up to `at`. */
  lastUpTo(at: number): number {
    let found = at
    while (((this.#bytes[found >> 3]! >> (found & 7)) & 1) === 0) found--
    return found
  }
}

/** Moments, and the same later by `way`. */
function merged(moments: readonly number[], way: number): number[] {
  return [...new Set([...moments, ...moments.map((moment) => moment + way)])].sort((a, b) => a - b)
}

/** Index of the last number that is no more than `most`; the numbers are sorted. O(log). */
function lastUpTo(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! <= most) low = middle + 1
    else high = middle
  }
  return low - 1
}
