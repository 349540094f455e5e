import { expect, test } from 'vitest'
import { laneOf } from './lane.ts'

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
