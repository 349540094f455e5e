import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, identified, logs, shoppers, start, touched, viewsOf } from './testing-events.ts'
import { Timeline } from './timeline.ts'

const step = fc.oneof(
  { weight: 9, arbitrary: fc.record({ do: fc.constant('add' as const), row: fc.nat(4), skip: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const), row: fc.nat(6), skip: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('save' as const), row: fc.constant(0), skip: fc.constant(0) }) },
)

test('positions of a row are those added since it was cleared, oldest first, also after a snapshot', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let timeline = new Timeline()
      const slow: number[][] = Array.from({ length: 7 }, () => [])
      let position = 0
      for (const { do: what, row, skip } of steps) {
        position += skip // events of nobody lie between
        if (what === 'add') {
          timeline.add(row, position)
          slow[row]!.push(position++)
        } else if (what === 'clear') {
          timeline.clear(row)
          slow[row] = []
        } else {
          const again = new Timeline()
          again.restore(structuredClone(timeline.save()))
          timeline = again
        }
      }
      expect(slow.map((_, row) => timeline.positionsOf(row))).toEqual(slow)
    }),
    { seed: 401, numRuns: 300 },
  )
})

test('the newest positions of several rows together are those of sorting all, page after page', () => {
  const adds = fc.array(fc.record({ row: fc.nat(3), skip: fc.nat(2) }), { maxLength: 60 })
  fc.assert(
    fc.property(adds, fc.uniqueArray(fc.nat(5)), fc.nat(150), fc.nat(10), (all, rows, before, countMax) => {
      const timeline = new Timeline()
      const slow: number[] = []
      let position = 0
      for (const { row, skip } of all) {
        position += skip
        timeline.add(row, position)
        if (rows.includes(row)) slow.push(position)
        position += 1
      }
      const expected = slow.filter((one) => one < before).reverse()
      expect(timeline.newestOf(rows, { before, countMax })).toEqual(expected.slice(0, countMax))
    }),
    { seed: 402, numRuns: 300 },
  )
})

test('a cleared row leaves no link in the saved columns', () => {
  const timeline = new Timeline()
  for (let position = 0; position < 100; position++) timeline.add(1, position)
  timeline.clear(1)
  const { newest, 'before.0': before } = timeline.save() as Record<string, Uint32Array>
  expect([newest!.every((one) => one === 0), before!.every((one) => one === 0)]).toEqual([true, true])
})

test('positions beyond a million lie in chunks of their own', () => {
  const timeline = new Timeline()
  const positions = [5, 1_048_575, 1_048_576, 3_200_000]
  for (const position of positions) timeline.add(2, position)
  const again = new Timeline()
  again.restore(structuredClone(timeline.save()))
  expect([timeline.positionsOf(2), again.positionsOf(2), again.positionsOf(9)]).toEqual([positions, positions, []])
})

test('every fact about a shopper stands in the timeline of exactly one person, whatever logins come', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const views = viewsOf(log)
      const rows = new Set(shoppers.map((key) => views.shoppers.find(key)).filter((row) => row >= 0))
      const members = [...rows].flatMap((row) => views.shoppers.membersOf(row))
      const positions = members.flatMap((member) => views.timeline.positionsOf(member)).sort((a, b) => a - b)
      expect(new Set(positions).size).toBe(positions.length)
      const lastForgotten = log.map(({ kind }) => kind).lastIndexOf('shopper.forgotten')
      const facts = log.flatMap((event, at) => ('shopper' in event && event.shopper && at > lastForgotten ? [at] : []))
      expect(positions.filter((at) => at > lastForgotten)).toEqual(facts)
    }),
    { seed: 402, numRuns: 200 },
  )
})

test('golden: two devices, two logins', () => {
  const view = (shopper: string, n: number) => touched('product.viewed', { shopper, n, at: start + n * day })
  const views = viewsOf([
    view('phone', 0),
    view('tablet', 1),
    identified('phone', 'kim'),
    view('phone', 3),
    identified('tablet', 'kim'),
    view('kim', 5),
    view('lee', 6),
  ])
  const row = views.shoppers.find('kim' as never)
  const positions = views.shoppers.membersOf(row).flatMap((member) => views.timeline.positionsOf(member))
  expect(positions.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5])
})
