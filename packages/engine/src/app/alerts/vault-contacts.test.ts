import { expect, test } from 'vitest'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import type { Target } from '../../domain/contact.ts'
import { laneOf } from './lane.ts'
import { VaultContacts } from './vault-contacts.ts'

test('a place is found under whichever of a person’s keys it was named, until it is removed', async () => {
  const vault = new MemoryVault()
  const [login, device, other] = await vault.keysFor([
    { type: 'user', id: 'kim' },
    { type: 'anonymous', id: 'phone' },
    { type: 'user', id: 'lee' },
  ])
  const mail: Target = { kind: 'email', address: 'kim@mail.example' }
  const { id } = await vault.putContact(device!, mail, 1)
  const contacts = new VaultContacts({ vault, keysOf: (key) => (key === login ? [login, device!] : [key]) })
  expect(await contacts.targetOf(login!, id)).toEqual(mail)
  expect(await contacts.targetOf(other!, id)).toBeUndefined()
  await contacts.remove(other!, id)
  expect(await contacts.targetOf(login!, id)).toEqual(mail)
  await contacts.remove(login!, id)
  expect(await contacts.targetOf(login!, id)).toBeUndefined()
})

test('lanes part servers and name none but those that everybody uses', () => {
  const push = (endpoint: string) => laneOf({ kind: 'web-push', endpoint, p256dh: 'p', auth: 'a' })
  const hook = (url: string) => laneOf({ kind: 'webhook', url, secret: 's' })
  expect(laneOf({ kind: 'email', address: 'kim@mail.example' })).toBe('email')
  expect(push('https://fcm.googleapis.com/fcm/send/abc')).toBe('web-push fcm.googleapis.com')
  expect(push('https://db5p.notify.windows.com/w/?token=1')).toBe('web-push *.notify.windows.com')
  expect(push('https://notify.windows.com.evil.example/')).toMatch(/^web-push [0-9a-f]{5}$/)
  expect(hook('https://kim.example/a')).toBe(hook('https://kim.example/b?c'))
  expect(hook('https://kim.example/a')).not.toBe(hook('https://lee.example/a'))
  expect(hook('https://kim.example/a')).toMatch(/^webhook [0-9a-f]{5}$/)
})
