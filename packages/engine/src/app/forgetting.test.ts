import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashViews } from './hash.ts'
import type { Report } from './report.ts'
import { Shop } from './shop.ts'
import { openTestingShop, said, statuses, viewed } from './testing-shop.ts'

type Opened = Awaited<ReturnType<typeof openTestingShop>>
let opened: Opened
let shop: Shop
beforeEach(async () => {
  opened = await openTestingShop()
  shop = opened.shop
})
afterEach(() => shop.close())

const take = async (...reports: Report[]) => statuses(await shop.collect(reports, { consent: 'assumed' }))
const kim = { user: 'kim' }
const phone = { anonymous: 'phone' }
const device = { type: 'anonymous', id: 'phone' } as const
const login = { type: 'user', id: 'kim' } as const
const withdrawn = { kind: 'consent.withdrawn' }
const refused = { kind: 'personalisation.refused' }
const everything = { personalised: true, consent: true, hidden: [] }

describe('forgetting', () => {
  test('twice is forgetting once, also at the same time, and of somebody nobody ever met', async () => {
    await take(viewed({ ...kim, ...phone }, 'a'))
    const [one, other] = await Promise.all([shop.forget(login), shop.forget(login)])
    const again = await shop.forget(device)
    expect([one.erasure, other.erasure, again.erasure]).toEqual([1, 1, 1].map(() => one.erasure))
    await shop.settled()
    expect(await shop.forget(login)).toEqual({ erasure: undefined })
    expect(await shop.forget({ type: 'user', id: 'nobody' })).toEqual({ erasure: undefined })
    expect(shop.counts()).toMatchObject({ erasures_open: 0, shoppers: 0 })
    expect((await opened.log.read(0, 100)).filter(({ kind }) => kind === 'shopper.scrubbed').length).toBe(1)
  })

  test('is known by its number and by no other, also after a restart', async () => {
    await take(viewed(kim, 'a'), viewed({ user: 'lee' }, 'b'))
    const { erasure } = await shop.forget(login)
    await shop.settled()
    const restored = await Shop.open({ ...opened })
    const rebuilt = await shop.rebuild()
    for (const one of [shop, restored])
      for (let position = 0; position <= shop.health().position + 1; position++)
        expect(one.erasure(position)).toEqual(position === erasure ? { state: 'done' } : undefined)
    expect(rebuilt.erasures.isDone(erasure!)).toBe(true)
  })
})

