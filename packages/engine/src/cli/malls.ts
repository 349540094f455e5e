import { basename, join, resolve } from 'node:path'
import { Command } from 'commander'
import { durableFiles } from '../adapters/files/durable-file.ts'
import type { Encoding } from '../app/import/encoding.ts'
import { RejectFile } from '../app/import/rejects.ts'
import { givenFeed, shownFeed } from '../app/malls/feed-address.ts'
import { dropFeeds } from '../app/malls/feed-runs.ts'
import type { MallTold } from '../app/malls/malls.ts'
import type { FeedRun } from '../domain/mall.ts'
import { encodingOption, exitCodes, withSignals } from './import.ts'
import { openShop } from './open-shop.ts'
import { currencyOption, minutesOption } from './options.ts'
import { duration, grouped } from './progress.ts'
import { type ShopFlags, withData, withShop } from './with-shop.ts'

type AddFlags = ShopFlags & {
  readonly name?: string
  readonly by?: string
  readonly note?: string
  readonly manySellers?: boolean
  readonly feed?: string | false
  readonly every: number
}
type ReadFlags = ShopFlags & {
  readonly force?: boolean
  readonly map?: string
  readonly encoding?: Encoding
  readonly currency?: string
  readonly rejected?: string
}

const lineEveryMs = 2_000

/** The command `malls`: registers malls, reads their feeds into products, and erases them, in a data folder that no server is using. */
export function mallsCommand(): Command {
  const malls = new Command('malls').description('take in the offers of malls: their feeds become products')
  withData(malls.command('add <mall>').description('register a mall, or say anew what it is'))
    .option('--name <name>', 'as shoppers read it (default: the id)')
    .option('--by <person>', 'who of the mall agreed to its offers being taken in; needed the first time')
    .option('--note <text>', 'to what they agreed')
    .option('--many-sellers', 'many sellers offer there: several new offers of one product are no mistake')
    .option('--feed <url>', 'where nunchi serve fetches its feed from')
    .option('--no-feed', 'its feed is fetched no more: it is sent')
    .option('--every <minutes>', 'how often it does', minutesOption, 60)
    .option('--no-many-sellers', 'each product has one new offer there, as elsewhere')
    .action((mall: string, flags: AddFlags) => add(mall, flags))
  withData(malls.command('list').description('list the malls with their offers and last readings')).action(
    (flags: ShopFlags) =>
      withShop(flags, async ({ shop }) => {
        for (const mall of shop.malls.list()) console.log(lineOf(mall))
        if (shop.malls.list().length === 0) console.log('There is no mall yet; nunchi malls add registers one.')
      }),
  )
  withData(
    malls
      .command('read <mall> <file>')
      .description('read a feed: Google, Naver, JSON Lines or a table; what changed is applied'),
  )
    .option('--force', 'apply it even if it would take most offers away')
    .option('--map <name|file>', 'column map: a shipped one, or a JSON file of your own')
    .option('--encoding <name>', 'when it cannot be told from the file', encodingOption)
    .option('--currency <code>', 'of prices that name none, ISO 4217', currencyOption, 'KRW')
    .option('--rejected <file>', 'where rejected rows go (default: FILE.rejected.jsonl)')
    .action(async (mall: string, file: string, flags: ReadFlags) => {
      process.exitCode = await withSignals((signal) => read(mall, file, { flags, signal }))
    })
  for (const what of ['pause', 'resume'] as const)
    withData(
      malls
        .command(`${what} <mall>`)
        .description(what === 'pause' ? 'read its feed no more; its offers stay' : 'read its feed again'),
    ).action((mall: string, flags: ShopFlags) =>
      withShop(flags, async ({ shop }) => console.log(lineOf(await shop.malls[what](mall)))),
    )
  withData(
    malls.command('erase <mall>').description('take out all that came from a mall, from the log and all files too'),
  ).action((mall: string, flags: ShopFlags) =>
    withShop(flags, async ({ shop }) => {
      const { offers } = shop.malls.get(mall)
      await shop.malls.erase(mall)
      await dropFeeds(mall, { dir: join(resolve(flags.data), 'feeds'), files: durableFiles })
      await shop.settled()
      console.log(`${mall} is gone, with ${grouped(offers)} offers.`)
    }),
  )
  return malls
}

