import { expect, test } from 'vitest'
import { FlatProblem } from './flat-problem.ts'
import type { TimeWindow } from './problem.ts'
import { RouteScheduler } from './schedule.ts'
import { scattered } from './testing-problems.ts'
import { Tours } from './tours.ts'

test('with several windows, breaks and paid duty a route may be driven and costs as its schedule says', () => {
  let good = 0
  for (let seed = 0; seed < 700; seed++) {
    const hasBreaks = seed % 2 === 0
    const { problem, van } = scattered(5, seed, (_, random) => {
      const from = random.below(2500)
      const windows: TimeWindow[] = [
        [from, from + 400],
        [from + 401 + random.below(500), from + 1500],
        [from + 2000, from + 2500],
      ]
      const perKind = [{ kind: 1, service: random.below(90), setup: random.below(30) }]
      return { windows: windows.slice(random.below(4)), service: random.below(50), perKind }
    })
    const breaks = [
      {
        windows: [
          [500, 900],
          [1200, 1300],
        ] as const,
        duration: 100,
      },
      { windows: [[1500 + seed, 2800]] as const, duration: 60, maxLoad: [20] },
    ]
    const cost = { fixed: 7, perDistance: 1, perTravel: 0, perDuty: 2 }
    const maxDuration = seed % 3 === 0 ? 3000 : Number.POSITIVE_INFINITY
    const type = van(100, { breaks: hasBreaks ? breaks : [], cost, shift: [0, 6000], maxDuration })
    const task = problem([type, { ...type, kind: 1 }])
    const vehicle = seed % 4 < 2 ? 0 : 1
    const flat = new FlatProblem(task)
    const tours = new Tours(flat)
    const { violations, ...verdict } = new RouteScheduler(task).judge({
      vehicle,
      trips: [[0, 1, 2, 3, 4]],
      reloads: [],
    })
    tours.begin()
    const route = flat.firstRoute[vehicle]
    tours.append([0, 1, 2, 3, 4], route)
    const isGood = tours.exact.isGood(route)
    expect({ seed, isGood }).toEqual({ seed, isGood: violations.length === 0 })
    if (!isGood) continue
    good++
    expect({ seed, cost: tours.cost }).toEqual({ seed, cost: verdict.cost })
  }
  expect(good).toBeGreaterThan(100)
})
