import type { TimeWindow } from '@nunchi/kernel'
import type { RouteId } from './ask.ts'
import type { Json } from './json.ts'

/** Whether a value may be an id to VROOM. */
export const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** The id of an object, which has to be a whole number, as VROOM's are. */
export function idOf(object: Json, what: string): number {
  if (!object.isObject) object.refuse(`Invalid ${what}.`, 'send an object')
  const id = object.get('id')
  if (!isId(id?.value))
    return (id ?? object).refuse(`Invalid or missing id for ${what}.`, 'give it an id: a whole number from 0 on')
  return id.value
}

/** Remembers ids, and refuses one that was there before. */
export class Ids {
  readonly #what: string
  readonly #seen = new Set<RouteId>()

  constructor(what: string) {
    this.#what = what
  }

  add(id: RouteId, object: Json): void {
    if (this.#seen.has(id))
      object.refuse(`Duplicate ${this.#what} id: ${id}.`, `give each ${this.#what} an id of its own`)
    this.#seen.add(id)
  }
}

/** One time window. Both ends belong to it. */
export function windowOf(one: Json): TimeWindow {
  const list = Array.isArray(one.value) ? one.list('Invalid time-window.') : []
  if (list.length < 2) one.refuse('Invalid time-window.', 'send [start, end] in seconds')
  const [from, until] = [list[0]!.uint('Invalid time-window.'), list[1]!.uint('Invalid time-window.')]
  if (from > until)
    one.refuse(`Invalid time window: [${from}, ${until}]`, 'let the window end when it begins, or later')
  return [from, until]
}

/** The windows of a task or a break, sorted; none where it does not matter. */
export function windowsOf(object: Json, name: string): readonly TimeWindow[] {
  const list = object.get('time_windows')
  if (list === undefined) return []
  const windows = list.list(`Invalid time_windows array for ${name}.`).map(windowOf)
  if (windows.length === 0) list.refuse(`Empty time windows for ${name}.`, 'leave the key out where any time will do')
  windows.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  if (windows.some(([from], i) => i > 0 && from <= windows[i - 1]![1]))
    list.refuse(`Unsorted or overlapping time-windows for ${name}.`, 'make one window of those that overlap')
  return windows
}

/** Skills are numbers to VROOM. */
export function skillsOf(object: Json): readonly number[] {
  const list = object.get('skills')?.list('Invalid skills object.') ?? []
  return [...new Set(list.map((one) => one.uint('Invalid skill value.')))]
}

/** Durations by the type of vehicle. */
export function perTypeOf(object: Json, key: string, name: string): ReadonlyMap<string, number> {
  const map = object.get(key)
  if (map === undefined) return new Map()
  if (!map.isObject) map.refuse(`Invalid ${key} for ${name}.`, 'send an object with a key for each type of vehicle')
  const types = Object.keys(map.value as object)
  if (types.includes('')) map.refuse(`Empty type in ${key} for ${name}.`, 'name a type of vehicle by each key')
  return new Map(types.map((type) => [type, map.get(type)!.uint(`Invalid value in ${key} for ${name}.`)]))
}

/** Ids of vehicles that may come, a key of ours; undefined: any. */
export function allowedOf(object: Json): readonly number[] | undefined {
  return object
    .get('allowed_vehicles')
    ?.list('Invalid allowed_vehicles.')
    .map((one) => one.uint('Invalid vehicle id.'))
}
