import type { PostRoundEventsBody, RoundBody, RoundEventsBody } from '@nunchi/protocol'
import { NunchiError } from '@nunchi/sdk'
import { expect, test } from 'vitest'
import { RoundDrawer } from './round-drawer.ts'
import { RoundPost } from './round-post.ts'
import { round as first, memoryStorage } from './testing-round.ts'

/** A server that answers as it is told to, and remembers what it took. */
function world(storage = memoryStorage()) {
  const server = {
    told: first as RoundBody,
    taken: [] as string[],
    calls: [] as PostRoundEventsBody[],
    refuse: (_body: PostRoundEventsBody | undefined): NunchiError | undefined => undefined,
    results: (body: PostRoundEventsBody): RoundEventsBody['results'] =>
      body.events.map(({ id }) => ({ id, status: 'accepted' as const })),
    round: async () => {
      const error = server.refuse(undefined)
      if (error) throw error
      return server.told
    },
    sendRoundEvents: async (body: PostRoundEventsBody) => {
      server.calls.push(body)
      const error = server.refuse(body)
      if (error) throw error
      const results = server.results(body)
      server.taken.push(...body.events.map(({ kind }) => kind))
      return { results, round: server.told }
    },
  }
  const drawer = new RoundDrawer(() => storage)
  const clock = { ms: 1_000_000 }
  const open = (key: string) => {
    drawer.takeKey(key)
    return new RoundPost({ drawer, server, key, now: () => clock.ms, random: () => 0.5 })
  }
  return { server, drawer, clock, open, storage }
}
const failure = (status: number, code: string, retryAfterMs?: number) =>
  new NunchiError('no', { status, code, retryAfterMs })
const away = failure(0, 'NETWORK')

test('without a network all is kept and tried again ever later; with one it is sent once, with the clock of the phone', async () => {
  const { server, open, clock } = world()
  const post = open('k')
  await post.ask()
  server.refuse = () => away
  post.act({ kind: 'arrived', delivery: 'a' })
  expect([await post.ask(), await post.ask()]).toEqual([5_000, 10_000])
  post.act({ kind: 'delivered', delivery: 'a' })
  expect(post.state()).toMatchObject({ trouble: { fate: 'away' }, kept: [{}, {}] })
  server.refuse = () => undefined
  expect(await post.ask()).toBe(20_000)
  expect(server.taken).toEqual(['arrived', 'delivered'])
  expect(server.calls.at(-1)).toMatchObject({ clock: clock.ms, events: [{ at: 1_000_000 }, { at: 1_000_001 }] })
  expect(post.state()).toMatchObject({ trouble: undefined, kept: [] })
})

test('a server that asks to wait is left alone so long, whatever the driver does', async () => {
  const { server, open, clock } = world()
  const post = open('k')
  await post.ask()
  server.refuse = () => failure(429, 'RATE_LIMITED', 60_000)
  post.act({ kind: 'arrived', delivery: 'a' })
  expect(await post.ask()).toBe(60_000)
  const calls = server.calls.length
  clock.ms += 10_000
  expect(await post.ask()).toBe(50_000)
  expect(server.calls.length).toBe(calls)
  clock.ms += 50_000
  server.refuse = () => undefined
  await post.ask()
  expect(server.taken).toEqual(['arrived'])
})

test('a key that was revoked loses nothing: what waits goes with the next key of the vehicle, not with that of another', async () => {
  const { server, open, drawer } = world()
  const post = open('old')
  await post.ask()
  post.act({ kind: 'delivered', delivery: 'a' })
  server.refuse = () => failure(401, 'AUTH_UNKNOWN')
  expect(await post.ask()).toBe(300_000)
  expect(post.state()).toMatchObject({ trouble: { fate: 'key' }, kept: [{}], told: first })
  server.refuse = () => undefined
  server.told = { ...first, vehicle: 'other' }
  const other = open('other')
  await other.ask()
  expect([server.taken, other.state().kept.length]).toEqual([[], 1])
  server.told = first
  const next = open('new')
  expect(await next.ask()).toBe(0)
  await next.ask()
  expect([server.taken, drawer.acts]).toEqual([['delivered'], []])
})

test('a day that is refused blocks no other day, outlives the page, and goes again with another plan', async () => {
  const { server, open, drawer } = world()
  const post = open('k')
  await post.ask()
  post.act({ kind: 'delivered', delivery: 'a' })
  server.told = { ...first, state: 'none', plan: undefined, stops: [] }
  server.refuse = (body) => (body?.day === first.day ? failure(409, 'DISPATCH_ROUND') : undefined)
  expect(await post.ask()).toBe(20_000)
  expect(post.state()).toMatchObject({ trouble: undefined, kept: [{ problem: { code: 'DISPATCH_ROUND' } }] })
  expect(post.state().changes?.gone.length).toBe(3)
  server.told = { ...first, day: '2026-07-28', plan: 'p9' }
  await post.ask()
  post.act({ kind: 'started' })
  await post.ask()
  expect([server.taken, drawer.acts.length]).toEqual([['started'], 1])
  const calls = server.calls.length
  await post.ask()
  expect(server.calls.length).toBe(calls)
  server.told = { ...first, plan: 'p2' }
  server.refuse = () => undefined
  expect(await open('k').ask()).toBe(0)
  await open('k').ask()
  expect(server.taken).toEqual(['started', 'delivered'])
})

test('what is refused by itself is kept with the reason until it is sent again or discarded', async () => {
  const { server, open, drawer } = world()
  const post = open('k')
  await post.ask()
  const accept = server.results
  server.results = ({ events }) =>
    events.map(({ id }, n) => ({
      id,
      ...(n === 0 ? { status: 'rejected', code: 'X', message: 'no' } : { status: 'accepted' }),
    }))
  post.act({ kind: 'delivered', delivery: 'a' })
  post.act({ kind: 'delivered', delivery: 'b' })
  await post.ask()
  expect(drawer.acts).toMatchObject([{ act: { delivery: 'a' }, problem: { code: 'X' } }])
  post.sendAgain()
  await post.ask()
  expect(drawer.acts.length).toBe(1)
  post.discard()
  expect(drawer.acts).toEqual([])
  server.results = accept
})

test('what is answered to a key that was signed out is not kept', async () => {
  const { server, open, drawer } = world()
  const post = open('k')
  const asking = post.ask()
  drawer.signOut()
  await asking
  expect([drawer.round, post.state().told, server.calls]).toEqual([undefined, undefined, []])
})
