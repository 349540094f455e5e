import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import type { PlannedRoute } from './plan.ts'
import { RouteBook } from './route-book.ts'
import { scattered } from './testing-problems.ts'

/** Routes of up to seven stops, some with a reload or a shipment, and two jobs that are on none: a stop and a shipment. */
function drawn(seed: number) {
  const { problem, van } = scattered(12, seed, (_, random) => {
    const from = random.below(3000)
    return {
      delivery: [random.below(5), random.below(3)],
      pickup: [random.below(4), random.below(3)],
      windows: random.below(3) === 0 ? [[from, from + 1500]] : [],
    }
  })
  const random = new Random(seed)
  const [pickup, delivery, empty] = [7, 11, { delivery: [0, 0], pickup: [0, 0], windows: [] }]
  const reload = { places: [0], service: 10, most: 2 }
  const type = van(0, { capacity: [12 + random.below(8), 8], maxStops: 5 + random.below(4), reload })
  const task = problem([type], {
    dimensions: 2,
    shipments: [
      { pickup: 0, delivery: 6, amount: [2, 1] },
      { pickup, delivery, amount: [random.below(9), 1 + random.below(4)] },
    ],
  })
  const stops = task.stops.map((stop, i) => ([0, 6, pickup, delivery].includes(i) ? { ...stop, ...empty } : stop))
  const cut = 3 + random.below(4)
  const trips = [
    [1, 2, 3, 4, 5].slice(0, cut),
    random.below(2) === 0 ? [0, ...[1, 2, 3, 4, 5].slice(cut), 6] : [8, ...[1, 2, 3, 4, 5].slice(cut), 9],
  ]
  const route: PlannedRoute = { vehicle: 0, trips, reloads: [0] }
  return { problem: { ...task, stops }, route, jobs: [[10], [pickup, delivery]] }
}

test('where there is hope is everywhere where a route keeps its rules, and not everywhere', () => {
  let kept = 0
  let passedOver = 0
  for (let seed = 0; seed < 400; seed++) {
    const { problem, route, jobs } = drawn(seed)
    const book = new RouteBook(problem, [route])
    if (book.routes[0].verdict.violations.length > 0) continue
    for (const job of jobs) {
      const at = ({ after, lastAfter, reload }: { after: number; lastAfter: number; reload?: number }) =>
        `${after} ${lastAfter} ${reload}`
      const hopeful = new Set(book.insertions(job, { most: 1000, isHopeful: true }).map(at))
      for (const insertion of book.insertions(job, { most: 1000, isHopeful: false })) {
        const { violations } = book.judge(book.with(job, insertion))
        if (violations.length === 0) {
          kept++
          expect({ seed, job, insertion, is: hopeful.has(at(insertion)) }).toMatchObject({ is: true })
        } else if (!hopeful.has(at(insertion))) passedOver++
      }
    }
  }
  expect(kept).toBeGreaterThan(200)
  expect(passedOver).toBeGreaterThan(1000)
})
