import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach } from 'vitest'
import { durableFiles } from '../../adapters/files/durable-file.ts'
import { openTestingShop } from '../testing-shop.ts'
import { FeedRuns, type FeedRunsOptions } from './feed-runs.ts'
import { TestingFetcher } from './testing-fetcher.ts'

const row = (i: number) => `${i},이어폰 SG-${i},${1_000 + i},소리결\n`

/** For tests: a feed of so many offers. */
export const feedOf = (count: number): string =>
  `id,title,price,brand\n${Array.from({ length: count }, (_, i) => row(i)).join('')}`
/** Of the mall, with secrets in it. */
export const url = 'https://u:s3cret@ganada.example/feed.csv?key=s3cret'

/** For tests: a folder of the test that runs. */
export const scratch = { root: '' }

/** For tests: to be called once in a file. */
export function withScratch(): void {
  beforeEach(() => {
    scratch.root = mkdtempSync(join(tmpdir(), 'nunchi-feeds-'))
  })
  afterEach(() => rmSync(scratch.root, { recursive: true, force: true }))
}

/** For tests: a shop with one mall, and its feeds; a restart is a second `start` over the same folder. */
export async function openFeeds(mall: { readonly everyMinutes?: number } = {}) {
  const { shop, clock } = await openTestingShop()
  const fetcher = new TestingFetcher()
  const { everyMinutes } = mall
  const feed = everyMinutes === undefined ? {} : { feed: { url, everyMinutes } }
  await shop.malls.put({ id: 'ganada', name: '가나다몰', consent: { by: '김대표', at: clock.now() }, ...feed })
  const dir = join(scratch.root, 'feeds')
  const parts = { files: durableFiles, malls: shop.malls, fetcher, currency: 'KRW', now: () => clock.ms, tickMs: 0 }
  const start = (more: Partial<FeedRunsOptions> = {}) => FeedRuns.open({ ...parts, dir, ...more })
  return { shop, clock, fetcher, dir, start, keys: () => shop.malls.counts().offers }
}

/** For tests: sends a feed and lets it be read. */
export function send(runs: FeedRuns, feed: string | Buffer, name = 'feed.csv') {
  return runs.send({ mall: 'ganada', name }, Readable.from([Buffer.from(feed)]))
}

/** For tests: the same, and waits for its end. */
export async function read(runs: FeedRuns, feed: string | Buffer, name?: string) {
  const { run } = await send(runs, feed, name)
  await runs.settled()
  return runs.get('ganada', run)
}
