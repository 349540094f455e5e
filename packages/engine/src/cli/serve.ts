import { join } from 'node:path'
import { Command, Option } from 'commander'
import colors from 'picocolors'
import { pino } from 'pino'
import { durableFiles } from '../adapters/files/durable-file.ts'
import { WebFeedFetcher } from '../adapters/web/feed-fetcher.ts'
import type { Notifiers } from '../app/alerts/notifiers.ts'
import { UnsubscribeLinks } from '../app/alerts/unsubscribe-links.ts'
import { readCategoryFile } from '../app/attributes/category-file.ts'
import { ImportJobs } from '../app/import/jobs.ts'
import { currencyDigits } from '../app/import/money.ts'
import { FeedRuns } from '../app/malls/feed-runs.ts'
import { RoutingDesk } from '../app/routing/routing-desk.ts'
import type { PolicyShares } from '../decide/rank/policy.ts'
import { messageOf } from '../domain/message.ts'
import type { PageFolders } from '../http/pages.ts'
import { buildServer, type Server } from '../http/server.ts'
import type { LiveTown } from '../sim/life/live-town.ts'
import type { TownSize } from '../sim/town/town.ts'
import { demoSeed, demoShares, demoTown, fillWithDemo, pictures, refuseDemoData, startLife } from './demo.ts'
import { bringOrders, demoDriverKey, keepDays } from './demo-dispatch.ts'
import { type DemoPerson, demoPersons, frequentShoppers } from './demo-persons.ts'
import { demoKeys, type KeyPair, makeFirstKeys } from './first-keys.ts'
import { settleHeap } from './heap.ts'
import { identitySecretOf } from './identity-secret.ts'
import { listen } from './listen.ts'
import {
  addNotifierOptions,
  type NotifierFlags,
  type NotifierSettings,
  notifierSettings,
  openNotifiers,
} from './notifiers.ts'
import { defaultData, type OpenedShop, openShop } from './open-shop.ts'
import {
  currencyOption,
  exploreOption,
  folderOption,
  gigabytesOption,
  heldOption,
  hostOption,
  hostsOption,
  paceOption,
  policiesOption,
  portOption,
  trainOption,
} from './options.ts'
import { findPages } from './pages.ts'
import { addRoadOptions, type RoadFlags, roadParts } from './road-options.ts'
import { stopOnSignal } from './stop.ts'

type ServeFlags = NotifierFlags &
  RoadFlags & {
    readonly data?: string
    readonly port: number
    readonly host: string
    readonly log?: string
    readonly demo?: boolean
    readonly demoPace: number
    readonly demoSize: TownSize
    readonly empty?: boolean
    readonly policies?: PolicyShares
    readonly explore: number
    readonly train?: number
    readonly learnWaiting: number
    readonly heldHours: number
    readonly currency: string
    readonly categoryTree?: string
    readonly importMax: number
    readonly uploadsMax: number
    readonly feedHosts?: readonly string[]
  }

const gigabyte = 1024 ** 3

/** The command `serve`: opens a data folder and answers on a port until it is told to stop. */
export function serveCommand(): Command {
  return addRoadOptions(addNotifierOptions(new Command('serve')))
    .description('serve a shop over HTTP')
    .option('--data <dir>', 'data folder; made when missing (./nunchi-data, with --demo ./nunchi-demo)', folderOption)
    .option('--port <n>', 'port', portOption, 4747)
    .option('--host <address>', 'address to listen on; 0.0.0.0 for all', hostOption, '127.0.0.1')
    .option('--log <url>', 'keep the log in NATS JetStream: nats://host:4222/stream (or NUNCHI_LOG)')
    .option('--policies <shares>', 'share of shoppers per policy: individual=0.9,popular=0.1', policiesOption)
    .option('--train <days>', 'learn the ranker anew every so many days: 1 to 30', trainOption)
    .option(
      '--learn-waiting <days>',
      'learn anew every so many days whether waiting for a price pays: 1 to 30',
      trainOption,
      7,
    )
    .option('--held-hours <n>', 'hours after which a doubtful price is believed: 0 (never) to 720', heldOption, 24)
    .option('--explore <share>', 'share of pages that try something by chance: 0 to 0.2', exploreOption, 0)
    .option('--currency <code>', "the shop's currency (ISO 4217)", currencyOption, 'KRW')
    .option('--category-tree <file>', "tree to put malls' offers into: Google's text or Best Buy's JSON, also .gz")
    .option('--import-max <gb>', 'largest file or feed that is taken, in gigabytes', gigabytesOption, 5)
    .option(
      '--uploads-max <gb>',
      'all files together that wait to be imported, in gigabytes; feeds too',
      gigabytesOption,
      20,
    )
    .option(
      '--feed-hosts <hosts>',
      'hosts in private networks that feeds may come from: feeds.intranet,10.0.0.7:8080',
      hostsOption,
    )
    .addOption(
      new Option('--demo', 'show a made-up town: fill an empty data folder with it, and let it live').conflicts(
        'empty',
      ),
    )
    .option('--demo-pace <n>', 'made-up events a second while it serves, 0 for none', paceOption, 2)
    .addOption(
      new Option('--demo-size <name>', 'town (5,000 products, 2,000 shoppers) or tiny (200 and 40)')
        .choices(['town', 'tiny'])
        .default('town'),
    )
    .option('--empty', 'start without demo data, and not in a folder that has some')
    .action(serve)
}

