import type { TravelProfile, VehicleType } from './problem.ts'

/** Speed over the day, as a profile has it. */
export type Speeds = NonNullable<TravelProfile['speeds']>

/** What an arc takes a vehicle of a pace, rounded to the nearest; before speeds that change over the day. */
export function paced(duration: number, pace: number): number {
  return pace === 100 ? duration : Math.round((duration * pace) / 100)
}

/**
 * When who leaves at `at` arrives, having `work` to do: hundredths of the time that the way takes at full speed.
 * Rounded up to the next whole time, so who leaves later never arrives earlier. O(speeds).
 */
export function arrivalAfter(speeds: Speeds | undefined, at: number, work: number): number {
  if (!speeds?.length) return at + Math.ceil(work / 100)
  let left = work
  let now = at
  for (let i = speedAt(speeds, at); ; i++) {
    const percent = i < 0 ? 100 : speeds[i].percent
    const until = i + 1 < speeds.length ? speeds[i + 1].from : Number.POSITIVE_INFINITY
    if ((until - now) * percent >= left) return now + Math.ceil(left / percent)
    left -= (until - now) * percent
    now = until
  }
}

/** How much of such work is done between two moments of going on without a rest. O(speeds). */
export function workBetween(speeds: Speeds | undefined, from: number, until: number): number {
  if (!speeds?.length) return (until - from) * 100
  let done = 0
  let now = from
  for (let i = speedAt(speeds, from); now < until; i++) {
    const end = Math.min(until, i + 1 < speeds.length ? speeds[i + 1].from : until)
    done += (end - now) * (i < 0 ? 100 : speeds[i].percent)
    now = end
  }
  return done
}

/** The highest speed of the day in percent; before the first change it is 100. O(speeds). */
export function fastest(speeds: Speeds = []): number {
  return Math.max(100, ...speeds.map(({ percent }) => percent))
}

/** How long a vehicle that leaves at `at` is on its way from place to place, without breaks. O(speeds). */
export function travelTime(
  { durations, speeds }: TravelProfile,
  { pace }: Pick<VehicleType, 'pace'>,
  { arc, at }: { readonly arc: number; readonly at: number },
): number {
  return arrivalAfter(speeds, at, 100 * paced(durations[arc], pace)) - at
}

/** Which speed holds at a moment; -1 before the first. */
function speedAt(speeds: Speeds, at: number): number {
  let i = speeds.length - 1
  while (i >= 0 && speeds[i].from > at) i--
  return i
}
