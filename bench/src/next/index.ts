import type { ShopEvent } from '@nunchi/engine'
import type { Bench } from '../bench.ts'
import { walkClicks } from './clicks.ts'
import { OrdersWalk } from './orders.ts'
import { streamOf } from './stream.ts'

/** Shares of the file's time: the first only builds the state, the second is for choices, the third is the test. */
const thirds = { choose: [1 / 3, 2 / 3], test: [2 / 3, 1] } as const

/** Tells what shoppers will do next before it is folded, and how far the probabilities hold. */
export const bench: Bench = {
  name: 'next',
  says: 'what shoppers do next, told in probabilities before it is folded: churn, repurchases, categories, leaving',
  reads: 'orders as CSV (UCI Online Retail), the folder of the Complete Journey, or a folder of clicks (Serenade)',
  options: { part: 'choose (the second third of the time) or test (the last; the default)' },
  run: async ({ data, own, progress }) => {
    const part = own.part ?? 'test'
    if (part !== 'choose' && part !== 'test') throw new Error(`--part ${part} is neither choose nor test.`)
    const { set, events, kind } = await streamOf(data)
    const scored = partOf(events, thirds[part])
    progress(`${events.length} events read; scored from ${new Date(scored.from).toISOString()}`)
    const notes = ['ECE: 10 bins of equal count. population rate: the share so far, of what could be known by then.']
    if (kind === 'clicks') return { rows: walkClicks(events, scored, set), notes }
    const walk = new OrdersWalk(events, scored)
    walk.run(events)
    return { rows: walk.rows(set), notes }
  },
}

function partOf(events: readonly ShopEvent[], [from, to]: readonly [number, number]): { from: number; to: number } {
  const times = events.flatMap((event) =>
    event.kind === 'order.placed' || event.kind === 'product.viewed' ? [event.at] : [],
  )
  const [first, last] = [times[0], times[times.length - 1]]
  return { from: first + from * (last - first), to: first + to * (last - first) }
}