/** May be the first thing that is done with a folder. */
async function add(id: string, { name, by, note, manySellers, feed: url, every, ...place }: AddFlags): Promise<void> {
  const { shop, close } = await openShop(place)
  try {
    const consent = by === undefined ? {} : { consent: { by, at: shop.now(), ...(note === undefined ? {} : { note }) } }
    const known = shop.malls.find(id)?.mall
    const feed = typeof url === 'string' ? givenFeed({ url, everyMinutes: every }, known?.feed) : (url ?? known?.feed)
    const isMarket = manySellers ?? known?.manySellers ?? false
    const told = await shop.malls.put({
      ...{ id, name: name ?? known?.name ?? id, ...consent },
      ...(feed ? { feed } : {}),
      ...(isMarket ? { manySellers: true } : {}),
    })
    console.log(lineOf(told))
  } finally {
    await close()
  }
}

async function read(
  mall: string,
  file: string,
  { flags, signal }: { flags: ReadFlags; signal: AbortSignal },
): Promise<number> {
  const { force, map, encoding, currency, rejected = `${file}.rejected.jsonl` } = flags
  return withShop(flags, async ({ shop }) => {
    const rejects = new RejectFile(rejected, 0, (fault) => fault)
    let toldAt = Date.now()
    const onProgress = (step: string, rows: number) => {
      if (Date.now() - toldAt < lineEveryMs) return
      toldAt = Date.now()
      console.error(`${step}: ${grouped(rows)} rows`)
    }
    const startedAt = Date.now()
    const how = { mall, file, source: basename(file), map, encoding, currency, isForced: force, signal, onProgress }
    const run = await shop.malls
      .read({ ...how, onReject: (line, fault) => rejects.add(line, fault) })
      .finally(() => rejects.close())
    console.log(runText(run, (Date.now() - startedAt) / 1_000))
    if (run.rejected > 0) console.log(`  rejected rows are in ${rejected}`)
    if (run.problem)
      console.error(`${run.problem.code}: ${run.problem.message}${run.end === 'held' ? ' (--force)' : ''}`)
    return exitCodeOf(run)
  })
}

function exitCodeOf({ end, rejected }: FeedRun): number {
  if (end === 'cancelled') return exitCodes.interrupted
  if (end === 'failed' || end === 'held') return exitCodes.failed
  return rejected > 0 ? exitCodes.someRejected : exitCodes.fine
}

function runText(
  { end, rows, listed, changed, repriced, withdrawn, unchanged, rejected }: FeedRun,
  seconds: number,
): string {
  const counts = { new: listed, changed, repriced, withdrawn, unchanged, rejected }
  const told = Object.entries(counts).map(([name, count]) => `${name} ${grouped(count)}`)
  return `${end}: ${grouped(rows)} rows in ${duration(seconds)}; ${told.join(', ')}`
}

/** A mall on one line. */
function lineOf({ mall, offers, isPaused, runs }: MallTold): string {
  const last = runs.at(-1)
  const reading = last ? `last read ${new Date(last.startedAt).toISOString()}: ${last.end}` : 'never read'
  const many = mall.manySellers ? '  many sellers' : ''
  const feed = mall.feed ? `  ${shownFeed(mall.feed).url} every ${mall.feed.everyMinutes} min` : ''
  return `${mall.id}  ${mall.name}  ${grouped(offers)} offers  ${isPaused ? 'paused' : 'active'}${many}${feed}  ${reading}  (consent: ${mall.consent.by})`
}
