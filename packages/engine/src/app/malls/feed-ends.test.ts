import { readdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { durableFiles } from '../../adapters/files/durable-file.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { MallsFace } from './malls.ts'
import type { ReadingAsk } from './reading.ts'
import { feedOf, openFeeds, read, send, url, withScratch } from './testing-feeds.ts'

withScratch()

/** The malls, some of whose calls do something else. */
const otherwise = (malls: MallsFace, calls: Partial<MallsFace>): MallsFace =>
  new Proxy(malls, {
    get: (_, name) => {
      const call = calls[name as keyof MallsFace] ?? malls[name as keyof MallsFace]
      return (call as () => unknown).bind(malls)
    },
  })

/** Something that somebody waits for, and what lets it go on. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

const withReject = `${feedOf(3)}x,,1,\n`

describe('a run ends once', () => {
  test('as it was noted, also where the disk takes nothing of it then; that is cleared away later', async () => {
    const { start, shop, dir } = await openFeeds()
    const told: string[] = []
    let isFull = true
    const files = {
      ...durableFiles,
      write: async (path: string, text: string) => {
        if (isFull && text.includes('"state":"ended"')) throw new Error('the disk is full')
        await durableFiles.write(path, text)
      },
    }
    const runs = await start({ files, tell: (reason) => told.push(reason) })
    const run = await read(runs, withReject)
    expect(run).toMatchObject({ state: 'applied', listed: 3, rejected: 1 })
    expect(shop.malls.get('ganada').runs).toMatchObject([{ end: 'applied' }])
    expect([runs.ended.applied, runs.ended.failed]).toEqual([1, 0])
    expect(told.join()).toContain('the disk is full')
    isFull = false
    await runs.tick()
    await runs.close()
    const again = await start()
    expect(again.get('ganada', run.run)).toMatchObject({ state: 'applied', hasRejects: true })
    expect([readdirSync(dir), again.ended.applied]).toEqual([[run.run], 0])
    await again.close()
  })

  test('by the first word: who dismisses wins over who applies, and the other way round', async () => {
    const { start, shop, keys } = await openFeeds()
    const noting = gate()
    let notes = 0
    const malls = otherwise(shop.malls, {
      note: async (mall, run) => {
        notes += 1
        await noting.opened
        await shop.malls.note(mall, run)
      },
    })
    const runs = await start({ malls })
    await read(runs, feedOf(40))
    const { run } = await read(runs, feedOf(5))
    const [dismissed, twice, late] = [
      runs.dismiss('ganada', run),
      runs.dismiss('ganada', run).catch((error: Refusal) => error.code),
      runs.apply('ganada', run).catch((error: Refusal) => error.code),
    ]
    expect([await late, await twice]).toEqual(['RUN_NOT_HELD', 'RUN_NOT_HELD'])
    noting.open()
    expect(await dismissed).toMatchObject({ state: 'dismissed' })
    const held = await read(runs, feedOf(5))
    const applied = runs.apply('ganada', held.run)
    await expect(runs.dismiss('ganada', held.run)).rejects.toMatchObject({ code: 'RUN_NOT_HELD' })
    await applied
    await runs.settled()
    expect(runs.get('ganada', held.run)).toMatchObject({ state: 'applied', withdrawn: 35 })
    expect([notes, keys(), runs.ended.dismissed]).toEqual([1, 5, 1])
    await runs.close()
  })

  test('and is held as before where the disk does not take that it is to be applied', async () => {
    const { start, keys } = await openFeeds()
    let isFull = false
    const files = {
      ...durableFiles,
      write: async (path: string, text: string) => {
        if (isFull) throw new Error('the disk is full')
        await durableFiles.write(path, text)
      },
    }
    const runs = await start({ files })
    await read(runs, feedOf(40))
    const { run } = await read(runs, feedOf(5))
    isFull = true
    await expect(runs.apply('ganada', run)).rejects.toThrow('the disk is full')
    isFull = false
    await runs.tick()
    await runs.settled()
    expect(runs.get('ganada', run)).toMatchObject({ state: 'held', canApply: true })
    expect(keys()).toBe(40)
    await runs.close()
  })
})

describe('a feed under which the matcher dies', () => {
  const dying = (malls: MallsFace, deaths: number) => {
    let tries = 0
    const read: MallsFace['read'] = async (ask) => {
      tries += 1
      if (tries <= deaths) throw new Refusal('MATCHING_STOPPED', { reason: 'the thread ended with code 134' })
      return malls.read(ask)
    }
    return { malls: otherwise(malls, { read }), tries: () => tries }
  }

  test('is kept and read again by the next matcher', async () => {
    const { start, shop, keys, dir } = await openFeeds()
    const { malls, tries } = dying(shop.malls, 2)
    const runs = await start({ malls })
    expect(await read(runs, feedOf(3))).toMatchObject({ state: 'applied', listed: 3 })
    expect([tries(), keys(), readdirSync(dir), shop.malls.get('ganada').runs.length]).toEqual([3, 3, [], 1])
    await runs.close()
  })

  test('is given up after the fourth time, and tells of it; the next one is read', async () => {
    const { start, shop, keys } = await openFeeds()
    const { malls, tries } = dying(shop.malls, 4)
    const runs = await start({ malls })
    const run = await read(runs, feedOf(3))
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'MATCHING_STOPPED' } })
    expect([tries(), keys()]).toEqual([4, 0])
    await send(runs, feedOf(3))
    await runs.settled()
    expect(keys()).toBe(3)
    await runs.close()
  })

  test('tells what all its tries applied when it is given up', async () => {
    const { start, shop, keys } = await openFeeds()
    let tries = 0
    const read: MallsFace['read'] = (ask) => {
      tries += 1
      const stop = new AbortController()
      const onProgress: ReadingAsk['onProgress'] = (step, rows, applied) => {
        ask.onProgress?.(step, rows, applied)
        if (applied.listed > 0 || tries > 2)
          stop.abort(new Refusal('MATCHING_STOPPED', { reason: 'the thread ended with code 134' }))
      }
      return shop.malls.read({ ...ask, signal: stop.signal, onProgress })
    }
    const runs = await start({ malls: otherwise(shop.malls, { read }) })
    const { run } = await send(runs, `${feedOf(1_600)}x,,1,\n`)
    await runs.settled()
    expect([tries, keys()]).toEqual([4, 1_600])
    expect(runs.get('ganada', run)).toMatchObject({
      ...{ state: 'failed', rows: 1_601, rejected: 1, listed: 1_600, hasRejects: true },
      problem: { code: 'MATCHING_STOPPED' },
    })
    await runs.close()
  })
})

test('a feed of which rows were lost is dismissed, and tells what was applied of it', async () => {
  const { start, keys } = await openFeeds()
  const runs = await start()
  await read(runs, feedOf(40))
  const lost = `${feedOf(39)}new,새 이어폰,900,소리결\n,,,\n`
  const { run, ...held } = await read(runs, lost)
  expect(held).toMatchObject({ state: 'held', listed: 1, withdrawn: 1, problem: { code: 'FEED_ROWS_LOST' } })
  expect(await runs.dismiss('ganada', run)).toMatchObject({ state: 'dismissed', listed: 1, withdrawn: 0 })
  expect(keys()).toBe(41)
  await runs.close()
})

describe('while the log takes nothing', () => {
  const refused = async () => {
    throw new Refusal('LOG_UNAVAILABLE', { reason: 'the disk is full' })
  }
  /** Malls whose reading waits until it is stopped, and which can note nothing while `isFull`. */
  const full = (malls: MallsFace) => {
    const reading = gate()
    const log = { isFull: true }
    const calls: Partial<MallsFace> = {
      note: (mall, run) => (log.isFull ? refused() : malls.note(mall, run)),
      read: async (ask) => {
        reading.open()
        while (!ask.signal?.aborted) await pause(1)
        return log.isFull ? refused() : malls.read(ask)
      },
    }
    return { malls: otherwise(malls, calls), begun: reading.opened, log }
  }

  test('a run that is cancelled is not forgotten: it ends as soon as the log takes it', async () => {
    const { start, shop, keys, dir } = await openFeeds()
    const { malls, begun, log } = full(shop.malls)
    const runs = await start({ malls })
    const { run } = await send(runs, feedOf(3))
    await begun
    expect(await runs.cancel('ganada', run)).toMatchObject({ state: 'waiting' })
    await runs.tick()
    await runs.settled()
    expect(runs.get('ganada', run)).toMatchObject({ state: 'waiting' })
    log.isFull = false
    await runs.tick()
    await runs.settled()
    expect(runs.get('ganada', run)).toMatchObject({ state: 'cancelled', listed: 0 })
    expect([keys(), readdirSync(dir)]).toEqual([0, []])
    await runs.close()
  })

  test('nor is it by the next start', async () => {
    const { start, shop, keys, dir } = await openFeeds()
    const { malls, begun } = full(shop.malls)
    const runs = await start({ malls })
    const { run } = await send(runs, feedOf(3))
    await begun
    await runs.cancel('ganada', run)
    await runs.close()
    const again = await start()
    await again.settled()
    expect(again.get('ganada', run)).toMatchObject({ state: 'cancelled' })
    expect([keys(), readdirSync(dir)]).toEqual([0, []])
    await again.close()
  })

  test('starts count as no crashes of the feed: it is read once the log takes it', async () => {
    const { start, shop, keys } = await openFeeds()
    const malls = otherwise(shop.malls, { read: refused })
    const first = await start({ malls })
    const { run } = await send(first, feedOf(3))
    await first.settled()
    await first.close()
    for (let starts = 0; starts < 5; starts++) {
      const next = await start({ malls })
      await next.settled()
      await next.close()
    }
    const last = await start()
    await last.settled()
    expect(last.get('ganada', run)).toMatchObject({ state: 'applied', listed: 3 })
    expect(keys()).toBe(3)
    await last.close()
  })
})

test('a run that is cancelled as its feed has just been fetched is not read', async () => {
  const { start, fetcher, keys } = await openFeeds({ everyMinutes: 60 })
  fetcher.feeds.set(url, feedOf(3))
  const runs = await start()
  await runs.settled()
  const writing = gate()
  const files = {
    ...durableFiles,
    write: async (path: string, text: string) => {
      if (text.includes('"state":"waiting"') && text.includes('"bytes"')) writing.open()
      await durableFiles.write(path, text)
    },
  }
  await runs.close()
  fetcher.feeds.set(url, feedOf(4))
  const again = await start({ files })
  const { run } = await again.fetchNow('ganada')
  await writing.opened
  expect(await again.cancel('ganada', run)).toMatchObject({ state: 'cancelled' })
  await again.settled()
  expect([again.get('ganada', run).state, keys()]).toEqual(['cancelled', 3])
  await again.close()
})
