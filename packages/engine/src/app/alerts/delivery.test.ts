import { expect, test } from 'vitest'
import { rest } from './testing-clock.ts'
import { delivered, down, openDelivery as open, shopperNo, targets } from './testing-delivery.ts'
import { testingAlert } from './testing-outbox.ts'

test('an alert is told once, and its fact says in which message', async () => {
  const { add, go, webhook, outbox, delivery } = open()
  add(testingAlert('a1'))
  await go()
  await go(100_000)
  expect(webhook.sent).toHaveLength(1)
  expect(webhook.sent[0]).toMatchObject({
    id: 'a1',
    title: 'title of a1',
    payload: {
      type: 'alert',
      timestamp: '2026-03-02T00:00:00.000Z',
      data: { alert: 'a1', id: 'a1', title: 'title of a1' },
    },
  })
  expect(outbox.facts).toEqual([{ id: 'a1', at: 1_772_409_600_000, kind: 'delivered', message: 'a1' }])
  expect(delivery.health()).toMatchObject({ count: 0, oldestAt: undefined, inFlight: 0 })
  expect(delivery.health().settled.webhook).toMatchObject({ delivered: 1, failed: 0 })
})

test('what fails is tried again with the same id, later each time, until it is a dead letter', async () => {
  const { add, go, webhook, outbox, clock } = open({ limits: { triesMax: 5, failuresMax: 100 } })
  webhook.answer = () => down
  add(testingAlert('a1'))
  await go(120_000)
  expect(webhook.sent.map(({ id }) => id)).toEqual(['a1', 'a1', 'a1', 'a1', 'a1'])
  const failed = outbox.facts.flatMap((fact) => (fact.kind === 'failed' ? [fact.dueAt - fact.at] : []))
  expect(failed).toEqual([500, 1_000, 2_000, 4_000]) // half of 1, 2, 4 and 8 s, as chance is 0.5 here
  expect(outbox.facts.at(-1)).toMatchObject({ kind: 'dead', tries: 5, reason: 'its server answered 503' })
  expect(outbox.dead.has('a1')).toBe(true)
  webhook.answer = () => delivered
  outbox.add(outbox.dead.get('a1')!, clock.now()) // a person replays it
  await go(400_000)
  expect(outbox.facts.at(-1)).toMatchObject({ kind: 'delivered' })
})

test('a day after its first try it is given up, however few they were; what is refused at once', async () => {
  const { add, go, webhook, outbox, kinds } = open()
  webhook.answer = ({ id }) =>
    id === 'bad'
      ? { kind: 'refused', reason: 'the message is too large for it' }
      : { kind: 'again', of: 'message', reason: 'its server answered 404', afterMs: 10 * 3_600_000 }
  add(testingAlert('slow'))
  add(testingAlert('bad'))
  await go()
  expect(kinds()).toEqual({ slow: 'failed', bad: 'dead' })
  await go(48 * 3_600_000)
  expect(webhook.sent.filter(({ id }) => id === 'slow')).toHaveLength(3)
  expect(outbox.facts.at(-1)).toMatchObject({ id: 'slow', kind: 'dead', tries: 3 })
})

test('a server says when to come again, and all of its lane waits', async () => {
  const { add, go, webhook } = open()
  webhook.answer = () => ({ kind: 'again', of: 'host', reason: 'its server asks for fewer messages', afterMs: 60_000 })
  add(testingAlert('a1'))
  await go()
  for (const id of ['a2', 'a3']) add(testingAlert(id))
  await go(59_000)
  expect(webhook.sent).toHaveLength(1)
  webhook.answer = () => delivered
  await go(2_000)
  expect(new Set(webhook.sent.map(({ id }) => id))).toEqual(new Set(['a1', 'a2', 'a3']))
})

