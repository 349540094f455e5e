import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Report } from './report.ts'
import { openTestingShop, said, statuses, viewed } from './testing-shop.ts'

type Opened = Awaited<ReturnType<typeof openTestingShop>>
let opened: Opened
beforeEach(async () => {
  opened = await openTestingShop()
})
afterEach(() => opened.shop.close())

const take = async (...reports: Report[]) => statuses(await opened.shop.collect(reports, { consent: 'assumed' }))
const kim = { user: 'kim' }
const phone = { anonymous: 'phone' }
const withdrawn = { kind: 'consent.withdrawn' }
const given = { kind: 'consent.given' }

describe('consent that was withdrawn', () => {
  test('is not given back by an event that claims it', async () => {
    expect(await take(said(kim, withdrawn))).toEqual(['accepted'])
    expect(await take(viewed(kim, 'a', { consent: true }), viewed(kim, 'b'))).toEqual(['dropped', 'dropped'])
    const required = await opened.shop.collect([viewed(kim, 'c', { consent: true })], { consent: 'required' })
    expect(statuses(required)).toEqual(['dropped'])
    expect(await take({ ...kim, id: 'traits', consent: true, traits: { name: 'Kim' } })).toEqual(['dropped'])
    expect(opened.shop.preferences({ type: 'user', id: 'kim' }).consent).toBe(false)
  })

  test('is given back by the word for it alone, from its place in a batch on', async () => {
    const batch = [said(kim, withdrawn), viewed(kim, 'a', { consent: true }), said(kim, given), viewed(kim, 'b')]
    expect(await take(...batch)).toEqual(['accepted', 'dropped', 'accepted', 'accepted'])
    expect(await take(viewed(kim, 'c'))).toEqual(['accepted'])
  })

  test('does not keep the shopper from hiding, opting out and giving it back', async () => {
    await take(said(kim, withdrawn))
    const hidden = { kind: 'shopper.hid', hidden: { what: 'brand', brand: 'B' } }
    expect(await take(said(kim, hidden), said(kim, { kind: 'personalisation.refused' }))).toEqual([
      'accepted',
      'accepted',
    ])
  })

  test('on a device holds for whoever is named beside it, until the device is somebody’s', async () => {
    await take(said(phone, withdrawn), viewed(kim, 'a'))
    expect(await take(viewed({ ...kim, ...phone }, 'b'), viewed(kim, 'c'))).toEqual(['dropped', 'accepted'])
    expect(await take(said({ ...kim, ...phone }, given), viewed({ ...kim, ...phone }, 'd'))).toEqual([
      'accepted',
      'accepted',
    ])
  })

  test('by one person does not silence the next one on the same device', async () => {
    await take(viewed({ ...kim, ...phone }, 'a'), said(kim, withdrawn))
    expect(await take(viewed({ user: 'lee', ...phone }, 'b'))).toEqual(['accepted'])
    expect(await take(viewed(kim, 'c'), viewed(phone, 'd'))).toEqual(['dropped', 'accepted'])
  })

  test('holds under all names of the person, also within a batch', async () => {
    await take(viewed({ ...kim, ...phone }, 'a'))
    expect(await take(said(phone, withdrawn), viewed(kim, 'b'), viewed(phone, 'c'))).toEqual([
      'accepted',
      'dropped',
      'dropped',
    ])
  })
})

test('a no in an event is about that event alone', async () => {
  expect(await take(viewed(kim, 'a', { consent: false }), viewed(kim, 'b'))).toEqual(['dropped', 'accepted'])
})
