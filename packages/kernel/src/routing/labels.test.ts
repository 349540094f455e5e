import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { FlatProblem } from './flat-problem.ts'
import { scattered } from './testing-problems.ts'
import { Tours } from './tours.ts'

test('labels renewed around a stop are those of a route read anew', () => {
  const random = new Random(31)
  let settled = 0
  for (let round = 0; round < 60; round++) {
    const town = scattered(14, round, (_, draw) => {
      const from = draw.below(6_000)
      return { service: draw.below(90), windows: draw.below(3) === 0 ? [] : [[from, from + draw.below(4_000)]] }
    })
    const shift = [random.below(500), 5_000 + random.below(9_000)] as const
    const flat = new FlatProblem(town.problem([town.van(1_000, { count: 2, shift })]))
    const tours = new Tours(flat)
    const order = Array.from({ length: flat.stops }, (_, i) => i)
    random.shuffle(order)
    for (const stop of order) {
      const route = random.below(2)
      let after = flat.startOf(route)
      for (let steps = random.below(tours.size[route] + 1); steps > 0; steps--) after = tours.next[after]
      tours.begin()
      tours.put(stop, after, route)
      tours.renewAround(stop, route)
      const around = labelsOf(tours)
      tours.renew(route)
      expect(around).toEqual(labelsOf(tours))
      settled += around.leave.some((at) => at > 20_000) ? 0 : 1
    }
  }
  expect(settled).toBeGreaterThan(100) // most of these would be no test if all routes were too late
})

function labelsOf({ labels: { leave, late, due } }: Tours) {
  return { leave: [...leave], late: [...late], due: [...due] }
}
