import { expect, test } from 'vitest'
import type { EpochMs, ShopperKey } from '../domain/units.ts'
import type { ShopEvent } from '../events/event.ts'
import { Erasures } from './erasures.ts'
import { forgotten, identified, start, touched, viewsOf } from './testing-events.ts'

const kim = { rows: [0, 3], keys: ['kim', '폰'] as readonly string[] as ShopperKey[], lent: [] }

test('a request is open until it is finished, across a snapshot', () => {
  const erasures = new Erasures()
  erasures.ask(17, kim)
  erasures.ask(20, { rows: [5], keys: [], lent: [] })
  const again = new Erasures()
  again.ask(1, { rows: [], keys: [], lent: [] }) // replaced by what is restored
  again.restore(structuredClone(erasures.save()))
  expect([again.open(), again.find(17), again.find(1)]).toEqual([[17, 20], kim, undefined])
  expect(again.finish(17)).toEqual([0, 3])
  expect(again.finish(17)).toEqual([])
  expect([again.open(), again.find(17), again.find(20)?.rows]).toEqual([[20], undefined, [5]])
  expect([17, 20, 1, 0].map((askedAt) => again.isDone(askedAt))).toEqual([true, false, false, false])
  const third = new Erasures()
  third.restore(structuredClone(again.save()))
  expect([third.isDone(17), third.isDone(20), third.open()]).toEqual([true, false, [20]])
})

test('forgetting names every row and key of the person; the scrub takes them out of the timeline', () => {
  const view = (shopper: string, n: number) => touched('product.viewed', { shopper, n, at: start + n })
  const views = viewsOf([
    view('phone', 0),
    view('kim', 1),
    view('lee', 2),
    identified('phone', 'kim'),
    forgotten('kim'),
  ])
  const { rows, keys } = views.erasures.find(4)!
  expect([[...rows].sort(), [...keys].sort()]).toEqual([
    [0, 1],
    ['kim', 'phone'],
  ])
  const positions = rows.flatMap((row) => views.timeline.positionsOf(row)).sort((a, b) => a - b)
  expect(positions).toEqual([0, 1, 3, 4]) // what has to be overwritten in the log, the request included
  views.fold({ kind: 'shopper.scrubbed', at: start as EpochMs, id: 'done', askedAt: 4 } as ShopEvent)
  expect(rows.flatMap((row) => views.timeline.positionsOf(row))).toEqual([])
  expect(views.erasures.open()).toEqual([])
  expect(views.timeline.positionsOf(views.shoppers.find('lee' as ShopperKey))).toEqual([2])
})

test('somebody of whom the views know nothing is erased too: the vault and the request itself name them', () => {
  const views = viewsOf([
    touched('product.viewed', { shopper: 'kim', n: 0, at: start }),
    forgotten('kim'),
    forgotten('nobody'),
  ])
  expect(views.erasures.open()).toEqual([1, 2])
  const { rows, keys } = views.erasures.find(2)!
  expect(keys).toEqual(['nobody'])
  expect(rows.flatMap((row) => views.timeline.positionsOf(row))).toEqual([2])
})