describe('what a device had refused', () => {
  test('consent: it stays a stranger of whom nothing is kept, until it gives consent itself', async () => {
    await take(viewed(phone, 'a'), said(phone, withdrawn))
    await shop.forget(device)
    await shop.settled()
    expect(shop.preferences(device)).toEqual({ ...everything, consent: false })
    const claims = [viewed(phone, 'b'), viewed(phone, 'c', { consent: true }), viewed({ ...kim, ...phone }, 'd')]
    expect(await take(...claims)).toEqual(['dropped', 'dropped', 'dropped'])
    expect(opened.vault.keyOf(device)).toBeUndefined()
    expect(await take(viewed(phone, 'e'), said(phone, { kind: 'consent.given' }), viewed(phone, 'f'))).toEqual([
      'dropped',
      'accepted',
      'accepted',
    ])
    expect(await take(viewed(phone, 'g'))).toEqual(['accepted'])
    expect(shop.preferences(device)).toEqual(everything)
    await shop.forget(device) // this time with consent
    expect(shop.preferences(device)).toEqual(everything)
    expect(await take(viewed(phone, 'h'))).toEqual(['accepted'])
  })

  test('consent: also when the withdrawal was on its way as it asked to be forgotten', async () => {
    await take(viewed(phone, 'a'))
    const [verdict] = await Promise.all([take(said(phone, withdrawn)), shop.forget(device)])
    expect(verdict).toEqual(['accepted'])
    expect(shop.preferences(device)).toEqual({ ...everything, consent: false })
  })

  test('consent: another wish of its own does not give it back', async () => {
    await take(said(phone, withdrawn))
    await shop.forget(device)
    const hid = { kind: 'shopper.hid', hidden: { what: 'brand', brand: 'B' } }
    expect(await take(said(phone, hid), viewed(phone, 'a'))).toEqual(['accepted', 'dropped'])
    expect(shop.preferences(device)).toMatchObject({ consent: false, hidden: [{ brand: 'B' }] })
    expect(await take(viewed(phone, 'b'))).toEqual(['dropped'])
  })

  test('personalisation: it comes back as somebody who is shown what everybody is shown', async () => {
    await take(viewed({ ...kim, ...phone }, 'a'), said(kim, refused))
    await shop.forget(login)
    expect(shop.preferences(device)).toEqual({ ...everything, personalised: false })
    expect(await take(viewed(phone, 'b'))).toEqual(['accepted'])
    expect(shop.preferences(device)).toEqual({ ...everything, personalised: false })
    expect(shop.preferences(login)).toEqual(everything) // a login is not known again
  })

  test('is not asked of the next owner of the device, and not lost with its last one', async () => {
    await take(viewed({ ...kim, ...phone }, 'a'), viewed({ user: 'lee', ...phone }, 'b'))
    await take(said(kim, withdrawn))
    await shop.forget(login)
    await shop.settled()
    expect(await take(viewed({ user: 'lee', ...phone }, 'c'))).toEqual(['accepted'])
    await take(said({ user: 'lee' }, withdrawn))
    await shop.forget({ type: 'user', id: 'lee' })
    expect(await take(viewed(phone, 'd'))).toEqual(['dropped'])
  })

  test('outlives restarts and rebuilds, and names nobody', async () => {
    await take(viewed(phone, 'a'), said(phone, withdrawn))
    await shop.forget(device)
    await shop.settled()
    await take(viewed({ user: 'lee' }, 'b'))
    const restored = await Shop.open({ ...opened })
    expect(restored.preferences(device).consent).toBe(false)
    expect(hashViews(restored.views)).toEqual(hashViews(shop.views))
    const { refusals } = await shop.rebuild()
    expect(refusals.save()).toEqual(shop.views.refusals.save())
    const kept = (await opened.log.read(0, 100)).find(({ kind }) => kind === 'refusals.kept')
    expect(kept).toMatchObject({ consent: false, personalised: true, device: expect.stringMatching(/^[\w-]{22}$/) })
    expect(JSON.stringify(await opened.log.read(0, 100))).not.toContain('phone')
  })
})

test('who refused nothing leaves no fingerprint', async () => {
  await take(viewed(phone, 'a'))
  await shop.forget(device)
  await shop.settled()
  expect(shop.views.refusals.size).toBe(0)
  expect((await opened.log.read(0, 100)).map(({ kind }) => kind)).toEqual(['erased', 'erased', 'shopper.scrubbed'])
})

