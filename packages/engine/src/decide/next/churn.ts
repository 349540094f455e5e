import { RenewalChances } from '@nunchi/kernel'
import type { Views } from '../../state/views.ts'
import type { Churn } from './answer.ts'

const day = 86_400
/** `RenewalChances` of nobody in particular. */
const anybody = -1

/**
 * How likely it is that the shopper does not order within `days` (of who has not ordered: does not come), from how waits of
 * shoppers with as many orders at such a pace went on so far, given how long this one has lasted. Of nobody in particular:
 * that of anybody who has just ordered. O(groups * (stretches + weeks) of the waits).
 */
export function churnOf(views: Views, { row, now, days }: { row: number; now: number; days: number }): Churn {
  const orders = row < 0 ? 0 : views.history.orders.countOf(row)
  if (orders > 0) return ofOrders(views, { row, now, days, orders })
  if (row >= 0 && views.visits.visitsOf(row) > 0) return ofVisits(views, { row, now, days })
  const hasOrders = views.history.orders.rows > 0
  const waits = hasOrders ? views.history.orderWaits : views.visits.waits
  const probability = 1 - new RenewalChances(waits, now).within(anybody, 0, days)
  return { basis: 'everybody', days, of: hasOrders ? 'order' : 'visit', probability, times: 0 }
}

function ofOrders(
  { history }: Views,
  { row, now, days, orders }: { row: number; now: number; days: number; orders: number },
): Churn {
  const from = history.orders.starts[row]!
  const first = history.orders.columns.at[from]!
  const last = history.orders.columns.at[from + orders - 1]!
  const chances = new RenewalChances(history.orderWaits, now)
  const group = history.orderGroupOf(row, orders)
  return {
    basis: 'person',
    days,
    of: 'order',
    probability: 1 - chances.within(group, Math.max(0, now - last) / day, days),
    times: orders,
    lastAt: last,
    ...(orders > 1 ? { meanGapDays: (last - first) / day / (orders - 1) } : {}),
  }
}

function ofVisits({ visits }: Views, { row, now, days }: { row: number; now: number; days: number }): Churn {
  const { group, since } = visits.waitOf(row)
  const chances = new RenewalChances(visits.waits, now)
  const probability = 1 - chances.within(group, Math.max(0, now - since) / day, days)
  return { basis: 'person', days, of: 'visit', probability, times: visits.visitsOf(row), lastAt: since }
}
