import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MemoryEventLog } from '../../adapters/memory/event-log.ts'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import type { FeedRun } from '../../domain/mall.ts'
import { epochMs } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import { productIdOf } from '../../state/offers.ts'
import { Shop } from '../shop.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-erasing-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const at = epochMs(1_700_000_000_000)
const consent = { by: '김대표', at }
const water = '맑은샘 제주 생수 2L x 12개'

/** What stays when the process ends. */
function kept(taught = new MemorySnapshotStore()) {
  return { log: new MemoryEventLog(), vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), taught }
}

async function open(parts = kept()) {
  const shop = await Shop.open({ ...parts, clock: { now: () => at } })
  const { malls } = shop
  let feeds = 0
  const register = (...ids: string[]) => Promise.all(ids.map((id) => malls.put({ id, name: `${id}-name`, consent })))
  const read = (mall: string, ...rows: string[]) => {
    const file = join(dir, `${mall}-${feeds++}.csv`)
    writeFileSync(file, ['id,title,price,brand', ...rows].join('\n'))
    return malls.read({ mall, file, source: `${mall}.csv`, currency: 'KRW', chunkBytes: 2_000 })
  }
  const productOf = (mall: string, key: string) =>
    shop.views.market.offers.productOf(shop.views.market.offers.find({ mall, key }))
  return { ...parts, shop, malls, register, read, productOf }
}

function eventsOf(log: MemoryEventLog): Promise<readonly ShopEvent[]> {
  return log.read(0, 1_000_000)
}

const socks = (count: number) =>
  Array.from({ length: count }, (_, n) => `s${n},양말공방 무늬 양말 ${n}번,${1_000 + n},양말공방`)
const run: FeedRun = {
  ...{ startedAt: at, endedAt: at, end: 'unchanged', scope: 'full', source: 'x' },
  ...{ rows: 0, rejected: 0, listed: 0, changed: 0, repriced: 0, withdrawn: 0, unchanged: 0 },
}

test('names it in no fact of another mall: not in what was matched with it, nor in what it moved', async () => {
  const { shop, malls, register, read, log, productOf } = await open()
  await register('ganada', 'marabas')
  await read('ganada', `w,${water},9900,맑은샘`, 'k,한소끔 통주물 냄비 20cm,30000,한소끔')
  await read('marabas', 'x,맑은샘 제주생수 2리터*12개,9500,맑은샘', 'y,하루한장 노트 A5,3000,하루한장')
  expect(productOf('marabas', 'x')).toBe(productOf('ganada', 'w'))
  expect((await shop.market.offer({ mall: 'marabas', key: 'x' })).matched?.with).toEqual({ mall: 'ganada', key: 'w' })
  await malls.words.judge({ one: { mall: 'ganada', key: 'k' }, other: { mall: 'marabas', key: 'y' }, verdict: 'same' })
  const moved = (await eventsOf(log)).filter((event) => event.kind === 'offers.moved')
  expect(moved).toHaveLength(1)
  await malls.erase('ganada')
  await shop.settled()
  expect((await shop.market.offer({ mall: 'marabas', key: 'x' })).matched).toBeUndefined()
  expect(JSON.stringify(await eventsOf(log))).not.toContain('ganada')
  await shop.close()
})

test('waits for the rows at hand and for no whole feed, which goes on behind it', async () => {
  const { shop, malls, register, read } = await open()
  await register('ganada', 'marabas')
  await read('ganada', `w,${water},9900,맑은샘`)
  const reading = read('marabas', ...socks(1_500))
  while (malls.get('marabas').offers === 0) await new Promise((resolve) => setImmediate(resolve))
  await malls.erase('ganada')
  expect(malls.get('marabas').offers).toBeLessThan(1_500)
  expect(malls.find('ganada')).toBeUndefined()
  expect(await reading).toMatchObject({ end: 'applied', listed: 1_500 })
  expect(malls.get('marabas').offers).toBe(1_500)
  await shop.close()
})

test('ends the reading of its own feed as cancelled, of which one that comes again knows nothing', async () => {
  const { shop, malls, register, read, log } = await open()
  await register('ganada', 'marabas')
  const reading = read('ganada', ...socks(1_500))
  const waiting = read('ganada', ...socks(3)) // of the mall that is there now
  const refused = expect(waiting).rejects.toMatchObject({ code: 'MALL_UNKNOWN' })
  while (malls.get('ganada').offers === 0) await new Promise((resolve) => setImmediate(resolve))
  await malls.erase('ganada')
  await register('ganada')
  expect(await reading).toMatchObject({ end: 'cancelled' })
  await refused
  await shop.settled()
  expect(malls.get('ganada')).toMatchObject({ offers: 0, runs: [] })
  const names = (await eventsOf(log)).filter((event) => JSON.stringify(event).includes('ganada'))
  expect(names.map(({ kind }) => kind)).toEqual(['mall.registered'])
  await shop.close()
})

