import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FileSnapshotStore } from '../../adapters/files/snapshot-store.ts'
import { openDataFolder } from '../../adapters/sqlite/data-folder.ts'
import type { OfferRef } from '../../domain/offer.ts'
import { epochMs } from '../../domain/units.ts'
import { madeUpPairs } from '../../sim/town/town.ts'
import { Shop } from '../shop.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-matcher-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const at = epochMs(1_700_000_000_000)
const pairs = [...madeUpPairs(400, 7)]

async function open(withStore = true) {
  const folder = await openDataFolder(dir)
  const matchers = await FileSnapshotStore.open(join(dir, 'matcher'))
  const { log, vault, snapshots } = folder
  const shop = await Shop.open({
    log: log!,
    vault,
    snapshots,
    ...(withStore && { matchers }),
    clock: { now: () => at },
  })
  const close = async () => {
    await shop.close()
    await matchers.close()
    await folder.close()
  }
  return { shop, close }
}
type Opened = Awaited<ReturnType<typeof open>>

async function readFeeds({ shop }: Opened): Promise<void> {
  const offers = pairs.flatMap(({ one, other }) => [one, other])
  for (const [n, name] of [...new Set(offers.map((offer) => offer.mall))].entries()) {
    const mall = `mall-${n}`
    await shop.malls.put({ id: mall, name, consent: { by: '김대표', at } })
    const file = join(dir, `${mall}.jsonl`)
    const rows = offers.filter((offer) => offer.mall === name)
    const lines = rows.map(({ key, title, brand, priceMinor, attributes }) =>
      JSON.stringify({ id: key, title, brand, price: priceMinor, ...attributes }),
    )
    writeFileSync(file, `${lines.join('\n')}\n`)
    await shop.malls.read({ mall, file, source: 'test', currency: 'KRW' })
  }
}

async function judge({ shop }: Opened, count: number): Promise<void> {
  const { reviews } = await shop.market.reviews(count)
  expect(reviews).toHaveLength(count)
  const refOf = ({ mall, key }: OfferRef) => ({ mall, key })
  for (const { one, other } of reviews)
    await shop.market.judge({ one: refOf(one), other: refOf(other), verdict: 'different' }).catch(() => {})
  await shop.malls.settled()
}

function refsOf({ one, other }: { one: OfferRef; other: OfferRef }) {
  return { one: { mall: one.mall, key: one.key }, other: { mall: other.mall, key: other.key } }
}

/** Files that hold what was learned. */
function keptFiles(): string[] {
  const kept = readdirSync(join(dir, 'matcher'), { recursive: true, withFileTypes: true })
  const files = kept.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return files.filter((file) => readFileSync(file).includes('nunchi.matcher'))
}

/** How many of these pairs are in doubt. */
async function inDoubt({ shop }: Opened, of: ReadonlySet<string>): Promise<number> {
  const { reviews } = await shop.market.reviews(1_000)
  return reviews.filter((review) => of.has(nameOf(review))).length
}
const nameOf = ({ one, other }: { one: OfferRef; other: OfferRef }) =>
  [one.mall, one.key, other.mall, other.key].join('/')

test('twenty verdicts teach the matcher, what it learned outlives a restart, and goes with a mall', async () => {
  const first = await open()
  await readFeeds(first)
  const { reviews } = await first.shop.market.reviews(1_000)
  const others = new Set(reviews.slice(20).map(nameOf))
  expect(others.size).toBeGreaterThan(10)
  await judge(first, 19)
  expect(first.shop.malls.matcherLearned).toBeUndefined()
  await judge(first, 1)
  const learned = first.shop.malls.matcherLearned
  expect(learned).toMatchObject({ how: 'shift', persons: 20 })
  expect(learned!.loss).toBeLessThan(learned!.lossBefore)
  await first.close()

  const second = await open()
  expect(second.shop.malls.matcherLearned).toEqual(learned)
  // What was in doubt is compared anew, by what the words taught: most of it is different as well.
  expect(await inDoubt(second, others)).toBeLessThan(others.size / 2)
  const [mall] = reviews.slice(0, 20).map(({ one }) => one.mall)
  await second.shop.malls.erase(mall!)
  await second.shop.malls.settled()
  expect(second.shop.malls.matcherLearned).toBeUndefined() // fewer than 20 words are left
  expect(keptFiles()).toEqual([])
  await second.close()
})

test('what was taken back teaches no more, and what another version learned is dropped', async () => {
  const first = await open()
  await readFeeds(first)
  const { reviews } = await first.shop.market.reviews(20)
  await judge(first, 20)
  expect(first.shop.malls.matcherLearned).toMatchObject({ persons: 20 })
  await first.shop.market.withdrawVerdict(refsOf(reviews[0]!))
  await first.shop.malls.settled()
  expect(first.shop.malls.matcherLearned).toBeUndefined()
  expect(keptFiles()).toEqual([])
  await first.shop.market.judge({ ...refsOf(reviews[0]!), verdict: 'different' })
  await first.shop.malls.settled()
  expect(first.shop.malls.matcherLearned).toMatchObject({ persons: 20 })
  await first.close()
  const store = await FileSnapshotStore.open(join(dir, 'matcher'))
  const { position, views } = (await store.load())!
  const [text] = views.matcher!.file as readonly string[]
  await store.save({
    position: position + 1,
    views: { matcher: { file: [text!.replace('"version":1', '"version":0')] } },
  })
  await store.close()
  const second = await open()
  expect(second.shop.malls.matcherLearned).toBeUndefined()
  expect((await second.shop.market.reviews(5)).reviews.length).toBeGreaterThan(0) // it matches as it came
  expect(second.shop.chores().find(({ name }) => name === 'matcher')).toMatchObject({ failed: 1 })
  await second.close()
})

test('without a place to keep it, it is as it came after a restart', async () => {
  const first = await open(false)
  await readFeeds(first)
  const { reviews } = await first.shop.market.reviews(1_000)
  const others = new Set(reviews.slice(20).map(nameOf))
  await judge(first, 20)
  expect(first.shop.malls.matcherLearned).toMatchObject({ persons: 20 })
  await first.close()
  const second = await open(false)
  expect(second.shop.malls.matcherLearned).toBeUndefined()
  expect(await inDoubt(second, others)).toBeGreaterThan(others.size / 2)
  await second.close()
})
