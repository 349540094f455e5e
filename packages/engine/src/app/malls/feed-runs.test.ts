import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { Refusal } from '../../domain/refusal.ts'
import type { MallsFace } from './malls.ts'
import type { ReadingAsk } from './reading.ts'
import { feedOf, openFeeds, read, scratch, send, withScratch } from './testing-feeds.ts'

withScratch()
const keptIn = (dir: string, run: string) => JSON.parse(readFileSync(join(dir, run, 'job.json'), 'utf8'))
const day = 24 * 60 * 60_000

/** The malls, but what is read stays where `hold` leaves it. */
const holding = (malls: MallsFace, hold: MallsFace['read']): MallsFace =>
  Object.assign(Object.create(malls), {
    ...Object.fromEntries(
      (['list', 'find', 'get', 'note', 'erase'] as const).map((name) => [
        name,
        (malls[name] as () => unknown).bind(malls),
      ]),
    ),
    read: hold,
  }) as MallsFace

describe('feeds that are sent', () => {
  test('are read one after the other; nothing of them stays but runs and rejected rows', async () => {
    const { start, keys, dir, shop } = await openFeeds()
    const runs = await start()
    const [one, two] = await Promise.all([feedOf(3), `${feedOf(4)}x,,1,\n`].map((text) => send(runs, text)))
    await runs.settled()
    const ended = [one!, two!].map(({ run }) => runs.get('ganada', run))
    expect(ended.map(({ state }) => state).sort()).toEqual(['applied', 'applied'])
    expect(keys()).toBeGreaterThanOrEqual(3)
    expect(runs.list('ganada')).toHaveLength(2)
    expect(readdirSync(dir)).toEqual([two!.run])
    expect(readdirSync(join(dir, two!.run)).sort()).toEqual(['job.json', 'rejected.jsonl'])
    expect(await runs.firstRejects('ganada', two!.run)).toMatchObject([{ line: 6, code: 'FIELD_MISSING' }])
    expect(await runs.firstRejects('ganada', one!.run)).toEqual([])
    expect(runs.ended.applied).toBe(2)
    expect(
      shop.malls
        .get('ganada')
        .runs.map(({ run }) => run)
        .sort(),
    ).toEqual([one!.run, two!.run].sort())
    await runs.close()
  })

  test('that cannot be read are refused by the name that their sender gave, and nothing is kept', async () => {
    const { start, dir } = await openFeeds()
    const runs = await start({ bytesMax: 200 })
    const send = (text: string, mall = 'ganada', map?: string) =>
      runs.send({ mall, name: '상품.csv', map }, Readable.from([Buffer.from(text)]))
    await expect(send('<html></html>')).rejects.toMatchObject({ code: 'FEED_FORMAT', details: { file: '상품.csv' } })
    await expect(send('')).rejects.toMatchObject({ code: 'IMPORT_FILE' })
    await expect(send(feedOf(1), 'ganada', '/etc/passwd')).rejects.toMatchObject({ code: 'IMPORT_MAP' })
    await expect(send(feedOf(50))).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    await expect(send(feedOf(1), 'nobody')).rejects.toMatchObject({ code: 'MALL_UNKNOWN' })
    expect([readdirSync(dir), runs.list('ganada')]).toEqual([[], []])
    await runs.close()
  })

  test('one that breaks off at some byte fails, tells where, and changes nothing', async () => {
    const { start, keys } = await openFeeds()
    const runs = await start()
    await read(runs, feedOf(3))
    const xml = '<rss><channel><item><id>0</id><title>이어폰</title><price>900</price></item><item><id>1'
    const run = await read(runs, xml, 'feed.xml')
    expect(run).toMatchObject({ state: 'failed', source: 'feed.xml', problem: { code: 'FEED_BROKEN' } })
    expect(run.problem?.details?.reason).toContain('</rss>')
    expect(keys()).toBe(3)
    await runs.close()
  })

  test('one that waits can be cancelled, and one under way too', async () => {
    const { start, shop, keys } = await openFeeds()
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    const waiting = holding(shop.malls, async (ask) => {
      begun()
      while (!ask.signal?.aborted) await pause(1)
      return shop.malls.read(ask)
    })
    const runs = await start({ malls: waiting })
    const one = await send(runs, feedOf(3))
    const two = await send(runs, feedOf(3))
    await hasBegun
    expect(await runs.cancel('ganada', two.run)).toMatchObject({ state: 'cancelled', rows: 0 })
    expect(await runs.cancel('ganada', one.run)).toMatchObject({ state: 'cancelled' })
    expect(await runs.cancel('ganada', one.run)).toMatchObject({ state: 'cancelled' })
    await expect(runs.cancel('ganada', 'none')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' })
    expect(keys()).toBe(0)
    await runs.close()
  })
})

describe('feeds that lost most of their offers', () => {
  async function held() {
    const opened = await openFeeds()
    const runs = await opened.start()
    await read(runs, feedOf(40))
    const run = await read(runs, feedOf(5))
    expect(run).toMatchObject({ state: 'held', withdrawn: 35, canApply: true, problem: { code: 'FEED_SHRANK' } })
    expect(run.problem?.details).toEqual({ withdrawn: 35, known: 40, mall: 'ganada' })
    return { ...opened, runs, run: run.run }
  }

  test('are kept over a restart and applied when a person says so, as the same run', async () => {
    const { start, runs, run, keys, dir } = await held()
    await runs.close()
    const again = await start()
    expect(again.get('ganada', run).canApply).toBe(true)
    expect(await again.apply('ganada', run)).toMatchObject({ state: expect.stringMatching(/waiting|comparing/) })
    await again.settled()
    expect(again.get('ganada', run)).toMatchObject({ state: 'applied', withdrawn: 35, canApply: false })
    expect([keys(), again.list('ganada').length, readdirSync(dir)]).toEqual([5, 2, []])
    await expect(again.apply('ganada', run)).rejects.toMatchObject({
      code: 'RUN_NOT_HELD',
      details: { state: 'applied' },
    })
    await again.close()
  })

  test('are let go when dismissed, when a newer one is read, and after 30 days', async () => {
    const { clock, runs, run, keys, dir } = await held()
    const nothing = { listed: 0, changed: 0, repriced: 0, withdrawn: 0, unchanged: 5, rows: 5 }
    expect(await runs.dismiss('ganada', run)).toMatchObject({ state: 'dismissed', canApply: false, ...nothing })
    await expect(runs.dismiss('ganada', run)).rejects.toMatchObject({ code: 'RUN_NOT_HELD' })
    expect(readdirSync(dir)).toEqual([])
    const older = await read(runs, feedOf(5))
    const newer = await read(runs, feedOf(4))
    expect(runs.get('ganada', older.run)).toMatchObject({ state: 'held', canApply: false })
    await expect(runs.apply('ganada', older.run)).rejects.toMatchObject({ code: 'RUN_FEED_GONE' })
    expect(readdirSync(dir)).toEqual([newer.run])
    clock.ms += 31 * day
    await runs.tick()
    expect(readdirSync(dir)).toEqual([])
    expect(runs.get('ganada', newer.run)).toMatchObject({ state: 'held', canApply: false })
    expect(await runs.dismiss('ganada', newer.run)).toMatchObject({ state: 'dismissed' })
    expect(keys()).toBe(40)
    await runs.close()
  })

  test('go first where the room is needed', async () => {
    const { start, runs, run } = await held()
    await runs.close()
    const bytes = Buffer.byteLength(feedOf(40))
    const small = await start({ waitingBytesMax: bytes + 10 })
    expect(small.get('ganada', run).canApply).toBe(true)
    expect(await read(small, feedOf(40))).toMatchObject({ state: 'unchanged' })
    expect(small.get('ganada', run).canApply).toBe(false)
    await small.close()
  })
})

describe('a run that is under way when the server ends', () => {
  test('begins again after a stop, as the same run, and is noted once', async () => {
    const { start, shop, keys } = await openFeeds()
    const stopped = holding(shop.malls, async ({ signal, ...ask }) => {
      while (!signal?.aborted) await pause(1)
      return shop.malls.read({ ...ask, signal })
    })
    const first = await start({ malls: stopped })
    const { run } = await send(first, feedOf(3))
    await first.close()
    expect(shop.malls.get('ganada').runs).toEqual([])
    const second = await start()
    await second.settled()
    expect(second.list('ganada')).toMatchObject([{ run, state: 'applied', listed: 3 }])
    expect(keys()).toBe(3)
    await second.close()
  })

  /** Its folder as a process left it that ended amid the applying, and how much that had applied. */
  async function crashedAmid(count: number) {
    const { start, shop, clock, keys, dir } = await openFeeds()
    let crashed = () => {}
    const crash = new Promise<void>((resolve) => {
      crashed = resolve
    })
    const crashing = holding(shop.malls, async (ask) => {
      const stop = new AbortController()
      const onProgress: ReadingAsk['onProgress'] = (step, rows, applied) => {
        clock.ms += 1_000 // it is kept once a second
        ask.onProgress?.(step, rows, applied)
        if (step === 'applying') stop.abort(new Refusal('STOPPING')) // a block is in, and nobody noted the run
      }
      await shop.malls.read({ ...ask, signal: stop.signal, onProgress }).catch(() => {})
      crashed()
      return new Promise(() => {})
    })
    const first = await start({ malls: crashing })
    const { run } = await send(first, feedOf(count))
    await crash
    const done = keys()
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(count)
    await vi.waitFor(() => expect(keptIn(dir, run).applied).toMatchObject({ listed: done }))
    const copy = join(scratch.root, 'after')
    cpSync(dir, copy, { recursive: true })
    return { start, shop, keys, run, done, dir: copy }
  }

  test('applies the rest after a crash amid the applying', async () => {
    const { start, keys, dir } = await crashedAmid(6_000)
    const second = await start({ dir })
    await second.settled()
    expect([second.list('ganada').length, keys()]).toEqual([1, 6_000])
    expect(second.list('ganada')[0]).toMatchObject({ state: 'applied' })
    await second.close()
  }, 30_000)

  test('tells what it applied where it is given up', async () => {
    const { start, shop, dir, run, done } = await crashedAmid(1_200)
    writeFileSync(join(dir, run, 'job.json'), JSON.stringify({ ...keptIn(dir, run), crashes: 3 }))
    const second = await start({ dir })
    const given = { rows: 1_200, listed: done, problem: { code: 'RUN_STOPPED' } }
    expect(second.get('ganada', run)).toMatchObject({ state: 'failed', ...given })
    expect(shop.malls.get('ganada').runs).toMatchObject([given])
    await second.close()
  })

  test('is given up when the process ends again and again, and the others are read', async () => {
    const { start, shop, dir } = await openFeeds()
    let begun = () => {}
    const hang: MallsFace['read'] = () => {
      begun()
      return new Promise(() => {})
    }
    const begins = () =>
      new Promise<void>((resolve) => {
        begun = resolve
      })
    const malls = holding(shop.malls, hang)
    const first = begins()
    const never = await start({ malls })
    await send(never, feedOf(3), 'bad.csv')
    await first
    let last = dir
    for (let crash = 0; crash < 3; crash++) {
      const next = join(scratch.root, `crash${crash}`)
      cpSync(last, next, { recursive: true })
      last = next
      const reads = begins()
      await start({ dir: last, malls })
      await reads
    }
    cpSync(last, join(scratch.root, 'end'), { recursive: true })
    const runs = await start({ dir: join(scratch.root, 'end') })
    expect(runs.list('ganada')).toMatchObject([
      { state: 'failed', listed: 0, problem: { code: 'RUN_STOPPED', details: { source: 'bad.csv', crashes: 4 } } },
    ])
    expect(await read(runs, feedOf(2))).toMatchObject({ state: 'applied' })
    await runs.close()
  })
})

test('a mall that is erased takes its feeds along, the ones under way too; of those that come late nothing is kept', async () => {
  const { start, shop, dir } = await openFeeds()
  const runs = await start()
  await read(runs, feedOf(40))
  await read(runs, feedOf(5)) // held
  const late = new Readable({ read() {} })
  late.push(feedOf(3))
  const arriving = runs.send({ mall: 'ganada', name: 'late.csv' }, late)
  await send(runs, feedOf(2_000))
  await runs.erase('ganada')
  late.push(null)
  await expect(arriving).rejects.toMatchObject({ code: 'MALL_UNKNOWN' })
  await shop.settled()
  expect([readdirSync(dir), shop.malls.list(), shop.malls.counts()]).toEqual([[], [], { offers: 0, products: 0 }])
  await runs.close()
})
