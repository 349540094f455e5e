import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { durableFiles } from '../../adapters/files/durable-file.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { MallsFace } from './malls.ts'
import { feedOf, openFeeds, read, send, withScratch } from './testing-feeds.ts'

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
})
