import { expect, test } from 'vitest'
import { RoundDrawer } from './round-drawer.ts'
import type { Kept } from './round-outbox.ts'
import { memoryStorage, round } from './testing-round.ts'

const kept = (id: string, at = 1): Kept => ({
  day: round.day,
  vehicle: 'van',
  act: { id, kind: 'delivered', at, delivery: 'a' },
})
const ids = (drawer: RoundDrawer) => drawer.acts.map(({ act }) => act.id)

test('two tabs of one phone lose nothing of each other', () => {
  const storage = memoryStorage()
  const [one, two] = [new RoundDrawer(() => storage), new RoundDrawer(() => storage)]
  one.keep([kept('first', 1)])
  two.keep([kept('third', 3), kept('second', 2)])
  for (const tab of [one, two]) expect(ids(tab)).toEqual(['first', 'second', 'third'])
  two.drop(['second'])
  expect(ids(one)).toEqual(['first', 'third'])
})

test("another driver's key forgets the round, and not what is still to be sent; signing out leaves no key and no address", () => {
  const storage = memoryStorage()
  const drawer = new RoundDrawer(() => storage)
  drawer.takeKey('nk_one')
  drawer.round = { ...round, stops: [{ ...round.stops[0]!, address: '비밀로 1' }] }
  drawer.keep([kept('first')])
  drawer.takeKey('nk_one')
  expect(drawer.round).toBeDefined()
  drawer.takeKey('nk_two')
  expect([drawer.round, ids(drawer)]).toEqual([undefined, ['first']])
  drawer.round = { ...round, stops: [{ ...round.stops[0]!, address: '비밀로 1' }] }
  drawer.map = 'kakao'
  drawer.signOut()
  const left = Array.from({ length: storage.length }, (_, n) => storage.getItem(storage.key(n)!)).join()
  expect(left).not.toMatch(/nk_|비밀로|kakao/)
  expect([drawer.key, ids(drawer)]).toEqual([undefined, ['first']])
})

test('a phone that stores nothing keeps all as long as the page, and says so', () => {
  const forbidden = new RoundDrawer(() => {
    throw new Error('forbidden')
  })
  const full = new RoundDrawer(() => memoryStorage(0))
  for (const drawer of [forbidden, full]) {
    expect(drawer.isLasting).toBe(true)
    drawer.takeKey('nk_one')
    drawer.keep([kept('first')])
    expect([drawer.isLasting, drawer.key, ids(drawer)]).toEqual([false, 'nk_one', ['first']])
    drawer.drop(['first'])
    expect(ids(drawer)).toEqual([])
  }
})

test('what another program wrote there is passed over', () => {
  const storage = memoryStorage()
  storage.setItem('nunchi.round.act.x', '{')
  expect(new RoundDrawer(() => storage).acts).toEqual([])
})