describe('a device that changed hands', () => {
  const [ann, bob] = [{ user: 'ann' }, { user: 'bob' }]
  const tablet = { anonymous: 'tablet' }
  const [annsLogin, bobsLogin] = [ann, bob].map(({ user }) => ({ type: 'user', id: user }) as const)
  const tabletAlias = { type: 'anonymous', id: 'tablet' } as const
  const identified = (who: Pick<Report, 'user' | 'anonymous'>, traits: object) =>
    ({ ...who, id: `traits-${JSON.stringify(who)}`, traits }) as Report
  const myDataOf = (alias: Parameters<Shop['shopperOf']>[0]) => shop.myData(shop.shopperOf(alias)!)

  beforeEach(async () => {
    await take(viewed(tablet, 'a'), identified({ ...ann, ...tablet }, { name: 'Ann' }))
    await take(identified({ ...bob, ...tablet }, { name: 'Bob' }), viewed(tablet, 'b'))
  })

  test('forgets its present owner when it asks, to the end, and leaves the former one alone', async () => {
    const [bobsKey, tabletsKey] = [bobsLogin!, tabletAlias].map((alias) => shop.shopperOf(alias)!)
    const { erasure } = await shop.forget(tabletAlias)
    expect(erasure).toBeTypeOf('number')
    await shop.settled()
    expect(shop.erasure(erasure!)).toEqual({ state: 'done' })
    expect(shop.counts()).toMatchObject({ erasures_open: 0, shoppers: 1 })
    expect([shop.shopperOf(bobsLogin!), shop.shopperOf(tabletAlias)]).toEqual([undefined, undefined])
    expect(await opened.vault.traitsOf(bobsKey!)).toEqual({})
    expect(JSON.stringify(await opened.log.read(0, 100))).not.toContain(bobsKey)
    const anns = await myDataOf(annsLogin!)
    expect([anns.aliases, anns.traits]).toEqual([[annsLogin], { name: 'Ann' }])
    expect(anns.events.map(({ event }) => 'product' in event && event.product)).toContain('a')
    await take(viewed(tablet, 'c'))
    expect(shop.shopperOf(tabletAlias)).not.toBe(tabletsKey)
  })

  test('stays with its present owner, and what they refused, when the former one is forgotten', async () => {
    await take(said(bob, withdrawn), said(bob, refused), identified(tablet, { colour: 'of whom?' }))
    const tabletsKey = shop.shopperOf(tabletAlias)!
    await opened.vault.putTraits(tabletsKey, { colour: 'of whom?' })
    await opened.vault.putContact(tabletsKey, { kind: 'email', address: 'of-whom@mail.example' }, 1)
    await shop.forget(annsLogin!)
    const nothing = { ...everything, consent: false, personalised: false }
    expect(shop.preferences(tabletAlias)).toEqual(nothing)
    expect(await take(viewed(tablet, 'c'))).toEqual(['dropped'])
    await shop.settled()
    expect(shop.counts()).toMatchObject({ erasures_open: 0, shoppers: 1 })
    const bobs = await myDataOf(tabletAlias)
    expect(bobs).toEqual(await myDataOf(bobsLogin!))
    expect([bobs.aliases, bobs.traits]).toEqual([[bobsLogin, tabletAlias], { name: 'Bob' }])
    expect(JSON.stringify(bobs.events)).not.toContain('"a"')
    expect(await opened.vault.traitsOf(tabletsKey)).toEqual({})
    expect(await opened.vault.contactsOf(tabletsKey)).toEqual([])

    const restored = await Shop.open({ ...opened })
    expect(hashViews(restored.views)).toEqual(hashViews(shop.views))
    const { shoppers } = await shop.rebuild()
    expect(shoppers.find(shop.shopperOf(tabletAlias)!)).toBe(shoppers.find(shop.shopperOf(bobsLogin!)!))
    expect(shoppers.hasConsented(shoppers.find(shop.shopperOf(tabletAlias)!))).toBe(false)
    await shop.forget(tabletAlias)
    await shop.settled()
    expect(shop.counts()).toMatchObject({ erasures_open: 0, shoppers: 0 })
    expect(await take(viewed(tablet, 'd'))).toEqual(['dropped'])
  })

  test('is exported with its present owner, and what was told of it alone with nobody', async () => {
    await opened.vault.putTraits(shop.shopperOf(tabletAlias)!, { colour: 'of whom?' })
    await opened.vault.putContact(shop.shopperOf(tabletAlias)!, { kind: 'email', address: 'of-whom@mail.example' }, 1)
    const hook = { kind: 'webhook', url: 'https://bob.example/hook', secret: 'whsec_hidden' } as const
    await opened.vault.putContact(shop.shopperOf(bobsLogin!)!, hook, 2)
    const [anns, bobs] = await Promise.all([myDataOf(annsLogin!), myDataOf(bobsLogin!)])
    expect(anns.contacts).toEqual([])
    expect(bobs.contacts).toMatchObject([{ kind: 'webhook', place: 'https://bob.example/hook', addedAt: 2 }])
    expect(JSON.stringify(bobs)).not.toContain('whsec_')
    expect([anns.aliases, anns.traits]).toEqual([[annsLogin], { name: 'Ann' }])
    expect([bobs.aliases, bobs.traits]).toEqual([[bobsLogin, tabletAlias], { name: 'Bob' }])
  })
})
