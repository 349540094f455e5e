import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { WebFeedFetcher } from '../../adapters/web/feed-fetcher.ts'
import { Malls } from '../../adapters/web/testing-malls.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { FeedRuns } from './feed-runs.ts'
import { feedOf, openFeeds, url, withScratch } from './testing-feeds.ts'

withScratch()
const servers = new Malls()
const minute = 60_000
const day = 24 * 60 * minute

describe('feeds at an address', () => {
  test('are fetched at once, then by their time, and asked by what their server said of them', async () => {
    const { start, clock, fetcher, keys, dir } = await openFeeds({ everyMinutes: 60 })
    fetcher.feeds.set(url, { body: feedOf(3), etag: '"1"' })
    const runs = await start()
    await runs.settled()
    expect(runs.list('ganada')).toMatchObject([
      { state: 'applied', source: 'https://ganada.example/feed.csv', listed: 3 },
    ])
    const next = runs.nextAt('ganada')!
    expect(next).toBeGreaterThanOrEqual(clock.ms + 60 * minute)
    await runs.tick()
    await runs.settled()
    expect(fetcher.asked).toHaveLength(1)
    clock.ms = next
    await runs.tick()
    await runs.settled()
    expect(runs.list('ganada')[0]).toMatchObject({ state: 'unchanged', rows: 0 })
    expect(fetcher.asked[1]).toEqual({ url, known: { etag: '"1"' } })
    fetcher.feeds.set(url, { body: feedOf(4), etag: '"2"' })
    expect(await runs.fetchNow('ganada')).toMatchObject({ mall: 'ganada' })
    await runs.settled()
    expect([runs.list('ganada')[0]?.state, keys(), readdirSync(dir)]).toEqual(['applied', 4, []])
    await runs.close()
  })

  test('that were missed while the server stood are fetched once, with the mark from before', async () => {
    const { start, clock, fetcher } = await openFeeds({ everyMinutes: 60 })
    fetcher.feeds.set(url, { body: feedOf(3), etag: '"1"' })
    const first = await start()
    await first.settled()
    await first.close()
    clock.ms += 10 * 60 * minute
    const second = await start()
    await second.settled()
    expect(fetcher.asked[1]?.known).toEqual({ etag: '"1"' })
    await second.tick()
    await second.settled()
    expect(fetcher.asked).toHaveLength(2)
    await second.close()
  })

  test('that cannot be had are tried ever later; no secret of the address is in folder or answer', async () => {
    const { start, clock, fetcher, dir } = await openFeeds({ everyMinutes: 60 })
    fetcher.feeds.set(url, new Refusal('FEED_PRIVATE', { host: 'ganada.example' }))
    const runs = await start()
    const waits: number[] = []
    for (let count = 1; count <= 3; count++) {
      await runs.settled()
      expect(runs.list('ganada')).toHaveLength(count)
      const next = runs.nextAt('ganada')!
      waits.push(Math.floor((next - clock.ms) / 15 / minute))
      clock.ms = next
      await runs.tick()
    }
    expect(waits).toEqual([1, 2, 4])
    expect(runs.list('ganada').at(-1)).toMatchObject({ state: 'failed', problem: { code: 'FEED_PRIVATE' } })
    expect(JSON.stringify(runs.list('ganada'))).not.toContain('s3cret')
    expect(readdirSync(dir, { recursive: true }).join()).not.toContain('s3cret')
    await runs.close()
  })

  test('are not fetched while the mall is paused, and one that has none says so', async () => {
    const { start, shop, clock, fetcher } = await openFeeds({ everyMinutes: 60 })
    fetcher.feeds.set(url, feedOf(3))
    await shop.malls.pause('ganada')
    const runs = await start()
    await runs.tick()
    await runs.settled()
    expect([fetcher.asked, runs.nextAt('ganada')]).toEqual([[], undefined])
    await expect(runs.fetchNow('ganada')).rejects.toMatchObject({ code: 'MALL_PAUSED' })
    await shop.malls.resume('ganada')
    runs.look('ganada')
    await runs.settled()
    expect(fetcher.asked).toHaveLength(1)
    await shop.malls.put({ id: 'ganada', name: '가나다몰' })
    runs.look('ganada')
    expect(runs.nextAt('ganada')).toBeUndefined()
    await expect(runs.fetchNow('ganada')).rejects.toMatchObject({ code: 'FEED_NONE' })
    clock.ms += day
    await runs.tick()
    await runs.settled()
    expect(fetcher.asked).toHaveLength(1)
    await runs.close()
  })

  test('a stop while it is fetched fetches it anew; one fetch is under way at a time', async () => {
    const { start, fetcher, dir } = await openFeeds({ everyMinutes: 60 })
    fetcher.feeds.set(url, feedOf(3))
    let go = () => {}
    const first = await new Promise<FeedRuns>((resolve) => {
      const starting = start()
      fetcher.before = async () => {
        resolve(await starting)
        await new Promise<void>((goOn) => {
          go = goOn
        })
      }
    })
    const [one, two] = await Promise.all([first.fetchNow('ganada'), first.fetchNow('ganada')])
    expect(one.run).toBe(two.run)
    expect(one.state).toBe('fetching')
    const closing = first.close()
    go()
    await closing
    const [folder] = readdirSync(dir)
    expect(JSON.parse(readFileSync(join(dir, folder!, 'job.json'), 'utf8'))).toMatchObject({ state: 'waiting' })
    fetcher.before = async () => {}
    const second = await start()
    await second.settled()
    expect(second.list('ganada')).toMatchObject([{ run: one.run, state: 'applied' }])
    await second.close()
  })

  test('come from a server by the real fetcher; one of this machine only when its host is allowed', async () => {
    const { start, shop, clock } = await openFeeds()
    const server = await servers.open(({ headers }, response) => {
      const isKnown = headers['if-none-match'] === '"7"'
      response.writeHead(isKnown ? 304 : 200, { etag: '"7"' }).end(isKnown ? undefined : feedOf(3))
    })
    await shop.malls.put({ id: 'ganada', name: '가나다몰', feed: { url: server.url, everyMinutes: 5 } })
    const closed = await start({ fetcher: new WebFeedFetcher() })
    await closed.settled()
    expect(closed.list('ganada')).toMatchObject([{ state: 'failed', problem: { code: 'FEED_PRIVATE' } }])
    expect(server.asked).toEqual([])
    await closed.close()
    clock.ms += 10 * minute
    const opened = await start({ fetcher: new WebFeedFetcher({ privateHosts: [server.host] }) })
    await opened.settled()
    expect(opened.list('ganada')[0]).toMatchObject({ state: 'applied', listed: 3, source: server.url })
    clock.ms += 10 * minute
    await opened.tick()
    await opened.settled()
    expect(opened.list('ganada').map(({ state }) => state)).toEqual(['unchanged', 'applied', 'failed'])
    await opened.close()
  })
})