/** Keys come last: those made by a start that comes to nothing would be lost, as they are shown only once. */
async function serve(flags: ServeFlags, command: Command): Promise<void> {
  const started = Date.now()
  const settings = settingsOf(flags, command)
  const data = flags.data ?? defaultData(flags)
  const log = pino() // lines of JSON, as the server's own
  const policies = flags.policies ?? (flags.demo ? demoShares : undefined)
  const categories = flags.categoryTree === undefined ? undefined : await readCategoryFile(flags.categoryTree)
  const roads = roadParts(flags)
  const { train: trainEveryDays, learnWaiting: learnWaitingDays } = flags
  const place = { ...flags, ...roads, data, policies, trainEveryDays, learnWaitingDays, categories }
  const opened = await openShop({ ...place, tell: ({ chore, reason }) => log.warn({ chore }, reason) })
  let server: Server | undefined
  let imports: ImportJobs | undefined
  let feeds: FeedRuns | undefined
  let life: Pick<LiveTown, 'stop'> | undefined
  const routing = new RoutingDesk({ now: () => opened.shop.now(), ...roads })
  let notifiers: Notifiers | undefined
  const stop = async (): Promise<void> => {
    await life?.stop()
    await Promise.all([server?.stop(), routing.close()]) // who waits for a plan gets the best so far
    await imports?.close()
    await feeds?.close()
    await opened.close()
    await notifiers?.close()
  }
  try {
    const town = flags.demo ? demoTown(opened.shop.now(), flags.demoSize) : undefined
    if (town) await fillWithDemo(opened, town, data)
    if (flags.empty) refuseDemoData(opened, data)
    const currency = { code: flags.currency, digits: currencyDigits(flags.currency) }
    const pair = town && (await demoKeys(opened.keys, data))
    const identitySecret = await identitySecretOf(data)
    const persons = demoPersons(identitySecret, town?.shoppers ?? [])
    const config = pair && { publishableKey: pair.publishable, currency, seed: demoSeed, persons }
    const demo = town && config && { config, image: pictures(town) }
    const pages = findPages({ demo: demo !== undefined })
    const options = { currency, identitySecret, pages, demo }
    const warnOf = (chore: string) => (reason: string) => log.warn({ chore }, reason)
    notifiers = await openNotifiers(data, settings)
    const unsubscribing = new UnsubscribeLinks(identitySecret)
    opened.shop.tellPeople({ notifiers, currency, unsubscribing, tell: warnOf('alerts') })
    imports = await openImports(opened, { ...flags, data }, warnOf('import'))
    feeds = await openFeeds(opened, { ...flags, data }, warnOf('feeds'))
    server = buildServer({ shop: opened.shop, keys: opened.keys, imports, feeds, routing, notifiers, options })
    await server.warmUp()
    settleHeap()
    const address = await listen(server, flags)
    stopOnSignal(stop)
    void opened.shop.malls.warmUp()
    console.log(
      `${colors.green('Nunchi')} serves ${address} from ${data} (${opened.shop.health().position} events, ready in ${Date.now() - started} ms)`,
    )
    if (town && pair) {
      const driver = await demoDriverKey(opened.keys, data)
      printWhatToTry(address, { ...pair, driver, ...somethingToTry(opened, persons[0]!.user) }, pages)
      life = beginLife(opened, { town, pace: flags.demoPace, warn: warnOf('demo') }, persons)
      return
    }
    await makeFirstKeys(opened.keys, data, { show: process.stdout.isTTY ? showKeys : undefined })
  } catch (error) {
    await stop()
    throw error
  }
}

