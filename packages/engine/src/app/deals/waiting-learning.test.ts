import { gone, type PriceSteps } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { MemoryModelStore } from '../../adapters/memory/model-store.ts'
import { learnWaiting, type WaitingLesson } from '../../decide/deals/learn-waiting.ts'
import { waitingModelFile } from '../../decide/deals/waiting-model.ts'
import { epochMs, minor, type ProductId } from '../../domain/units.ts'
import type { CatalogEvent } from '../../events/catalog.ts'
import { madeUpPasts } from '../../sim/town/price-pasts.ts'
import type { Trouble } from '../chores.ts'
import { Shop } from '../shop.ts'
import { startTask } from '../tasks.ts'
import { openTestingShop } from '../testing-shop.ts'
import type { WaitingTeacher } from './waiting-learning.ts'
import { waitingSample } from './waiting-sample.ts'

const dayMs = 86_400_000

/** Facts that give a shop the made-up pasts of products: their ids are p0, p1 and so on. */
function factsOf(pasts: readonly PriceSteps[]): CatalogEvent[] {
  const facts = pasts.flatMap((steps, n): CatalogEvent[] =>
    Array.from({ length: steps.count }, (_, i): CatalogEvent => {
      const at = epochMs(steps.times[i]! * 1_000)
      const [id, priceMinor] = [`${n}:${i}`, minor(steps.prices[i]!)]
      const product = `p${n}` as ProductId
      if (i > 0) return { kind: 'product.repriced', at, id, product, priceMinor }
      const said = { title: `상품 ${n}`, categoryPath: [], attributes: {}, inStock: true }
      return { kind: 'product.listed', at, id, product: { id: product, ...said, priceMinor } }
    }),
  )
  return facts.sort((a, b) => a.at - b.at)
}

const pasts = madeUpPasts({ count: 150, days: 150, seed: 4 }).map(({ steps }) => steps)
const small = { horizons: [7], everyDays: 3, options: { trees: 40, shrinkage: 0.15 } }

/** Learns in this thread, and small; `lessons` are those that were asked for, `hold` leaves one under way. */
function teacher(lessons: WaitingLesson[], hold = false): WaitingTeacher {
  return (lesson) => {
    lessons.push(lesson)
    let cancel = () => {}
    const done = new Promise<Awaited<ReturnType<WaitingTeacher>['done']>>((resolve, reject) => {
      cancel = () => reject(new Error('terminated'))
      if (hold) return
      const { model, reports } = learnWaiting({ ...lesson, ...small })
      resolve({ model: waitingModelFile(model), reports })
    })
    return { done, cancel }
  }
}

async function open({
  store = new MemoryModelStore(),
  hold = false,
  everyDays = undefined as number | undefined,
} = {}) {
  const lessons: WaitingLesson[] = []
  const troubles: Trouble[] = []
  const waiting = { store, teacher: teacher(lessons, hold), everyDays, offsetMinutes: 540 }
  const tell = (trouble: Trouble) => troubles.push(trouble)
  const opened = await openTestingShop({ waiting, tell })
  const parts = { ...opened, waiting, tell }
  opened.clock.ms = pasts[0]!.until * 1_000
  return { ...parts, lessons, troubles, store }
}

const fill = (shop: Shop, count = pasts.length) => shop.record(factsOf(pasts.slice(0, count)))

test('what a shop learned from its own prices is told of its products, kept, and used again after a restart', async () => {
  const { shop, troubles, ...parts } = await open()
  await fill(shop)
  expect(shop.deals.deal('p1' as ProductId).waiting).toEqual({ chances: [], why: 'not-learned' })
  shop.deals.learn()
  await shop.deals.learning.settled()
  const { inUse, last } = shop.deals.waiting
  expect(last?.end).toBe('learned')
  expect(inUse).toMatchObject({ series: 150, horizons: [{ days: 7, check: { isShown: true, why: 'better' } }] })
  const told = pasts.map((_, n) => shop.deals.deal(`p${n}` as ProductId).waiting)
  expect(told.every(({ why }) => why === 'told')).toBe(true)
  expect(told.some(({ chances }) => chances[0]!.advice === 'wait')).toBe(true)
  await shop.close()
  const again = await Shop.open(parts)
  expect(again.deals.waiting.inUse).toEqual(inUse)
  expect(pasts.map((_, n) => again.deals.deal(`p${n}` as ProductId).waiting)).toEqual(told)
  expect(troubles).toEqual([])
})

