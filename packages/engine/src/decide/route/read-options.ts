import { type StraightWay, straightWays } from '../../domain/dispatch.ts'
import { Json } from './json.ts'

/** What a problem in VROOM's form says of how it is to be planned: its own keys as vroom-express has them, and ours. */
export type RouteOptions = {
  readonly isDrawn: boolean
  /** Whether `steps` are the plan, and only times are asked. */
  readonly isGiven: boolean
  readonly seconds: number
  /** In place of seconds. */
  readonly iterations: number | undefined
  readonly seed: number
  readonly threads: number
  readonly travel: { readonly by: StraightWay; readonly kmPerHour: number; readonly detourPercent: number } | undefined
}

/** As long as a dispatcher waits; and no connection is held open longer than the greatest. */
const secondsUsual = 5
export const secondsMax = 30
/** Few stops need no such time. */
const secondsPerTask = 0.05
const secondsMin = 0.2

/** Reads `options`. @param tasks how many there are: few are planned sooner @throws Refusal ROUTING_INPUT */
export function readOptions(input: unknown, tasks: number): RouteOptions {
  const options = new Json(input, '').get('options')
  if (options !== undefined && !options.isObject) options.refuse('Invalid options.', 'send an object')
  const flag = (key: string) => options?.get(key)?.value === true
  const seconds = positive(options, 'seconds', secondsMax) ?? positive(options, 'l', Number.POSITIVE_INFINITY)
  const usual = Math.min(secondsUsual, Math.max(secondsMin, tasks * secondsPerTask))
  return {
    isDrawn: flag('g'),
    isGiven: flag('c'),
    seconds: Math.min(secondsMax, seconds ?? usual),
    iterations: options?.get('iterations')?.uint('Invalid iterations value.', 1_000_000_000) || undefined,
    seed: options?.uintOf('seed', 1, 2 ** 31 - 1) ?? 1,
    threads: Math.max(1, Math.round(positive(options, 't', 1_000) ?? 1)),
    travel: travelOf(options),
  }
}

function positive(options: Json | undefined, key: string, max: number): number | undefined {
  const one = options?.get(key)
  if (one === undefined || one.value === null) return undefined
  const { value } = one
  if (typeof value !== 'number' || !(value > 0) || value > max)
    return one.refuse(
      `Invalid ${key} value.`,
      max === Number.POSITIVE_INFINITY ? 'send a number above 0' : `send a number above 0, up to ${max}`,
    )
  return value
}

function travelOf(options: Json | undefined): RouteOptions['travel'] {
  const travel = options?.get('travel')
  if (travel === undefined) return undefined
  const by =
    straightWays.find((way) => way === travel.value) ??
    travel.refuse('Invalid travel value.', 'send "great-circle" or "manhattan", or leave it out')
  const kmPerHour = positive(options, 'speed_kmh', 1_000)
  if (kmPerHour === undefined) return options!.refuse('Missing speed_kmh.', 'say how fast straight lines are travelled')
  return {
    by,
    kmPerHour,
    detourPercent: Math.max(100, positive(options, 'detour_percent', 400) ?? 100),
  }
}
