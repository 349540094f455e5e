import { expect, test } from 'vitest'
import type { Notifier } from '../../ports/notifier.ts'
import { Notifiers } from './notifiers.ts'

test('a place is looked at by the channel that it is of, and refused where there is none', async () => {
  const checked: string[] = []
  const mail: Notifier = {
    kind: 'email',
    check: async ({ kind }) => void checked.push(kind),
    send: async () => ({ kind: 'delivered' }),
    close: async () => void checked.push('closed'),
  }
  const notifiers = new Notifiers({ notifiers: [mail], publicUrl: 'https://shop.example' })
  expect(notifiers.kinds).toEqual(['email'])
  await notifiers.check({ kind: 'email', address: 'kim@mail.example' })
  const hook = { kind: 'webhook', url: 'https://hook.example/', secret: 'whsec_' } as const
  await expect(notifiers.check(hook)).rejects.toMatchObject({ code: 'CHANNEL_OFF', details: { kind: 'webhook' } })
  await notifiers.close()
  expect(checked).toEqual(['email', 'closed'])
})
