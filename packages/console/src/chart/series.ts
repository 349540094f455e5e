/** Values at shared moments (ms since 1970); null where there is none. */
export type Series = {
  readonly label: string
  readonly values: readonly (number | null)[]
  readonly color: ChartColor
  /** line unless told otherwise; marked: with a point at each value; steps: each value holds until the next. */
  readonly kind?: 'line' | 'area' | 'bars' | 'marked' | 'steps'
}
export type ChartColor = 'teal' | 'orange' | 'indigo' | 'gray' | 'pink' | 'violet'

/** Lowest, highest and latest of what is there; undefined when nothing is. */
export function extentOf(values: readonly (number | null)[]) {
  const there = values.filter((value): value is number => value !== null)
  if (there.length === 0) return undefined
  const low = there.reduce((a, b) => Math.min(a, b))
  const high = there.reduce((a, b) => Math.max(a, b))
  return { low, high, latest: there.at(-1)! }
}

type Read<Row> = {
  /** As 2026-03-01, in UTC. */
  readonly day: (row: Row) => string
  readonly name: (row: Row) => string
  readonly value: (row: Row) => number
}
const dayMs = 86_400_000

/** Sums rows into a line per name over all days without holes: where nothing was, 0. */
export function byDay<Row>(
  rows: readonly Row[],
  read: Read<Row>,
): { readonly times: readonly number[]; readonly values: ReadonlyMap<string, readonly number[]> } {
  if (rows.length === 0) return { times: [], values: new Map() }
  const at = rows.map((row) => Date.parse(`${read.day(row)}T00:00:00Z`))
  const first = at.reduce((a, b) => Math.min(a, b))
  const days = Math.round((at.reduce((a, b) => Math.max(a, b)) - first) / dayMs) + 1
  const values = new Map<string, number[]>()
  for (const [index, row] of rows.entries()) {
    const name = read.name(row)
    const line = values.get(name) ?? new Array<number>(days).fill(0)
    line[Math.round((at[index]! - first) / dayMs)]! += read.value(row)
    values.set(name, line)
  }
  return { times: Array.from({ length: days }, (_, day) => first + day * dayMs), values }
}
