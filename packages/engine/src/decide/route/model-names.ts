import type { TimeWindow } from '@nunchi/kernel'
import { refuseRoute } from './json.ts'
import type { Amounts, ModelWindow } from './model.ts'

/** What names in a model stand for. */
export type ModelNames = {
  readonly places: ReadonlyMap<string, number>
  readonly profiles: ReadonlyMap<string, number>
  /** Names of what loads consist of, in the order of the dimensions. */
  readonly amounts: readonly string[]
}

/** Amounts as a list, in the order of the dimensions; `absent` where one is not named. */
export function loads({ amounts }: ModelNames, given: Amounts | undefined, absent = 0): readonly number[] {
  return amounts.map((name) => (given && Object.hasOwn(given, name) ? given[name]! : absent))
}

/** The index of a place by its id. */
export function placeOf({ places }: ModelNames, id: string, field: string): number {
  return places.get(id) ?? refuseRoute(field, `There is no place ${id}.`, 'name one of "places"')
}

/** Windows in seconds, sorted, no wider than they are in ms but where one is within a second. */
export function secondsOf(windows: readonly ModelWindow[] | undefined, field: string): readonly TimeWindow[] {
  const all = (windows ?? []).map(({ from, until }, i): TimeWindow => {
    if (from > until)
      refuseRoute(`${field}[${i}]`, 'The window ends before it begins.', 'let it end when it begins, or later')
    const begin = Math.ceil(from / 1_000)
    return [begin, Math.max(begin, Math.floor(until / 1_000))]
  })
  all.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  if (all.some(([from], i) => i > 0 && from <= all[i - 1]![1]))
    refuseRoute(field, 'Windows overlap.', 'make one window of those that do')
  return all
}
