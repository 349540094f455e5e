import { expect, test } from 'vitest'
import { openTestingShop, said, viewed } from '../testing-shop.ts'
import type { FollowAsk, Followed, ToldEvent } from './answers.ts'
import { Merchant } from './merchant.ts'

const assumed = { consent: 'assumed' } as const
type Testing = Awaited<ReturnType<typeof openTestingShop>>

/** Follows until `done` says so, or 5 s have passed; `take` is told each step, and may hold it up. */
async function followed(
  merchant: Pick<Merchant, 'follow'>,
  ask: Omit<FollowAsk, 'signal' | 'beatMs'>,
  done: (steps: readonly Followed[]) => boolean,
  take: (step: Followed) => Promise<void> | void = () => {},
): Promise<Followed[]> {
  const steps: Followed[] = []
  const end = new AbortController()
  const timer = setTimeout(() => end.abort(), 5_000)
  for await (const step of merchant.follow({ beatMs: 20, ...ask, signal: end.signal })) {
    steps.push(step)
    await take(step)
    if (done(steps)) break
  }
  clearTimeout(timer)
  return steps
}

const eventsOf = (steps: readonly Followed[]): ToldEvent[] => steps.flatMap(({ events }) => events)
const collect = ({ shop }: Testing, from: number, to: number) =>
  shop.collect(
    Array.from({ length: to - from }, (_, n) => viewed({ user: `u${(from + n) % 7}` }, `p${from + n}`)),
    assumed,
  )