/** Lets the town live, makes its days of deliveries beside the answers, and has brought what visitors order. */
function beginLife(
  opened: OpenedShop,
  how: Parameters<typeof startLife>[1],
  persons: readonly DemoPerson[],
): Pick<LiveTown, 'stop'> {
  const { shop } = opened
  const ending = new AbortController()
  const running = { signal: ending.signal, warn: how.warn }
  const days = keepDays(shop, frequentShoppers(how.town.shoppers, demoDeliveries), running)
  const users = persons.map(({ user, name }) => ({ id: user, name }))
  const bringing = bringOrders(shop, users, running)
  void Promise.all([days, bringing]).catch((error: unknown) => how.warn(messageOf(error)))
  const life = startLife(opened, how)
  return {
    stop: async () => {
      ending.abort()
      await life.stop()
      await Promise.allSettled([days, bringing]) // told
    },
  }
}

/** Ends the command with a word, where one option is of no use without another. */
function settingsOf(flags: ServeFlags, command: Command): NotifierSettings {
  try {
    return notifierSettings(flags)
  } catch (error) {
    return command.error(`error: ${messageOf(error)}`)
  }
}

/** The folder of uploaded files; what an earlier start did not get through goes on. */
function openImports(
  { shop }: OpenedShop,
  { data, currency, importMax, uploadsMax }: ServeFlags & { readonly data: string },
  tell: (reason: string) => void,
): Promise<ImportJobs> {
  const bytesMax = Math.floor(importMax * gigabyte)
  const waitingBytesMax = Math.floor(uploadsMax * gigabyte)
  const limits = { bytesMax, waitingBytesMax }
  const dir = join(data, 'uploads')
  return ImportJobs.open({ dir, files: durableFiles, shop, currency, now: Date.now, ...limits, tell })
}

/** The folder of malls' feeds; what an earlier start did not get through begins again. */
function openFeeds(
  { shop }: OpenedShop,
  { data, currency, importMax, uploadsMax, feedHosts }: ServeFlags & { readonly data: string },
  tell: (reason: string) => void,
): Promise<FeedRuns> {
  const bytesMax = Math.floor(importMax * gigabyte)
  const limits = { bytesMax, waitingBytesMax: Math.floor(uploadsMax * gigabyte) }
  const fetcher = new WebFeedFetcher({ privateHosts: feedHosts, bytesMax })
  const dir = join(data, 'feeds')
  return FeedRuns.open({
    dir,
    files: durableFiles,
    malls: shop.malls,
    fetcher,
    currency,
    now: Date.now,
    ...limits,
    tell,
  })
}

/** Made-up deliveries a day. */
const demoDeliveries = 70

type ToTry = KeyPair & { readonly driver: string; readonly user: string; readonly products: readonly string[] }

/** Somebody of the demo, and two products of their home: one to look at, one to ask about. */
function somethingToTry({ shop }: OpenedShop, user: string): Pick<ToTry, 'user' | 'products'> {
  const ask = {
    shopper: shop.shopperOf({ type: 'user', id: user }),
    itemsPerModule: 2,
    isRehearsal: true,
    policy: 'individual' as const,
  }
  const { modules } = shop.home({ ...ask, modules: ['for-you'] })
  return { user, products: modules.flatMap(({ items }) => items.map(({ product }) => product)) }
}

function showKeys({ publishable, secret }: KeyPair): void {
  console.log(
    `\n  Keys, shown only now:\n    publishable (pages)   ${publishable}\n    secret (servers)      ${secret}\n`,
  )
}

function printWhatToTry(
  address: string,
  { publishable, secret, driver, user, products }: ToTry,
  pages: PageFolders,
): void {
  const auth = `-H 'authorization: Bearer ${secret}'`
  if (pages.storefront) console.log(`\n  The shop (demo data):   ${colors.bold(`${address}/`)}`)
  if (pages.console) console.log(`  The merchant's console: ${colors.bold(`${address}/console/#key=${secret}`)}`)
  console.log(`
  Keys of the demo, the same at every start:
    publishable (pages)   ${publishable}
    secret (servers)      ${secret}
    driver (one vehicle)  ${driver}

  Try:
    ${colors.dim('# the home of one shopper, in Korean (demo data)')}
    curl -s ${auth} '${address}/v1/home?user=${user}&policy=individual&lang=ko'
    ${colors.dim('# tell it something about them, and ask again: the page has changed')}
    curl -s ${auth} -H 'content-type: application/json' ${address}/v1/events \\
      -d '{"events":[{"kind":"product.viewed","user":"${user}","product":"${products[0]}"}]}'
    ${colors.dim('# why a product stands where it stands')}
    curl -s ${auth} '${address}/v1/why?user=${user}&product=${products[1]}&policy=individual&lang=ko'
    ${colors.dim('# everything the API can do')}
    ${address}/docs
`)
}
