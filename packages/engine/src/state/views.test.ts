import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashViews } from '../app/hash.ts'
import type { ShopEvent } from '../events/event.ts'
import {
  day,
  forgotten,
  hour,
  identified,
  listed,
  logs,
  ordered,
  ownedOf,
  product,
  profileOf,
  recentOf,
  refunded,
  sessionsOf,
  shoppers,
  shownTo,
  start,
  touched,
  viewsOf,
} from './testing-events.ts'
import { Views } from './views.ts'

/** The same views in memory of their own, as a snapshot gives them back. */
function restored(views: Views): Views {
  const again = new Views()
  again.restore(views.position, structuredClone(views.save()))
  return again
}

test('whatever is admitted can be folded, and the same log gives the same bytes', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const views = viewsOf(log)
      expect(views.position).toBe(log.length)
      expect(hashViews(viewsOf(log))).toEqual(hashViews(views))
    }),
    { seed: 101, numRuns: 150 },
  )
})

test('a log that went through JSON gives the same bytes: replays read what the wire said', () => {
  fc.assert(
    fc.property(logs, (log) => {
      expect(hashViews(viewsOf(JSON.parse(JSON.stringify(log)) as ShopEvent[]))).toEqual(hashViews(viewsOf(log)))
    }),
    { seed: 102, numRuns: 60 },
  )
})

test('a snapshot at any point plus the rest of the log gives the bytes of the whole log', () => {
  fc.assert(
    fc.property(logs, fc.nat(120), fc.nat(120), (log, one, other) => {
      const [first, second] = [Math.min(one, other, log.length), Math.min(Math.max(one, other), log.length)]
      let views = restored(viewsOf(log.slice(0, first)))
      for (const event of log.slice(first, second)) views.fold(event)
      views = restored(views)
      for (const event of log.slice(second)) views.fold(event)
      expect(hashViews(views)).toEqual(hashViews(viewsOf(log)))
    }),
    { seed: 103, numRuns: 100 },
  )
})

test('a larger shop too: every table has grown, every list has moved', () => {
  const log: ShopEvent[] = Array.from({ length: 400 }, (_, n) => listed(n, { brand: `브랜드 ${n % 60}` }))
  for (let n = 0; n < 6_000; n++) {
    const shopper = `s${(n * 31) % 157}`
    const at = start + ((n * 7_919) % 5_000) * 60_000
    if (n % 5 === 0) log.push(ordered({ shopper, n: [(n * 13) % 400, (n * 7) % 400], at }))
    else if (n % 97 === 0) log.push(identified(shopper, `s${n % 13}`, at))
    else if (n % 211 === 0) log.push(forgotten(shopper, at))
    else log.push(touched('product.viewed', { shopper, n: (n * n) % 400, at }))
  }
  const views = restored(viewsOf(log.slice(0, 3_000)))
  for (const event of log.slice(3_000)) views.fold(event)
  expect(hashViews(views)).toEqual(hashViews(viewsOf(log)))
})

test('an erased entry leaves its place: later positions stay true', () => {
  const views = viewsOf([listed(0), { kind: 'erased' }, touched('product.viewed', { shopper: 'kim', n: 0, at: start })])
  expect(views.timeline.positionsOf(views.shoppers.find(shoppers[2]!))).toEqual([2])
})

test('every id of the log is known, and no other', () => {
  fc.assert(
    fc.property(logs, (log) => {
      const views = viewsOf(log)
      for (const event of log) if (event.kind !== 'erased') expect(views.seen.has(event.id)).toBe(true)
      expect(views.seen.has('never sent')).toBe(false)
    }),
    { seed: 104, numRuns: 20 },
  )
})

// ---- one person on several devices, late and out of order ----

const devices = ['kim-phone', 'kim-tablet', 'kim'] as const
const person = 'kim'
/** Within four hours: at most eight sessions, so that every late event finds its own. */
const act = fc.record({
  device: fc.constantFrom(...devices),
  what: fc.constantFrom(
    'product.viewed' as const,
    'product.wished' as const,
    'product.disliked' as const,
    'cart.added' as const,
    'order' as const,
    'search' as const,
  ),
  n: fc.nat(7),
  seconds: fc.nat(4 * 3_600),
})
/** Times are different, as ties in the same second have no order. */
const lives = fc.uniqueArray(act, { selector: ({ seconds }) => seconds, minLength: 1, maxLength: 40 })
const catalog = Array.from({ length: 8 }, (_, n) => listed(n))
const logins = devices.slice(0, 2).map((device) => identified(device, person, start))