test('the past and the present follow on each other without a hole or a repeat, while others collect', async () => {
  const open = await openTestingShop()
  await collect(open, 0, 1_700)
  let collected = 1_700
  const collecting = (async () => {
    for (; collected < 4_000; collected += 23) {
      await collect(open, collected, collected + 23)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  })()
  const readers = [0, 3, 1_699, 1_700].map((from) =>
    followed(open.shop.merchant, { from }, (steps) => steps.at(-1)!.next >= 4_000),
  )
  for (const [n, steps] of (await Promise.all(readers)).entries()) {
    const positions = eventsOf(steps).map(({ position }) => position)
    const first = [0, 3, 1_699, 1_700][n]!
    expect(positions.slice(0, 4_000 - first)).toEqual(Array.from({ length: 4_000 - first }, (_, i) => first + i))
  }
  await collecting
})

test('who names no position is told what comes, by name and with the title; beats come when nothing does', async () => {
  const open = await openTestingShop()
  const { shop } = open
  await collect(open, 0, 5)
  const product = { id: 'dress', title: '봄날 원피스', categoryPath: [], attributes: {}, inStock: true } as never
  const steps = await followed(
    shop.merchant,
    {},
    (all) => eventsOf(all).length === 4,
    async () => {
      if (shop.views.position > 5) return
      await shop.record([{ kind: 'product.listed', at: shop.now(), id: 'listed', product }])
      await shop.collect([viewed({ anonymous: 'phone' }, 'dress')], assumed)
      await shop.collect(
        [said({ user: 'kim', anonymous: 'phone' }, { kind: 'cart.added', product: 'dress', quantity: 2 })],
        assumed,
      )
    },
  )
  expect(steps[0]).toEqual({ events: [], next: 5 })
  expect(eventsOf(steps)).toMatchObject([
    { position: 5, kind: 'product.listed', product: 'dress', title: '봄날 원피스' },
    { position: 6, kind: 'product.viewed', product: 'dress', title: '봄날 원피스' },
    { position: 7, kind: 'shopper.identified', person: { user: 'kim' } },
    { position: 8, kind: 'cart.added', person: { user: 'kim' }, quantity: 2, product: 'dress' },
  ])
})

test('only kinds that are wanted are told, and what is not still counts as passed', async () => {
  const open = await openTestingShop()
  await collect(open, 0, 600)
  await open.shop.collect([said({ user: 'kim' }, { kind: 'products.searched', query: 'dress' })], assumed)
  const steps = await followed(
    open.shop.merchant,
    { from: 0, wants: (kind) => kind.startsWith('products.') },
    (all) => all.at(-1)!.next === 601,
  )
  expect(eventsOf(steps)).toMatchObject([{ position: 600, query: 'dress', person: { user: 'kim' } }])
})

test('who had caught up and is too slow is led to the end over a gap, and can read the gap from the log', async () => {
  const open = await openTestingShop()
  const { views } = open.shop
  const merchant = new Merchant({ ...open, views, watch: () => {}, feed: { behindMax: 100 } })
  await collect(open, 0, 10)
  let isSlow = true
  const steps = await followed(
    merchant,
    {},
    (all) => eventsOf(all).some(({ position }) => position === 210),
    async ({ gap }) => {
      if (isSlow) await collect(open, 10, 210)
      isSlow = false
      if (gap) await collect(open, 210, 211)
    },
  )
  expect(steps.flatMap(({ gap }) => (gap ? [gap] : []))).toEqual([{ skipped: 200, from: 10 }])
  expect(eventsOf(steps).map(({ position }) => position)).toEqual([210])
  const caughtUp = await followed(merchant, { from: 10 }, (all) => all.at(-1)!.next >= 210)
  expect(eventsOf(caughtUp)[0]?.position).toBe(10)
})

test('of somebody who was forgotten nothing is told any more, erased or not yet', async () => {
  const open = await openTestingShop()
  const { shop } = open
  const steps = await followed(
    shop.merchant,
    {},
    (all) => eventsOf(all).some(({ product }) => product === 'later'),
    async () => {
      if (shop.views.position > 0) return
      await shop.collect([viewed({ user: 'kim' }, 'p1'), viewed({ user: 'lee' }, 'p2')], assumed)
      await shop.forget({ type: 'user', id: 'kim' })
      await shop.collect([viewed({ user: 'lee' }, 'later')], assumed)
    },
  )
  const told = eventsOf(steps)
  expect(JSON.stringify(told)).not.toMatch(/kim|p1/)
  expect(told.map(({ kind }) => kind)).toContain('shopper.forgotten')
  await shop.settled()
  const again = await followed(shop.merchant, { from: 0 }, (all) => all.at(-1)!.next === shop.views.position)
  expect(JSON.stringify(eventsOf(again))).not.toMatch(/kim|p1/)
  expect(eventsOf(again).map(({ product }) => product)).toEqual(expect.arrayContaining(['p2', 'later']))
})

test('a device that changed hands is named as itself: nobody is told to have done what another did', async () => {
  const open = await openTestingShop()
  const { shop } = open
  await shop.collect([viewed({ anonymous: 'tablet' }, 'p1')], assumed)
  await shop.collect([viewed({ user: 'kim', anonymous: 'tablet' }, 'p2')], assumed)
  await shop.collect([viewed({ user: 'lee', anonymous: 'tablet' }, 'p3')], assumed)
  await shop.collect([viewed({ anonymous: 'tablet' }, 'p4')], assumed)
  const steps = await followed(shop.merchant, { from: 0 }, (all) => all.at(-1)!.next === shop.views.position)
  const byProduct = eventsOf(steps).filter(({ product }) => product)
  expect(byProduct.map(({ product, person }) => [product, person])).toEqual([
    ['p1', { anonymous: 'tablet' }],
    ['p2', { user: 'kim' }],
    ['p3', { user: 'lee' }],
    ['p4', { anonymous: 'tablet' }],
  ])
})

test('nothing is watched or waited for once nobody follows, and a signal ends at once', async () => {
  const open = await openTestingShop()
  const watched: unknown[] = []
  const merchant = new Merchant({ ...open, views: open.shop.views, watch: (watcher) => watched.push(watcher) })
  const end = new AbortController()
  const steps = merchant.follow({ signal: end.signal, beatMs: 60_000 })[Symbol.asyncIterator]()
  const next = steps.next()
  end.abort()
  expect(await next).toEqual({ done: true, value: undefined }) // a beat would come too late for this test
  expect(watched).toEqual([expect.any(Function), undefined])
})
