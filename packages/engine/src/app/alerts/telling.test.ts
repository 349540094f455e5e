import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Receiver } from '../../adapters/web/testing-receiver.ts'
import { WebhookNotifier } from '../../adapters/web/webhook.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { type EpochMs, epochMs, minor, type ProductId, type ShopperKey } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import { hashViews } from '../hash.ts'
import { Shop } from '../shop.ts'
import { openTestingShop, start, viewed } from '../testing-shop.ts'
import { Notifiers } from './notifiers.ts'
import { TestingClock } from './testing-clock.ts'
import { UnsubscribeLinks } from './unsubscribe-links.ts'

const login = { type: 'user', id: 'kim' } as const
const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
let parts: Awaited<ReturnType<typeof openTestingShop>>
let shop: Shop
let clock: TestingClock
let receiver: Receiver
let notifiers: Notifiers
let kim: ShopperKey
let facts = 0

beforeEach(async () => {
  clock = new TestingClock(start)
  receiver = await new Receiver().open()
  parts = await openTestingShop()
  await parts.shop.collect([viewed({ user: 'kim' }, 'water')], { consent: 'assumed' })
  kim = parts.vault.keyOf(login)!
  await listed(5_000)
  await append({ kind: 'subscription.made', ...by(), subscription: wish })
  await reopen()
})
afterEach(async () => {
  await shop.close()
  await notifiers.close()
  await receiver.close()
})

const wish: Subscription = {
  id: 's1',
  wanted: { what: 'products', products: ['water' as ProductId] },
  conditions: [{ when: 'at-most', minor: minor(4_000) }],
  channels: ['page', 'webhook'],
}
const by = () => ({ at: clock.now(), id: `f${facts++}`, shopper: kim })

/** Facts that another part of the shop writes. */
async function append(event: ShopEvent): Promise<void> {
  await parts.log.append([event], await parts.log.length())
}

async function listed(priceMinor: number): Promise<void> {
  const product = { id: 'water' as ProductId, title: '생수 2L', categoryPath: [], attributes: {}, inStock: true }
  const event = {
    kind: 'product.listed',
    at: clock.now(),
    id: `f${facts++}`,
    product: { ...product, priceMinor: minor(priceMinor) },
  } as const
  if (shop === undefined || parts.shop !== shop) await append(event)
  else await shop.record([event])
}

/** As a server does that starts again, with the state folded from the log. */
async function reopen(): Promise<void> {
  await shop?.close()
  notifiers = new Notifiers({
    notifiers: [new WebhookNotifier({ privateHosts: ['127.0.0.1'], now: () => clock.now() })],
    publicUrl: 'https://shop.example',
  })
  shop = await Shop.open({ ...parts, clock: { now: () => epochMs(clock.now()) } })
  parts = { ...parts, shop }
  shop.tellPeople({
    notifiers,
    currency: { code: 'KRW', digits: 0 },
    unsubscribing: new UnsubscribeLinks('x'.repeat(32)),
    tell: (reason) => expect.unreachable(reason),
    alarm: clock.alarm,
    random: () => 0.5,
  })
}

const addHook = (manner: 'takes' | 'broken') =>
  shop.contacts.add(login, { kind: 'webhook', url: receiver.url(manner), secret }, clock.now())

/** Lets time go by until it is so; the test's own limit is what fails otherwise. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await clock.pass(500)
}

const letters = () => shop.views.watched.outgoing

describe('telling', () => {
  test('a price that falls to what somebody waits for is told to their server, once, and the state says so', async () => {
    await addHook('takes')
    await listed(3_900)
    expect(letters().count).toBe(1)
    await until(() => letters().count === 0)
    await clock.pass(60_000)
    expect(receiver.taken).toHaveLength(1)
    const told = JSON.parse(receiver.taken[0]!.body.toString())
    expect(told).toMatchObject({
      type: 'alert',
      data: {
        product: 'water',
        priceMinor: 3_900,
        beforeMinor: 5_000,
        currency: 'KRW',
        title: '생수 2L ₩3,900',
        url: 'https://shop.example/products/water',
      },
    })
    const [alert] = shop.views.watched.alerts.of(shop.views.shoppers.find(kim))
    expect(alert!.outcomes).toEqual({ webhook: 'sent' })
    expect(shop.telling!.health()).toMatchObject({ count: 0, settled: { webhook: { delivered: 1 } } })
    expect(hashViews(await shop.rebuild())).toEqual(hashViews(shop.views))
    expect(JSON.stringify(await parts.log.read(0, 100))).not.toContain('127.0.0.1')
  })

  test('what fails is tried again after a start, from where it was', async () => {
    await addHook('broken')
    await listed(3_900)
    await until(() => receiver.asked >= 2 && letters().find([...ids()][0]!)!.tries >= 2)
    const tries = letters().find(ids()[0]!)!.tries
    await reopen()
    expect(letters().find(ids()[0]!)!.tries).toBeGreaterThanOrEqual(tries)
    receiver.answer = (_, response) => {
      response.writeHead(200).end()
      return true
    }
    await until(() => letters().count === 0)
    expect(hashViews(await shop.rebuild())).toEqual(hashViews(shop.views))
  })

  test('a price that rose before the message left is not told; nor is a wish that was taken back', async () => {
    await addHook('broken')
    await listed(3_900)
    await until(() => receiver.asked >= 1)
    await listed(4_500)
    await until(() => letters().count === 0)
    const [alert] = shop.views.watched.alerts.of(shop.views.shoppers.find(kim))
    expect(alert!.outcomes).toEqual({ webhook: 'stale' })
  })

  test('a dead letter is kept, and told when a person replays it', async () => {
    await addHook('broken')
    await listed(3_900)
    await until(() => shop.telling!.dead().length === 1)
    expect(shop.telling!.dead()[0]).toMatchObject({ reason: 'its server answered 503' })
    receiver.answer = (_, response) => {
      response.writeHead(200).end()
      return true
    }
    const { alert, contact } = shop.telling!.dead()[0]!
    expect(await shop.telling!.replay([`${alert} ${contact}`, 'another'])).toBe(1)
    await until(() => letters().count === 0)
    const [told] = shop.views.watched.alerts.of(shop.views.shoppers.find(kim))
    expect([told!.outcomes, shop.telling!.dead()]).toEqual([{ webhook: 'sent' }, []])
  })

  test('who has no place is told in the shop alone; who is forgotten nowhere', async () => {
    await listed(3_900)
    expect(letters().count).toBe(0)
    await listed(5_000)
    const { id } = await addHook('broken')
    await listed(3_800)
    expect(letters().count).toBe(1)
    await shop.forget(login)
    expect(letters().count).toBe(0)
    await clock.pass(10_000)
    await shop.settled()
    expect(await shop.contacts.targetOf(kim, id)).toBeUndefined()
  })
})

/** Of the letters that wait. */
function ids(): string[] {
  const ask = {
    now: (clock.now() + 1e9) as EpochMs,
    countMax: 100,
    perLaneMax: 100,
    isFull: () => false,
    isTaken: () => false,
  }
  return letters()
    .due(ask)
    .map(({ alert, contact }) => `${alert} ${contact}`)
}
