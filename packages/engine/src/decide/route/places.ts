import type { AskPlace, LonLat } from './ask.ts'
import { type Json, refuseRoute } from './json.ts'

/** What a location is given by: VROOM names the two keys differently for tasks and for vehicles. */
export type LocationKeys = { readonly at: string; readonly index: string }

/** Of a task, whose own name is told with them. */
export const taskKeys: LocationKeys = { at: 'location', index: 'location_index' }

/**
 * The places of a request, each once: by their row of the matrices where there are some, else by their coordinates. Only
 * places that something uses are kept, so matrices that have more rows cost nothing later.
 */
export class Places {
  readonly list: AskPlace[] = []
  readonly #known = new Map<string | number, number>()
  #isIndexed: boolean | undefined

  /** Whether places are rows of matrices. */
  get isIndexed(): boolean {
    return this.#isIndexed === true
  }

  /** The place that an object names; undefined where it names none. @param owner  what the object is called, to be told */
  of(object: Json, keys: LocationKeys, owner: string): number | undefined {
    const index = object.get(keys.index)?.uint(`Invalid ${keys.index} for ${owner}.`)
    const at = object.get(keys.at)
    const lonLat = at && coordinates(at, keys.at)
    if (index === undefined && lonLat === undefined) return undefined
    if (this.#isIndexed !== undefined && this.#isIndexed !== (index !== undefined))
      refuseRoute(
        `${object.field}.${keys.index}`,
        keys.index === 'end_index' && (object.get('start') || object.get('start_index'))
          ? 'Missing start_index or end_index.'
          : 'Missing location index.',
        'give every location an index of the matrices, or none',
      )
    this.#isIndexed = index !== undefined
    const name = index ?? `${lonLat![0]} ${lonLat![1]}`
    const known = this.#known.get(name)
    if (known === undefined) return this.#add(name, { index, at: lonLat })
    if (lonLat !== undefined && this.list[known]!.at === undefined) this.list[known] = { index, at: lonLat }
    return known
  }

  #add(name: string | number, { index, at }: AskPlace): number {
    this.#known.set(name, this.list.length)
    this.list.push({ ...(index === undefined ? {} : { index }), ...(at === undefined ? {} : { at }) })
    return this.list.length - 1
  }
}

function coordinates(at: Json, key: string): LonLat {
  const value = at.value as readonly unknown[]
  const isRight = Array.isArray(value) && value.length >= 2 && [0, 1].every((i) => Number.isFinite(value[i]))
  if (!isRight) at.refuse(`Invalid ${key} array.`, 'send [longitude, latitude] in degrees')
  const [lon, lat] = value as [number, number]
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180)
    at.refuse(`Invalid ${key} array.`, 'longitude, first, is from -180 to 180 and latitude from -90 to 90')
  return [lon, lat]
}
