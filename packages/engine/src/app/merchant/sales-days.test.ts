import { expect, test } from 'vitest'
import { epochMs } from '../../domain/units.ts'
import { Sales } from '../../state/sales.ts'
import { salesDays } from './sales-days.ts'

const at = (time: string) => Date.parse(time) / 1_000

test('days are those of the zone, without holes, today last', () => {
  const sales = new Sales()
  for (const time of ['2026-03-01T14:59:00Z', '2026-03-01T15:00:00Z', '2026-03-03T10:00:00Z'])
    sales.order({ kind: 'order', at: at(time), units: 2, amountMinor: 1_000 })
  const ordersIn = (zone: string, now: string, count = 4) =>
    salesDays(sales, { now: epochMs(Date.parse(now)), zone, count }).map(({ day, orders }) => [day, orders])
  expect(ordersIn('UTC', '2026-03-03T12:00:00Z')).toEqual([
    ['2026-02-28', 0],
    ['2026-03-01', 2],
    ['2026-03-02', 0],
    ['2026-03-03', 1],
  ])
  for (const zone of ['Asia/Seoul', '+09:00'])
    expect(ordersIn(zone, '2026-03-03T16:00:00Z')).toEqual([
      ['2026-03-01', 1],
      ['2026-03-02', 1],
      ['2026-03-03', 1],
      ['2026-03-04', 0],
    ])
  expect(ordersIn('America/New_York', '2026-03-03T04:00:00Z', 1)).toEqual([['2026-03-02', 0]])
})

test('days on which clocks change are as long as they are, and all days together are all orders', () => {
  const sales = new Sales()
  for (let hour = 0; hour < 24 * 9; hour++)
    sales.order({ kind: 'order', at: at('2026-03-05T00:00:00Z') + hour * 3_600, units: 1, amountMinor: 1 })
  const days = salesDays(sales, {
    now: epochMs(Date.parse('2026-03-14T12:00:00Z')),
    zone: 'America/New_York',
    count: 12,
  })
  expect(days.find(({ day }) => day === '2026-03-08')?.orders).toBe(23)
  expect(days.reduce((sum, { orders }) => sum + orders, 0)).toBe(24 * 9)
  const india = salesDays(sales, { now: epochMs(Date.parse('2026-03-14T12:00:00Z')), zone: 'Asia/Kolkata', count: 12 })
  expect(india.reduce((sum, { orders }) => sum + orders, 0)).toBe(24 * 9)
})

test('a zone that is none is refused', () => {
  const days = (zone: string) => () => salesDays(new Sales(), { now: epochMs(0), zone, count: 1 })
  for (const zone of ['Mars/Base', '+99:00', '']) expect(days(zone)).toThrow(/is no time zone/)
})