test('a lane whose server fails is tried one message at a time, and then rarely; others go on', async () => {
  const { add, go, webhook, delivery, outbox } = open()
  webhook.answer = ({ id }) => (id.startsWith('bad') ? down : delivered)
  for (let n = 0; n < 200; n++) add(testingAlert(`bad-${n}`, { lane: 'webhook bad' }))
  for (let n = 0; n < 500; n++) add(testingAlert(`good-${n}`, { lane: `webhook good-${n % 5}` }))
  await go(60_000)
  expect(outbox.facts.filter(({ id, kind }) => id.startsWith('good') && kind === 'delivered')).toHaveLength(500)
  const bad = webhook.sent.filter(({ id }) => id.startsWith('bad')).length
  expect(bad).toBeGreaterThan(5)
  expect(bad).toBeLessThan(25) // 200 alerts in a minute of single tries would be hundreds
  const lane = delivery.health().lanes[0]
  expect(lane).toMatchObject({ lane: 'webhook bad', state: 'closed', reason: 'its server answered 503' })
  webhook.answer = () => delivered
  await go(30 * 60_000)
  expect(delivery.health().count).toBe(0)
})

test('servers that hang take a bounded share of the places: those that work go on, and new ones come to their turn', async () => {
  const { add, go, webhook, outbox } = open({ limits: { inFlightMax: 16, tryMsMax: 15_000 } })
  webhook.answer = ({ id }, signal) =>
    id.startsWith('hangs') ? new Promise((resolve) => signal.addEventListener('abort', () => resolve(down))) : delivered
  const told = (begin: string): number =>
    outbox.facts.filter(({ id, kind }) => id.startsWith(begin) && kind === 'delivered').length
  add(testingAlert('known-0', { lane: 'webhook known' }))
  await go()
  for (let n = 0; n < 40; n++) add(testingAlert(`hangs-${n}`, { lane: `webhook hangs-${n}` }))
  await go()
  expect(webhook.underWay).toBe(8)
  for (let n = 1; n <= 100; n++) add(testingAlert(`known-${n}`, { lane: 'webhook known' }))
  for (let n = 0; n < 10; n++) add(testingAlert(`new-${n}`, { lane: 'webhook new' }))
  await go(6_000)
  expect([told('known'), told('new')]).toEqual([101, 0])
  await go(120_000)
  expect(told('new')).toBe(10)
  expect(webhook.mostUnderWay).toBeLessThanOrEqual(16)
})

test('a notifier that never comes back is given up after a while, and its place is free again', async () => {
  const { add, go, webhook, outbox } = open({ limits: { tryMsMax: 20_000 } })
  webhook.answer = () => new Promise(() => {})
  add(testingAlert('a1'))
  await go(19_000)
  expect(outbox.facts).toEqual([])
  await go(1_000)
  expect(outbox.facts).toMatchObject([{ kind: 'failed', reason: 'no answer came within 20 s' }])
})

test('so many a second and at a time through one lane', async () => {
  const limits = {
    webhook: { inFlightMax: 3, perSecond: 10 },
    email: { inFlightMax: 1, perSecond: 1 },
    'web-push': { inFlightMax: 1, perSecond: 1 },
  }
  const { add, go, webhook } = open({ limits: { lanes: limits } })
  for (let n = 0; n < 100; n++) add(testingAlert(`a${n}`))
  await go()
  expect(webhook.sent.length).toBe(10) // what may go at once
  await go(1_000)
  expect(webhook.sent.length).toBeLessThanOrEqual(21)
  await go(9_000)
  expect(webhook.sent).toHaveLength(100)
  expect(webhook.mostUnderWay).toBeLessThanOrEqual(3)
})

test('an offer that is gone when the message would leave is not announced', async () => {
  const { add, go, webhook, email, kinds } = open({ isStillTrue: ({ id }) => !id.startsWith('old') })
  for (const id of ['old-1', 'new-1']) add(testingAlert(id))
  for (const id of ['old-2', 'new-2', 'new-3']) add(testingAlert(id, { kind: 'email' }))
  await go(20_000)
  expect(kinds()).toEqual({
    'old-1': 'stale',
    'new-1': 'delivered',
    'old-2': 'stale',
    'new-2': 'delivered',
    'new-3': 'delivered',
  })
  expect(webhook.sent.map(({ id }) => id)).toEqual(['new-1'])
  expect(email.sent).toHaveLength(1)
  expect(email.sent[0]!.body).not.toContain('old-2')
})

