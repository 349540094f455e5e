import type { TreeFeature, TreeTable } from '@nunchi/kernel'
import { type Line, readLines, type Shelf } from './lines.ts'
import type { Problem } from './problem.ts'

const features: readonly TreeFeature[] = [
  { name: 'own-count' },
  { name: 'own-share' },
  { name: 'own-days-since' },
  { name: 'own-interval' },
  { name: 'own-due' },
  { name: 'department-share' },
  { name: 'popularity' },
  { name: 'popularity-of-28-days' },
  { name: 'mean-price' },
  { name: 'price-to-own-mean' },
  { name: 'discounted-share' },
  { name: 'household-lines' },
  { name: 'department', kind: 'category' },
]
const popularCandidates = 60
const recentDays = 28

/** What is known of one household before its next basket. */
type Household = {
  readonly counts: Map<number, number>
  readonly firsts: Map<number, number>
  readonly lasts: Map<number, number>
  readonly byDepartment: Map<number, number>
  lines: number
  spent: number
}

type Query = { readonly values: number[]; readonly labels: number[] }

/**
 * In which categories a known household buys next (Complete Journey): a group is a basket, its rows are the 60 categories
 * most bought so far and all that the household ever bought from. Baskets in order of time: half only builds the state,
 * then 60 % of those with anything to find are for training, 20 % for validation, and the last 20 % for the test.
 * @param groupsMax so many groups are taken at most, evenly over time
 */
export function journey(folder: string, groupsMax: number): Problem {
  const { lines, shelf } = readLines(folder)
  const all = queriesOf(lines, shelf, () => false).length
  const step = Math.max(1, all / groupsMax)
  const chosen = new Set(Array.from({ length: Math.min(all, groupsMax) }, (_, i) => Math.floor(i * step)))
  const queries = queriesOf(lines, shelf, (index) => chosen.has(index)).filter((query) => query !== undefined)
  const [first, second] = [Math.floor(queries.length * 0.6), Math.floor(queries.length * 0.8)]
  const test = tableOf(queries.slice(second))
  const column = (index: number): Float64Array =>
    Float64Array.from(test.labels, (_, row) => test.values[row * features.length + index])
  const popularity = column(6)
  return {
    set: 'complete-journey',
    objective: { kind: 'lambda-mart', k: 10 },
    train: tableOf(queries.slice(0, first)),
    validation: tableOf(queries.slice(first, second)),
    test,
    baselines: {
      popularity,
      'own-count, then popularity': column(0).map((count, row) => count + popularity[row] / 1e6),
    },
  }
}

/** Goes through all baskets. @returns one entry for each that has anything to find: its rows where `isWanted`, else undefined */
function queriesOf(lines: readonly Line[], shelf: Shelf, isWanted: (index: number) => boolean): (Query | undefined)[] {
  const market = new Market(shelf)
  const queries: (Query | undefined)[] = []
  const half = lines.length / 2
  for (let start = 0; start < lines.length; ) {
    let end = start + 1
    while (end < lines.length && lines[end].basket === lines[start].basket) end += 1
    const basket = lines.slice(start, end)
    if (start >= half) {
      const candidates = market.candidates(basket[0].household)
      if (basket.some(({ category }) => candidates.has(category)))
        queries.push(isWanted(queries.length) ? market.query(basket, candidates) : undefined)
    }
    for (const line of basket) market.add(line)
    start = end
  }
  return queries
}

function tableOf(queries: readonly Query[]): TreeTable & { readonly groups: Uint32Array } {
  return {
    features,
    values: Float64Array.from(queries.flatMap(({ values }) => values)),
    labels: Uint8Array.from(queries.flatMap(({ labels }) => labels)),
    groups: Uint32Array.from(queries, ({ labels }) => labels.length),
  }
}

/** Everything that was bought so far. */
class Market {
  readonly #departments: readonly number[]
  readonly #households = new Map<string, Household>()
  readonly #counts: Float64Array
  readonly #recent: Float64Array
  readonly #prices: Float64Array
  readonly #discounted: Float64Array
  readonly #window: Line[] = []
  #windowStart = 0

  constructor({ departments }: Shelf) {
    this.#departments = departments
    this.#counts = new Float64Array(departments.length)
    this.#recent = new Float64Array(departments.length)
    this.#prices = new Float64Array(departments.length)
    this.#discounted = new Float64Array(departments.length)
  }

  add(line: Line): void {
    const { category, day, price } = line
    this.#counts[category] += 1
    this.#recent[category] += 1
    this.#prices[category] += price
    this.#discounted[category] += Number(line.isDiscounted)
    this.#window.push(line)
    while (this.#window[this.#windowStart].day < day - recentDays)
      this.#recent[this.#window[this.#windowStart++].category] -= 1
    const household = this.#households.get(line.household) ?? stranger()
    this.#households.set(line.household, household)
    const department = this.#departments[category]
    household.counts.set(category, (household.counts.get(category) ?? 0) + 1)
    household.byDepartment.set(department, (household.byDepartment.get(department) ?? 0) + 1)
    if (!household.firsts.has(category)) household.firsts.set(category, day)
    household.lasts.set(category, day)
    household.lines += 1
    household.spent += price
  }

  /** What a household may buy next; empty for one that is new. */
  candidates(key: string): ReadonlySet<number> {
    const household = this.#households.get(key)
    if (!household) return new Set()
    const popular = Array.from(this.#counts.keys()).sort((a, b) => this.#counts[b] - this.#counts[a] || a - b)
    const candidates = [...popular.slice(0, popularCandidates), ...household.counts.keys()]
    return new Set(candidates.sort((a, b) => a - b))
  }

  /** The rows of a basket that is about to be bought by a household that is known. */
  query(basket: readonly Line[], candidates: ReadonlySet<number>): Query {
    const household = this.#households.get(basket[0].household) ?? stranger()
    const bought = new Set(basket.map(({ category }) => category))
    const rows = [...candidates]
    return {
      values: rows.flatMap((category) => this.#row(household, category, basket[0].day)),
      labels: rows.map((category) => Number(bought.has(category))),
    }
  }

  #row(household: Household, category: number, day: number): number[] {
    const department = this.#departments[category]
    const own = household.counts.get(category) ?? 0
    const last = household.lasts.get(category) ?? Number.NaN
    const interval = own > 1 ? (last - (household.firsts.get(category) ?? last)) / (own - 1) : Number.NaN
    const price = this.#prices[category] / this.#counts[category]
    return [
      own,
      own / household.lines,
      day - last,
      interval,
      (day - last) / interval,
      (household.byDepartment.get(department) ?? 0) / household.lines,
      this.#counts[category],
      this.#recent[category],
      price,
      price / (household.spent / household.lines),
      this.#discounted[category] / this.#counts[category],
      household.lines,
      department,
    ].map((value) => (Number.isFinite(value) ? value : Number.NaN))
  }
}

function stranger(): Household {
  const empty = { counts: new Map(), firsts: new Map(), lasts: new Map(), byDepartment: new Map() }
  return { ...empty, lines: 0, spent: 0 }
}