test('it is learned by itself: not in the first minute, not before it is due again, and a day after it had too little', async () => {
  const { shop, clock, lessons } = await open({ everyDays: 7 })
  const tick = async () => {
    shop.deals.learning.tick()
    await shop.deals.learning.settled()
  }
  const begun = clock.ms
  clock.ms = 1_700_000_000_000 + 1_000 // the shop was opened a second ago
  await tick()
  expect(shop.deals.waiting.last).toBeUndefined()
  clock.ms = begun
  await fill(shop, 20)
  await tick()
  expect(shop.deals.waiting.last).toMatchObject({
    end: 'too little',
    short: { series: 20, seriesMin: 100, daysMin: 28 },
  })
  await fill(shop)
  await tick()
  expect(lessons).toHaveLength(0)
  clock.ms += dayMs
  await tick()
  expect([lessons.length, shop.deals.waiting.last?.end]).toEqual([1, 'learned'])
  clock.ms += 6 * dayMs
  await tick()
  expect(lessons).toHaveLength(1)
  clock.ms += dayMs
  await tick()
  expect(lessons).toHaveLength(2)
  await shop.close()
})

test('one is learned at a time; a cancelled one leaves what was in use; the end of the shop cancels', async () => {
  const { shop } = await open({ hold: true })
  await fill(shop)
  shop.deals.learn()
  expect(shop.deals.waiting.learning).toBeDefined()
  expect(() => shop.deals.learn()).toThrow(expect.objectContaining({ code: 'WAITING_RUNNING' }))
  expect(await shop.deals.cancel()).toBe(true)
  expect(shop.deals.waiting).toMatchObject({ learning: undefined, inUse: undefined, last: { end: 'cancelled' } })
  expect(await shop.deals.cancel()).toBe(false)
  shop.deals.learn()
  await shop.close()
  expect(shop.deals.waiting.last?.end).toBe('cancelled')
  const { shop: none } = await openTestingShop()
  expect(() => none.deals.learn()).toThrow(expect.objectContaining({ code: 'WAITING_NONE' }))
})

test('a model of another version is told of and not used; it is learned again', async () => {
  const store = new MemoryModelStore()
  const first = await open({ store })
  await fill(first.shop)
  first.shop.deals.learn()
  await first.shop.deals.learning.settled()
  await first.shop.close()
  const [version] = await store.list()
  const kept = (await store.load(version!)) as { model: object }
  await store.save(version!, { ...kept, model: { ...kept.model, version: 99 } })
  const again = await open({ store, everyDays: 7 })
  expect(again.troubles).toMatchObject([{ chore: 'waiting', reason: expect.stringContaining('learned again') }])
  expect(again.shop.deals.waiting.inUse).toBeUndefined()
  await fill(again.shop)
  again.shop.deals.learning.tick()
  await again.shop.deals.learning.settled()
  expect(again.shop.deals.waiting.inUse).toBeDefined()
  await again.shop.close()
})

test('the thread learns what this one would', async () => {
  const lesson = { series: pasts, offsetMinutes: 540, seed: 7, ...small }
  const { model, reports } = learnWaiting(lesson)
  const found = await startTask<object>('learn-waiting', lesson).done
  expect(JSON.stringify(found)).toBe(JSON.stringify({ model: waitingModelFile(model), reports }))
  const { done, cancel } = startTask('learn-waiting', lesson)
  cancel()
  await expect(done).rejects.toThrow(/no result/)
})

test('a sample has each product once, only those that are known for long, and is the same again', () => {
  const day = 86_400
  const [now, rows] = [1_000 * day, 900]
  const firstOf = (item: number) => now - (item % 60) * day
  const looked: number[] = []
  const prices = {
    rows,
    stepsOf: (item: number, until: number): PriceSteps => {
      looked.push(item)
      const price = item % 7 === 0 ? gone : 100 + item
      return { times: [firstOf(item)], prices: [price], count: item % 11 === 0 ? 0 : 1, until }
    },
  }
  const all = Array.from({ length: rows }, (_, item) => item)
  const wanted = all.filter((item) => item % 60 >= 28 && item % 7 > 0 && item % 11 > 0)
  const taken = waitingSample(prices, now).map((steps) => (steps.prices[0] as number) - 100)
  expect([...taken].sort((a, b) => a - b)).toEqual(wanted)
  expect([...looked].sort((a, b) => a - b)).toEqual(all)
  expect(waitingSample(prices, now).map((steps) => (steps.prices[0] as number) - 100)).toEqual(taken)
  expect(waitingSample({ ...prices, rows: 0 }, now)).toEqual([])
})