test('alerts of one person for one place are told in one message, servers one by one', async () => {
  const { add, go, email, webhook, push, outbox } = open()
  for (let n = 0; n < 13; n++)
    for (const kind of ['email', 'webhook'] as const) add(testingAlert(`${kind}-${n}`, { kind }))
  add(testingAlert('other', { kind: 'email', ...shopperNo(2) }))
  add(testingAlert('push', { kind: 'web-push' }))
  await go(20_000)
  expect(webhook.sent).toHaveLength(13)
  expect(push.sent).toHaveLength(1)
  expect(email.sent.map(({ title }) => title).sort()).toEqual(['title of other', '기다리던 소식 13건이 있어요'].sort())
  const together = email.sent.find(({ title }) => title !== 'title of other')!
  expect(together).toMatchObject({ url: 'https://shop.example/alerts', language: 'ko' })
  expect(together.body.split('\n')).toHaveLength(11)
  expect(together.body).toContain('· title of email-0\n')
  expect(together.body).toContain('그 밖에 3건')
  const facts = outbox.facts.filter(({ id }) => id === 'email-3')
  expect(facts.at(-1)).toMatchObject({ kind: 'delivered', message: together.id })
})

test('alerts that were tried together stay together under the same id, whatever comes meanwhile', async () => {
  const { add, go, email } = open()
  email.answer = () => ({
    kind: 'again',
    of: 'message',
    reason: 'the mail server does not take it yet (451)',
    afterMs: 60_000,
  })
  for (const id of ['a', 'b']) add(testingAlert(id, { kind: 'email' }))
  await go(10_000)
  email.answer = () => delivered
  for (const id of ['c', 'd']) add(testingAlert(id, { kind: 'email' }))
  await go(120_000)
  const ids = email.sent.map(({ id }) => id)
  expect(ids).toHaveLength(3)
  expect(ids.filter((id) => id === ids[0])).toHaveLength(2)
})

test('quiet hours and the limit of a day hold a message back, by a fact and not by a try', async () => {
  const night = { zone: 'Asia/Seoul', perDayMax: 2, quiet: { fromMinute: 8 * 60, untilMinute: 10 * 60 } }
  let told = 0
  const { add, go, email, outbox } = open({}, { wishes: night, toldSince: () => told })
  add(testingAlert('a', { kind: 'email' })) // at nine in the morning
  await go(30_000)
  expect(outbox.facts).toEqual([{ id: 'a', at: 1_772_409_600_000, kind: 'held', dueAt: 1_772_409_600_000 + 3_600_000 }])
  await go(3_600_000)
  expect(email.sent).toHaveLength(1)
  told = 2
  add(testingAlert('b', { kind: 'email' }))
  await go(60_000)
  expect(outbox.facts.at(-1)).toMatchObject({ id: 'b', kind: 'held' })
  told = 0
  await go(24 * 3_600_000)
  expect(email.sent).toHaveLength(2)
})

test('a person gets one message after the other, so that the limit of a day counts', async () => {
  const { add, go, email } = open()
  email.answer = () => new Promise(() => {})
  for (let n = 0; n < 120; n++) add(testingAlert(`a${n}`, { kind: 'email' }))
  await go(20_000)
  expect(email.sent).toHaveLength(1)
})

test('a place that is no more is taken out, and what else would go there is told nobody', async () => {
  const { add, go, push, removed, kinds } = open()
  push.answer = () => ({ kind: 'gone', reason: 'the browser took its subscription back' })
  add(testingAlert('a', { kind: 'web-push' }))
  await go(20_000)
  add(testingAlert('b', { kind: 'web-push' }))
  await go(20_000)
  expect(new Set(removed)).toEqual(new Set(['web-push-of-kim']))
  expect(push.sent).toHaveLength(1)
  expect(kinds()).toEqual({ a: 'gone', b: 'gone' })
})

test('who was forgotten is told nothing', async () => {
  const { add, go, webhook, kinds } = open({ recipientOf: () => undefined })
  add(testingAlert('a'))
  await go()
  expect([webhook.sent, kinds()]).toEqual([[], { a: 'gone' }])
})