function eventOf({ device, what, n, seconds }: typeof act extends fc.Arbitrary<infer A> ? A : never): ShopEvent {
  const at = start + seconds * 1_000
  if (what === 'order') return ordered({ shopper: device, n: [n, (n + 1) % 8], at })
  if (what === 'search')
    return { kind: 'products.searched', at, id: `search:${seconds}`, shopper: device, query: '봄날 여름' } as ShopEvent
  return touched(what, { shopper: device, n, at })
}

/** What must not depend on the order of arrival. */
function stateOf(views: Views, key: string) {
  const sessions = sessionsOf(views, key).map(({ items, ...times }) => ({ ...times, items: [...items].sort() }))
  return { recent: recentOf(views, key), owned: ownedOf(views, key), profile: profileOf(views, key), sessions }
}

function expectAlike(actual: ReturnType<typeof stateOf>, expected: ReturnType<typeof stateOf>): void {
  expect(actual.recent).toEqual(expected.recent)
  expect(actual.sessions).toEqual(expected.sessions)
  expect([...actual.owned.keys()]).toEqual([...expected.owned.keys()])
  for (const [id, one] of actual.owned) {
    const other = expected.owned.get(id)!
    expect([one.times, one.lastAt]).toEqual([other.times, other.lastAt])
    expect(Math.abs(one.season - other.season)).toBeLessThan(1e-4 * other.season)
  }
  expect(actual.profile.touchedAt).toBe(expected.profile.touchedAt)
  expect([...actual.profile.tags.keys()]).toEqual([...expected.profile.tags.keys()])
  for (const [tag, one] of actual.profile.tags) {
    const other = expected.profile.tags.get(tag)!
    expect([tag, one.count, one.lastAt]).toEqual([tag, other.count, other.lastAt])
    // Wishes and dislikes cancel out: what rounding leaves is measured by what was added, not by what is left.
    const largest = 8 * one.count
    for (let h = 0; h < 3; h++) expect(Math.abs(one.weights[h]! - other.weights[h]!)).toBeLessThan(1e-6 * largest)
  }
}

test('late events land where they belong: any order of arrival gives the same person', () => {
  fc.assert(
    fc.property(lives, fc.infiniteStream(fc.nat()), (life, numbers) => {
      const events = life.map((one) => eventOf({ ...one, device: person }))
      const inTime = [...events].sort((a, b) => timeOf(a) - timeOf(b))
      const shuffled = shuffle(events, numbers)
      expectAlike(
        stateOf(viewsOf([...catalog, ...shuffled]), person),
        stateOf(viewsOf([...catalog, ...inTime]), person),
      )
    }),
    { seed: 105, numRuns: 150 },
  )
})

test('identities merge commutatively: whenever a device turns out to be a person, the person is the same', () => {
  fc.assert(
    fc.property(lives, fc.infiniteStream(fc.nat()), (life, numbers) => {
      const events = life.map(eventOf)
      const inTime = [...catalog, ...logins, ...[...events].sort((a, b) => timeOf(a) - timeOf(b))]
      const perDevice = devices.map((device, d) => [
        ...events.filter((event) => 'shopper' in event && event.shopper === device),
        ...logins.slice(d, d + 1),
      ])
      // Each device keeps its own order; its login may come anywhere.
      for (const list of perDevice.slice(0, 2)) {
        const login = list.pop()!
        list.splice(numbers.next().value! % (list.length + 1), 0, login)
      }
      const mixed = [...catalog, ...interleave(perDevice, numbers)]
      expectAlike(stateOf(viewsOf(mixed), person), stateOf(viewsOf(inTime), person))
    }),
    { seed: 106, numRuns: 200 },
  )
})

test('a chain of logins is one person, in whatever order the links become known', () => {
  const seen = ['a', 'b', 'c', 'kim'].map((shopper, n) =>
    touched('product.viewed', { shopper, n, at: start + n * 1_000 }),
  )
  const links = [identified('a', 'b'), identified('b', 'c'), identified('c', 'kim')]
  const expected = stateOf(viewsOf([...catalog, ...links, ...seen]), 'kim')
  expect(expected.recent).toHaveLength(4)
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
    [1, 2, 0],
    [0, 2, 1],
    [2, 0, 1],
  ]) {
    const views = viewsOf([...catalog, ...seen, ...order.map((n) => links[n]!)])
    expectAlike(stateOf(views, 'kim'), expected)
    expect(views.shoppers.people).toBe(1)
    for (const key of ['a', 'b', 'c']) expect(recentOf(views, key)).toEqual(expected.recent)
  }
})

