import { expect, test } from 'vitest'
import type { Target } from '../../domain/contact.ts'
import { openTestingShop, viewed } from '../testing-shop.ts'

const mail: Target = { kind: 'email', address: 'kim@mail.example' }
const browser: Target = { kind: 'web-push', endpoint: 'https://push.example/1', p256dh: 'p', auth: 'a' }
const login = { type: 'user', id: 'kim' } as const
const device = { type: 'anonymous', id: 'phone' } as const

test('a place is found under whichever of a person’s keys it was named, is in their data, and gone when they are', async () => {
  const { shop, vault } = await openTestingShop()
  await shop.collect([viewed({ anonymous: 'phone' }, 'a')], { consent: 'assumed' })
  const onPhone = await shop.contacts.add(device, browser, 1)
  await shop.collect([viewed({ user: 'kim', anonymous: 'phone' }, 'a'), viewed({ user: 'lee' }, 'b')], {
    consent: 'assumed',
  })
  const byMail = await shop.contacts.add(login, mail, 2)
  const [kim, lee] = [login, { type: 'user', id: 'lee' } as const].map((alias) => shop.shopperOf(alias)!)
  expect(await shop.contacts.of(kim!)).toEqual([onPhone, byMail])
  expect((await shop.myData(kim!)).contacts).toEqual([onPhone, byMail])
  expect(JSON.stringify(await shop.myData(kim!))).not.toContain('p256dh')
  expect(await shop.contacts.targetOf(kim!, onPhone.id)).toEqual(browser)
  expect(await shop.contacts.targetOf(lee!, onPhone.id)).toBeUndefined()
  expect(await shop.contacts.remove(lee!, byMail.id)).toBe(false)
  expect(await shop.contacts.remove(kim!, byMail.id)).toBe(true)
  expect(await shop.contacts.of(kim!)).toEqual([onPhone])
  const keys = [login, device].map((alias) => vault.keyOf(alias)!)
  await shop.forget(login)
  await shop.settled()
  for (const key of keys) expect(await vault.contactsOf(key)).toEqual([])
  expect(await shop.contacts.targetOf(kim!, onPhone.id)).toBeUndefined()
  await shop.close()
})

test('strangers have no places, nor do those who are forgotten while one is kept', async () => {
  const { shop, vault } = await openTestingShop()
  await expect(shop.contacts.add(login, mail, 1)).rejects.toMatchObject({ code: 'SHOPPER_UNKNOWN' })
  await shop.collect([viewed({ user: 'kim' }, 'a')], { consent: 'assumed' })
  const key = vault.keyOf(login)!
  const put = vault.putContact.bind(vault)
  vault.putContact = async (...args) => {
    await shop.forget(login)
    await shop.settled()
    return put(...args)
  }
  await expect(shop.contacts.add(login, mail, 1)).rejects.toMatchObject({ code: 'SHOPPER_UNKNOWN' })
  expect(await vault.contactsOf(key)).toEqual([])
  await shop.close()
})