test('while the log takes no facts, what was sent is not sent again', async () => {
  const { add, go, webhook, outbox, told } = open()
  let failures = 4
  outbox.before = () => {
    if (failures-- > 0) throw new Error('disk full')
  }
  add(testingAlert('a'))
  await go(60_000)
  expect(webhook.sent).toHaveLength(1)
  expect(outbox.facts).toMatchObject([{ kind: 'delivered' }])
  expect(told).toHaveLength(4)
})

test('a vault that does not answer costs no try', async () => {
  let isBroken = true
  const { add, go, webhook, outbox, told } = open({
    contacts: {
      targetOf: async () => {
        if (isBroken) throw new Error('vault is closed')
        return targets.webhook
      },
      remove: async () => false,
    },
  })
  add(testingAlert('a'))
  await go(10_000)
  expect([outbox.facts, told.length > 0]).toEqual([[], true])
  isBroken = false
  await go(60_000)
  expect(webhook.sent).toHaveLength(1)
  expect(outbox.facts).toMatchObject([{ kind: 'delivered' }])
})

test('a channel that is not set up keeps its alerts for later', async () => {
  const { add, go, outbox } = open({ notifiers: new Map() })
  add(testingAlert('a'))
  await go()
  expect(outbox.facts).toMatchObject([{ kind: 'failed', reason: 'nothing is set up to send there' }])
})

test('a notifier that breaks is told of and counts as a try', async () => {
  const { add, go, webhook, outbox, told } = open()
  webhook.answer = () => Promise.reject(new TypeError('bug'))
  add(testingAlert('a'))
  await go()
  expect(outbox.facts).toMatchObject([{ kind: 'failed', reason: 'sending it failed on our side' }])
  expect(told[0]).toContain('bug')
})

test('closing takes no more, waits for what is under way, and stops what does not end', async () => {
  const { add, delivery, clock, webhook, outbox } = open({ limits: { closeMsMax: 5_000 } })
  let finish = (): void => {}
  webhook.answer = ({ id }, signal) =>
    id === 'ends'
      ? new Promise((resolve) => {
          finish = () => resolve(delivered)
        })
      : new Promise((resolve) =>
          signal.addEventListener('abort', () =>
            resolve({ kind: 'again', of: 'message', reason: 'the sending was stopped' }),
          ),
        )
  for (const id of ['ends', 'hangs']) add(testingAlert(id, { lane: `webhook ${id}` }))
  delivery.wake()
  await rest()
  add(testingAlert('late'))
  const closed = delivery.close()
  delivery.wake()
  finish()
  await clock.pass(4_999)
  expect(outbox.facts).toMatchObject([{ id: 'ends', kind: 'delivered' }])
  await clock.pass(1)
  await closed
  expect(webhook.sent.map(({ id }) => id).sort()).toEqual(['ends', 'hangs'])
  expect(outbox.backlog().count).toBe(2) // neither the stopped one nor the late one is lost, nor counted as tried
  expect(outbox.facts).toHaveLength(1)
})

test('ten thousand alerts of a thousand people never hold more than the places there are', async () => {
  const { add, go, webhook, outbox } = open({
    limits: {
      lanes: {
        webhook: { inFlightMax: 50, perSecond: 1e6 },
        email: { inFlightMax: 1, perSecond: 1 },
        'web-push': { inFlightMax: 1, perSecond: 1 },
      },
    },
  })
  for (let n = 0; n < 10_000; n++) add(testingAlert(`a${n}`, { ...shopperNo(n % 1_000), lane: `webhook ${n % 7}` }))
  await go(60_000)
  expect(new Set(webhook.sent.map(({ id }) => id)).size).toBe(10_000)
  expect(webhook.sent).toHaveLength(10_000)
  expect(outbox.facts).toHaveLength(10_000)
  expect(webhook.mostUnderWay).toBeLessThanOrEqual(64)
  expect(webhook.mostUnderWay).toBeGreaterThan(32)
})