test('what is said of it at the same time comes before it, or is refused, and is in the log no more', async () => {
  const { shop, malls, register, log } = await open()
  await register('ganada', 'marabas')
  const said = [malls.erase('ganada'), malls.pause('ganada'), malls.note('ganada', run)]
  const ends = await Promise.allSettled(said)
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  await shop.settled()
  expect(JSON.stringify(await eventsOf(log))).not.toContain('ganada')
  await shop.close()
})

test('drops what was learned before it is noted as done: after a crash nothing of it is restored', async () => {
  class Stuck extends MemorySnapshotStore {
    isStuck = true
    override async dropBefore(position: number): Promise<void> {
      if (this.isStuck) throw new Error('the disk is gone')
      await super.dropBefore(position)
    }
  }
  const taught = new Stuck()
  const first = await open(kept(taught))
  await first.register('ganada', 'marabas')
  await first.read('ganada', ...socks(80))
  await first.shop.settled()
  expect((await taught.load())?.views.readers).toBeDefined()
  await first.malls.erase('ganada')
  await first.shop.settled()
  expect(first.shop.views.market.malls).toMatchObject({ scrubbed: 0, erasures: [{ mall: 'ganada' }] })
  // no close: as after kill -9
  taught.isStuck = false
  const second = await open(first)
  await second.shop.settled()
  expect(second.shop.views.market.malls).toMatchObject({ scrubbed: 1, erasures: [] })
  expect(await taught.load()).toBeUndefined()
  await second.shop.close()
})

test('a product number of which the log knows nothing any more is never given out again', async () => {
  const first = await open()
  await first.register('ganada', 'marabas')
  await first.read('marabas', `w,${water},9900,맑은샘`)
  await first.read('ganada', 'k,한소끔 통주물 냄비 20cm,30000,한소끔')
  await first.malls.erase('ganada')
  await first.shop.settled()
  const rebuilt = await first.shop.rebuild()
  expect(rebuilt.market.offers.productCount).toBe(2)
  await first.shop.adopt(rebuilt)
  const second = await open(first)
  await second.read('marabas', `w,${water},9900,맑은샘`, 'y,하루한장 노트 A5,3000,하루한장')
  expect(productIdOf(second.productOf('marabas', 'y'))).toBe('np-2')
  await second.shop.close()
})

test('what only one mall held together is told apart by the matcher that is there, which is not made anew', async () => {
  const { shop, malls, register, read, productOf } = await open()
  await register('ganada', 'marabas', 'sasaja')
  await malls.warmUp()
  expect(malls.matcherState).toBe('ready')
  await read('ganada', `w,${water},9900,맑은샘`, 'g,선물 세트,10000,')
  await read('marabas', 'x,맑은샘 제주생수 2리터*12개,9500,맑은샘', 't,스텐 텀블러 500ml,9000,')
  await read('sasaja', 'h,블루투스 헤드폰 접이식,30000,')
  const held = [
    { mall: 'marabas', key: 't' },
    { mall: 'sasaja', key: 'h' },
  ] as const
  for (const other of held) await malls.words.judge({ one: { mall: 'ganada', key: 'g' }, other, verdict: 'same' })
  expect(productOf('marabas', 't')).toBe(productOf('sasaja', 'h'))
  await malls.erase('ganada')
  await shop.settled()
  expect(malls.matcherState).toBe('ready')
  expect(productOf('marabas', 't')).not.toBe(productOf('sasaja', 'h'))
  const { offers } = (await shop.rebuild()).market
  const [one, other] = held.map((ref) => offers.productOf(offers.find(ref)))
  expect([one, other]).toEqual([productOf('marabas', 't'), productOf('sasaja', 'h')])
  await register('ganada')
  await read('ganada', `w,${water},9900,맑은샘`)
  expect(productOf('ganada', 'w')).toBe(productOf('marabas', 'x'))
  expect(shop.chores().find(({ name }) => name === 'matcher-making')).toMatchObject({ done: 1, failed: 0 })
  await shop.close()
})

test('without a matcher there, none is made for it, whatever was said of its offers', async () => {
  const first = await open()
  await first.register('ganada', 'marabas')
  await first.read('ganada', ...socks(25))
  await first.read('marabas', ...socks(25))
  for (let n = 0; n < 22; n++) {
    const [one, other] = ['ganada', 'marabas'].map((mall) => ({ mall, key: `s${n}` }))
    await first.malls.words.judge({ one: one!, other: other!, verdict: 'same' })
  }
  await first.shop.close()
  const second = await open(first)
  await second.malls.erase('ganada')
  await second.shop.settled()
  expect(second.malls.matcherState).toBe('idle')
  await second.shop.close()
})
