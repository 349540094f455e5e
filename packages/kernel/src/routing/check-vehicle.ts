import type { FaultList } from './fault-list.ts'
import type { RoutingProblem, TimeWindow, VehicleType } from './problem.ts'

type At = readonly [faults: FaultList, path: string]

const timeMost = 2 ** 30

/** What is wrong with one type of vehicle alone. O(its size). */
export function checkVehicle(type: VehicleType, problem: RoutingProblem, [faults, path]: At): void {
  faults.whole(`${path}.count`, type.count, [1, Number.MAX_SAFE_INTEGER])
  if (type.start !== undefined) faults.index(`${path}.start`, type.start, [problem.places, 'places'])
  if (type.end !== undefined) faults.index(`${path}.end`, type.end, [problem.places, 'places'])
  faults.index(`${path}.profile`, type.profile, [problem.profiles.length, 'profiles'])
  if (type.kind !== undefined) faults.whole(`${path}.kind`, type.kind, [0, Number.MAX_SAFE_INTEGER])
  faults.whole(`${path}.pace`, type.pace, [1, 10_000])
  faults.room(`${path}.capacity`, type.capacity, problem.dimensions)
  checkWindow(type.shift, [faults, `${path}.shift`])
  type.breaks.forEach(({ windows, duration, maxLoad }, i) => {
    checkWindows(windows, [faults, `${path}.breaks[${i}].windows`])
    faults.whole(`${path}.breaks[${i}].duration`, duration, [0, timeMost - 1])
    if (maxLoad) faults.room(`${path}.breaks[${i}].maxLoad`, maxLoad, problem.dimensions)
  })
  for (const rate of ['fixed', 'perDistance', 'perTravel', 'perDuty'] as const)
    faults.whole(`${path}.cost.${rate}`, type.cost[rate], [0, rate === 'fixed' ? 2 ** 50 : timeMost - 1])
  for (const limit of ['maxStops', 'maxDistance', 'maxTravel', 'maxDuration'] as const)
    faults.limit(`${path}.${limit}`, type[limit])
  checkReload(type, problem, [faults, path])
  checkFixedOf(type, problem, [faults, path])
}

function checkReload({ reload }: VehicleType, { places }: RoutingProblem, [faults, path]: At): void {
  if (!reload) return
  faults.whole(`${path}.reload.most`, reload.most, [0, Number.MAX_SAFE_INTEGER])
  faults.whole(`${path}.reload.service`, reload.service, [0, timeMost - 1])
  if (reload.most > 0 && reload.places.length === 0)
    faults.add('none', `${path}.reload.places`, ['There is no place to reload.', 'name one, or leave the reload out'])
  reload.places.forEach((place, i) => {
    faults.index(`${path}.reload.places[${i}]`, place, [places, 'places'])
  })
}

function checkFixedOf({ fixed = [], count }: VehicleType, { stops }: RoutingProblem, [faults, path]: At): void {
  fixed.forEach((stop, i) => {
    faults.index(`${path}.fixed[${i}]`, stop, [stops.length, 'stops'])
  })
  if (fixed.length > 0 && count > 1)
    faults.add('contradiction', `${path}.fixed`, [
      `There are ${count} of these vehicles, and only one of them can go to its fixed stops.`,
      'make each vehicle on the road a type of its own',
    ])
}

/** Windows begin before they end, one after another. */
export function checkWindows(windows: readonly TimeWindow[], [faults, path]: At): void {
  windows.forEach((window, i) => {
    checkWindow(window, [faults, `${path}[${i}]`])
    if (i > 0 && !(window[0] > windows[i - 1][1]))
      faults.add('unsorted', `${path}[${i}]`, [
        `It begins at ${window[0]}, when the one before has not ended (${windows[i - 1][1]}).`,
        'sort windows by when they begin, and make one of those that meet',
      ])
  })
}

function checkWindow([from, until]: TimeWindow, [faults, path]: At): void {
  const isWhole = faults.whole(`${path}[0]`, from, [0, timeMost]) && faults.whole(`${path}[1]`, until, [0, timeMost])
  if (isWhole && until < from)
    faults.add('backwards', path, [
      `It ends at ${until}, before it begins at ${from}.`,
      'exchange the two, or leave it out',
    ])
}