// ---- forgetting ----

/** Every string and number of the saved views in which something of a shopper could stand. */
function textOf(views: Views): string {
  return Object.values(views.save())
    .flatMap((columns) => Object.values(columns))
    .filter((column): column is readonly string[] => Array.isArray(column))
    .map((column) => column.join('\n'))
    .join('\n')
}

test('of a forgotten shopper no key is left after the scrub, and nothing in their rows', () => {
  fc.assert(
    fc.property(logs, fc.constantFrom(...shoppers), (log, shopper) => {
      const before = viewsOf(log)
      const row = before.shoppers.find(shopper)
      const rows = row < 0 ? [] : before.shoppers.membersOf(row)
      const keys = row < 0 ? [shopper] : before.shoppers.currentKeysOf(row)
      const askedAt = log.length
      const scrubbed = { kind: 'shopper.scrubbed', at: start, id: 'scrubbed', askedAt } as ShopEvent
      // Erasures that the log itself left open name keys until they are done: do them all.
      const others = before.erasures.open().map((open) => ({ ...scrubbed, id: `scrubbed:${open}`, askedAt: open }))
      const views = viewsOf([...log, forgotten(shopper), ...others, scrubbed] as ShopEvent[])
      expect(views.shoppers.find(shopper)).toBe(-1)
      expect(views.erasures.open()).toEqual([])
      const text = textOf(views).split(/[\n"\\,[\]{}:]/)
      for (const key of keys) expect(text).not.toContain(key)
      for (const gone of rows) expectEmpty(views, gone)
    }),
    { seed: 107, numRuns: 150 },
  )
})

function expectEmpty(views: Views, row: number): void {
  const { profile, history, sessions, timeline, shoppers: people } = views
  const lists = { profile: profile.lists, recent: history.recent, owned: history.owned, orders: history.orders }
  for (const [name, list] of Object.entries(lists)) expect([name, list.counts[row] || 0]).toEqual([name, 0])
  expect(profile.touchedAt[row] || 0).toBe(0)
  expect(timeline.positionsOf(row)).toEqual([])
  expect(sessions.currentOf(row)).toBe(-1)
  expect(people.hiddenBy(row)).toEqual([])
  expect(views.policies.of(row)).toBeUndefined()
  expect(views.dispatch.of(row)).toEqual([])
  expect(views.activity.of(row)).toEqual({ events: 0, firstAt: 0, lastAt: 0, orders: 0, spentMinor: 0 })
  expect([views.visits.visitsOf(row), views.visits.actsOf(row), views.bargains.of(row).chosen]).toEqual([0, 0, 0])
}

test('a forgotten shopper leaves no zeroed-out remains in the slabs either, and no posting in the session index', () => {
  const lone = Array.from({ length: 30 }, (_, n) =>
    touched('cart.added', { shopper: 'kim', n: n % 8, at: start + n * hour }),
  )
  const views = viewsOf([...catalog, ...lone, ordered({ shopper: 'kim', n: [1, 2], at: start }), forgotten('kim')])
  const { profile, history, sessions } = views.save()
  for (const columns of [profile!, history!]) {
    for (const [name, column] of Object.entries(columns)) {
      if (!name.includes('.field.')) continue
      expect([name, (column as Uint32Array).every((number) => number === 0)]).toEqual([name, true])
    }
  }
  expect((sessions!['index.sessions.counts'] as Uint32Array).every((count) => count === 0)).toBe(true)
  expect((sessions!['index.items.counts'] as Uint32Array).every((count) => count === 0)).toBe(true)
})

test('what a forgotten shopper was shown is gone; what it taught of the products is not', () => {
  const log = [
    ...catalog,
    shownTo('kim', [1, 2], start),
    touched('product.viewed', { shopper: 'kim', n: 1, at: start }),
  ]
  const views = viewsOf([...log, shownTo('lee', [2], start), forgotten('kim')])
  const { items, times, states } = views.save().showings as Record<string, Uint32Array>
  expect([items, times, states].map((column) => [...column!])).toEqual([
    [0, 0, views.catalog.find('p2' as never)],
    [0, 0, start / 1_000],
    [0, 0, 1],
  ])
  const now = start / 1_000
  expect(views.showings.countsOfAll(now)).toEqual({ shown: 3, clicked: 1, bought: 0 })
})

test('what was shown on a device is answered by the person it turns out to be', () => {
  const view = touched('product.viewed', { shopper: 'kim', n: 1, at: start + 60_000 })
  const views = viewsOf([...catalog, shownTo('phone', [1], start), identified('phone', 'kim'), view])
  expect(views.showings.clickedOf(views.catalog.find('p1' as never), start / 1_000)).toBeCloseTo(1, 6)
  expect(views.timeline.positionsOf(views.shoppers.find('phone' as never))).toHaveLength(2)
})

test('who was forgotten and comes back is somebody new', () => {
  const view = (n: number) => touched('product.viewed', { shopper: 'kim', n, at: start + n * 1_000 })
  const views = viewsOf([...catalog, view(1), forgotten('kim'), view(2)])
  expect(recentOf(views, 'kim').map(([, id]) => id)).toEqual(['p2'])
  expect(views.shoppers.people).toBe(1)
})

test('a device whose second owner is forgotten is a stranger, who can be forgotten as well', () => {
  const view = (shopper: string, n: number) => touched('product.viewed', { shopper, n, at: start + n * 1_000 })
  const log = [
    ...catalog,
    view('phone', 0),
    identified('phone', 'lee'),
    identified('phone', 'kim', start + 1),
    view('phone', 1),
  ]
  const views = viewsOf([...log, forgotten('kim'), view('phone', 2)])
  expect(recentOf(views, 'phone').map(([, id]) => id)).toEqual(['p2'])
  expect(recentOf(views, 'lee').map(([, id]) => id)).toEqual(['p0'])
  expect(views.shoppers.keysOf(views.shoppers.find('lee' as never))).toEqual(['lee'])
  for (const key of ['phone', 'lee']) views.fold(forgotten(key))
  expect(views.shoppers.people).toBe(0)
  expect(views.shoppers.save().keys).toEqual(['', '', '', ''])
})

// ---- what single events do ----

test('a refund takes the product out of what is owned, and its order takes none of the others', () => {
  const views = viewsOf([
    ...catalog,
    ordered({ shopper: 'kim', n: [1, 2], at: start }),
    refunded({ shopper: 'kim', n: [1], at: start + day }),
  ])
  expect([...ownedOf(views, 'kim').keys()]).toEqual(['p2'])
})

test('a guest order teaches sessions and trends, and nobody has bought it', () => {
  const views = viewsOf([...catalog, ordered({ n: [1, 2], at: start })])
  expect(views.sessions.index.opened).toBe(1)
  expect(views.trends.itemsWanted).toBe(2)
  expect([views.shoppers.rows, views.history.owned.rows]).toEqual([0, 0])
})

test('clusters name what the catalogue knows; the rest is left out', () => {
  const views = viewsOf([
    ...catalog,
    {
      kind: 'clusters.fitted',
      at: start,
      id: 'fit',
      basedOn: 3,
      clusters: [{ centre: { 'brand:MOA': 0.8, 'brand:nobody': 0.6 }, share: 1, products: ['p2', 'gone'] }],
    } as unknown as ShopEvent,
  ])
  const [cluster] = views.clusters.all
  expect([...cluster!.tags].map((tag) => views.catalog.tagName(tag))).toEqual(['brand:MOA'])
  expect([...cluster!.items].map((item) => views.catalog.idOf(item))).toEqual(['p2'])
})

test('the shop is the same folded twice over: products said again are not described anew', () => {
  const views = viewsOf(catalog)
  expect(views.catalog.isListedAs(product(3))).toBe(true)
  expect(views.catalog.isListedAs(product(3, { inStock: false }))).toBe(false)
})

function timeOf(event: ShopEvent): number {
  return event.kind === 'erased' ? 0 : event.at
}

function shuffle<T>(all: readonly T[], numbers: Iterator<number>): T[] {
  const left = [...all]
  return all.map(() => left.splice(numbers.next().value! % left.length, 1)[0]!)
}

/** One list of all, each list's own order kept. */
function interleave<T>(lists: readonly (readonly T[])[], numbers: Iterator<number>): T[] {
  const left = lists.map((list) => [...list]).filter((list) => list.length > 0)
  const out: T[] = []
  while (left.length > 0) {
    const at = numbers.next().value! % left.length
    out.push(left[at]!.shift()!)
    if (left[at]!.length === 0) left.splice(at, 1)
  }
  return out
}
