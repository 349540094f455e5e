import {
  type EpochMs,
  fitClusters,
  Learning,
  Lessons,
  orderFor,
  type PolicyName,
  type ProductId,
  type Ranker,
  type RankerTrained,
  type ShopEvent,
  trainRanker,
  Views,
} from '@nunchi/engine'
import type { Bench, BenchResult, BenchRow } from '../bench.ts'
import { Scores } from './scores.ts'
import { ordersOf, Purchases } from './stream.ts'

const day = 86_400_000
const listLength = 20
const longListLength = 600
/** What is measured: a policy, and whether the learned ranker orders on top of it. */
const variants: readonly { readonly name: string; readonly policy: PolicyName; readonly isLearned?: true }[] = [
  { name: 'individual', policy: 'individual' },
  { name: 'individual-learned', policy: 'individual', isLearned: true },
  { name: 'cluster', policy: 'cluster' },
  { name: 'popular', policy: 'popular' },
]
/** How often the ranker is learned anew from all that came before. */
const learnEvery = 7 * day

/** What a quick script reached on the same baskets: own items decayed, plus co-purchase; and plain popularity. */
const published: readonly [string, string, string, number][] = [
  ['all', 'quick-script', 'HR@20', 0.81],
  ['all', 'quick-script', 'recall@20', 0.27],
  ['new', 'quick-script', 'HR@20', 0.41],
  ['new', 'quick-script', 'recall@20', 0.087],
  ['all', 'quick-popularity', 'HR@20', 0.48],
  ['all', 'quick-popularity', 'recall@20', 0.054],
  ['new', 'quick-popularity', 'HR@20', 0.24],
  ['new', 'quick-popularity', 'recall@20', 0.03],
]

type Window = { readonly from: number; readonly to: number }
type Order = Extract<ShopEvent, { kind: 'order.placed' }>

/** Predicts each later basket of known customers before it is folded, under the three policies. */
export const bench: Bench = {
  name: 'home',
  says: 'next basket of real customers, predicted before it is folded: individual, cluster and popular side by side',
  reads: 'orders as CSV (UCI Online Retail), also .gz',
  options: {
    from: 'first day predicted (2011-11-01); earlier events only build state',
    to: 'first day no longer read (end of the file); to choose parameters on an earlier month',
    map: 'column map of the file (online-retail)',
    clusters: 'number of clusters (20)',
  },
  run: async ({ data, own, progress }) => {
    const window = {
      from: Date.parse(own.from ?? '2011-11-01'),
      to: own.to ? Date.parse(own.to) : Number.POSITIVE_INFINITY,
    }
    const { events, skipped } = await ordersOf(data, own.map ?? 'online-retail')
    progress(`${events.length} events read; skipped by rule: ${JSON.stringify(skipped)}`)
    return measure(events, { window, clusters: Number(own.clusters ?? 20), progress })
  },
}

async function measure(
  events: readonly ShopEvent[],
  { window, clusters, progress }: { window: Window; clusters: number; progress: (text: string) => void },
): Promise<BenchResult> {
  const views = new Views()
  let now = 0
  const learning = new Learning({ views, now: () => now as EpochMs, pauseMs: 0 })
  const purchases = new Purchases()
  const scores = new Scores()
  const lessons = new Lessons(views, { share: 1, seed: 1 })
  let ranker: Ranker | undefined
  let learnedAt = 0
  let fittedAt = 0
  for (const event of events) {
    if (event.kind === 'erased' || event.at >= window.to) break
    now = event.at
    if (now >= window.from && now - learnedAt >= learnEvery) {
      learnedAt = now
      const learned = learn(lessons, ranker, progress)
      if (learned.check.isBetter) ranker = learned.ranker
    }
    lessons.observe(event)
    if (event.kind === 'order.placed') {
      if (now >= window.from - day && now - fittedAt >= day) {
        fittedAt = now
        const plan = await fitClusters(views, { at: now as EpochMs, inWorker: false, k: clusters })
        if (plan) views.fold(plan)
      }
      if (now >= window.from) predict({ views, purchases, scores, order: event, ranker })
      learning.observe(event)
    }
    views.fold(event)
    const news = learning.news()
    if (news) views.fold(news)
    if (event.kind === 'order.placed' && event.shopper)
      purchases.add(
        event.shopper,
        event.lines.map(({ product }) => product),
      )
  }
  progress(`${scores.baskets} baskets predicted`)
  return { rows: [...scores.rows(views.catalog.size), ...publishedRows()], notes: notes(views.shoppers.people) }
}

/** Learns the ranker from the lessons so far. */
function learn(lessons: Lessons, current: Ranker | undefined, progress: (text: string) => void): RankerTrained {
  const started = performance.now()
  const table = lessons.finish()
  progress(`${table.moments} moments, ${table.rows} candidates to learn from`)
  const training = trainRanker(table, current)
  let step = training.next()
  while (!step.done) step = training.next()
  progress(
    `ranker learned in ${((performance.now() - started) / 1000).toFixed(0)} s: novelty ${step.value.ranker?.novelty}, ${JSON.stringify(step.value.check)}`,
  )
  return step.value
}

/** Asks each policy for its first 20, for all items and for items new to the customer, and scores them. */
function predict({
  views,
  purchases,
  scores,
  order,
  ranker,
}: {
  views: Views
  purchases: Purchases
  scores: Scores
  order: Order
  ranker: Ranker | undefined
}): void {
  const bought = order.shopper && purchases.of(order.shopper)
  if (!order.shopper || !bought) return
  scores.baskets += 1
  const row = views.shoppers.find(order.shopper)
  const now = Math.floor(order.at / 1000)
  const basket = new Set(order.lines.map(({ product }) => product))
  const fresh = new Set([...basket].filter((product) => !bought.has(product)))
  for (const { name, policy, isLearned } of variants) {
    const ask = { row, now, policy, ranker: isLearned && ranker }
    const idsOf = (items: readonly number[]): ProductId[] => items.map((item) => views.catalog.idOf(item))
    const started = performance.now()
    const { items, slate } = orderFor(views, { ...ask, count: listLength, isFresh: false })
    scores.time(name, performance.now() - started)
    for (let place = 0; slate && isLearned && ranker && place < slate.count; place++)
      scores.foretold(name, slate.chances.purchase[place], basket.has(views.catalog.idOf(slate.items[place])))
    const all = idsOf(items)
    scores.add('all', name, all, basket)
    if (fresh.size === 0) continue
    const longer = orderFor(views, { ...ask, count: longListLength, isFresh: true })
    const unbought = idsOf(longer.items).filter((product) => !bought.has(product))
    scores.add('new', name, unbought.slice(0, listLength), fresh)
  }
}

function publishedRows(): BenchRow[] {
  return published.map(([set, variant, metric, value]) => ({ set, variant, metric, value, unit: '' }))
}

function notes(customers: number): string[] {
  return [
    `${customers} customers known at the end.`,
    'A later basket counts when its customer has any earlier one in the stream. Set new: targets and answers without what the customer ever bought.',
    'quick-script and quick-popularity are figures given for these baskets, not measured in this run.',
  ]
}
