import { join } from 'node:path'
import { Command } from 'commander'
import colors from 'picocolors'
import { pino } from 'pino'
import type { Trouble } from '../app/chores.ts'
import { ImportJobs } from '../app/import/jobs.ts'
import { currencyDigits } from '../app/import/money.ts'
import type { PolicyShares } from '../decide/rank/policy.ts'
import type { PageFolders } from '../http/pages.ts'
import { buildServer, type Server } from '../http/server.ts'
import { demoShop } from '../sim/demo-shop.ts'
import { demoPersons } from './demo-persons.ts'
import { demoKeys, type KeyPair, makeFirstKeys } from './first-keys.ts'
import { settleHeap } from './heap.ts'
import { identitySecretOf } from './identity-secret.ts'
import { listen } from './listen.ts'
import { defaultData, type OpenedShop, openShop } from './open-shop.ts'
import {
  currencyOption,
  exploreOption,
  folderOption,
  gigabytesOption,
  hostOption,
  policiesOption,
  portOption,
  trainOption,
} from './options.ts'
import { findPages } from './pages.ts'
import { stopOnSignal } from './stop.ts'

type ServeFlags = {
  readonly data: string
  readonly port: number
  readonly host: string
  readonly log?: string
  readonly demo?: boolean
  readonly policies?: PolicyShares
  readonly explore: number
  readonly train?: number
  readonly currency: string
  readonly importMax: number
}

const demoSeed = 4747
const demoBatch = 500

/** The command `serve`: opens a data folder and answers on a port until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('serve a shop over HTTP')
    .option('--data <dir>', 'data folder; made when missing', folderOption, defaultData())
    .option('--port <n>', 'port', portOption, 4747)
    .option('--host <address>', 'address to listen on; 0.0.0.0 for all', hostOption, '127.0.0.1')
    .option('--log <url>', 'keep the log in NATS JetStream: nats://host:4222/stream (or NUNCHI_LOG)')
    .option('--policies <shares>', 'share of shoppers per policy: individual=0.9,popular=0.1', policiesOption)
    .option('--train <days>', 'learn the ranker anew every so many days: 1 to 30', trainOption)
    .option('--explore <share>', 'share of pages that try something by chance: 0 to 0.2', exploreOption, 0)
    .option('--currency <code>', "the shop's currency (ISO 4217)", currencyOption, 'KRW')
    .option('--import-max <gb>', 'largest file taken by POST /v1/imports, in gigabytes', gigabytesOption, 5)
    .option('--demo', 'fill an empty data folder with a small made-up shop')
    .action(serve)
}

/** Keys come last: those made by a start that comes to nothing would be lost, as they are shown only once. */
async function serve(flags: ServeFlags): Promise<void> {
  const started = Date.now()
  const log = pino() // lines of JSON, as the server's own
  const tell = ({ chore, reason }: Trouble): void => log.warn({ chore }, reason)
  const opened = await openShop({ ...flags, trainEveryDays: flags.train, tell })
  let server: Server | undefined
  let imports: ImportJobs | undefined
  const stop = async (): Promise<void> => {
    await server?.stop()
    await imports?.close()
    await opened.close()
  }
  try {
    if (flags.demo) await fillWithDemo(opened)
    const currency = { code: flags.currency, digits: currencyDigits(flags.currency) }
    const pair = flags.demo ? await demoKeys(opened.keys, flags.data) : undefined
    const identitySecret = await identitySecretOf(flags.data)
    const persons = demoPersons(identitySecret)
    const demo = pair && { config: { publishableKey: pair.publishable, currency, seed: demoSeed, persons } }
    const pages = findPages({ demo: demo !== undefined })
    const options = { currency, identitySecret, pages, demo }
    imports = await openImports(opened, flags, (reason) => log.warn({ chore: 'import' }, reason))
    server = buildServer({ shop: opened.shop, keys: opened.keys, imports, options })
    await server.warmUp()
    settleHeap()
    const address = await listen(server, flags)
    stopOnSignal(stop)
    console.log(
      `${colors.green('Nunchi')} serves ${address} from ${flags.data} (${opened.shop.health().position} events, ready in ${Date.now() - started} ms)`,
    )
    if (pair) return printWhatToTry(address, pair, pages)
    await makeFirstKeys(opened.keys, flags.data, { show: process.stdout.isTTY ? showKeys : undefined })
  } catch (error) {
    await stop()
    throw error
  }
}

/** The folder of uploaded files; what an earlier start did not get through goes on. */
function openImports(
  { shop }: OpenedShop,
  { data, currency, importMax }: ServeFlags,
  tell: (reason: string) => void,
): Promise<ImportJobs> {
  const bytesMax = Math.floor(importMax * 1024 ** 3)
  return ImportJobs.open({ dir: join(data, 'uploads'), shop, currency, now: Date.now, bytesMax, tell })
}

/** Fills an empty shop, and goes on where a fill was interrupted early. */
async function fillWithDemo({ shop }: OpenedShop): Promise<void> {
  const { catalog, reports } = demoShop({ seed: demoSeed, now: shop.now() })
  const { seen, position } = shop.views
  const isBegun = seen.has(catalog[0]!.id) && reports.filter(({ id }) => seen.has(id)).length < reports.length / 2
  if (position > 0 && !isBegun) return
  console.log('Filling the data folder with a small made-up shop (demo data).')
  await shop.record(catalog)
  for (let i = 0; i < reports.length; i += demoBatch) {
    await shop.collect(reports.slice(i, i + demoBatch), { consent: 'assumed', imported: true })
  }
  await shop.fitClusters()
}

function showKeys({ publishable, secret }: KeyPair): void {
  console.log(
    `\n  Keys, shown only now:\n    publishable (pages)   ${publishable}\n    secret (servers)      ${secret}\n`,
  )
}

function printWhatToTry(address: string, { publishable, secret }: KeyPair, pages: PageFolders): void {
  const auth = `-H 'authorization: Bearer ${secret}'`
  const user = 'demo-shopper-1'
  if (pages.storefront) console.log(`\n  The shop (demo data):   ${colors.bold(`${address}/`)}`)
  if (pages.console) console.log(`  The merchant's console: ${colors.bold(`${address}/console/#key=${secret}`)}`)
  console.log(`
  Keys of the demo, the same at every start:
    publishable (pages)   ${publishable}
    secret (servers)      ${secret}

  Try:
    ${colors.dim('# the home of one shopper, in Korean (demo data)')}
    curl -s ${auth} '${address}/v1/home?user=${user}&lang=ko'
    ${colors.dim('# tell it something about them, and ask again: the page has changed')}
    curl -s ${auth} -H 'content-type: application/json' ${address}/v1/events \\
      -d '{"events":[{"kind":"product.viewed","user":"${user}","product":"demo-5000"}]}'
    ${colors.dim('# why a product stands where it stands')}
    curl -s ${auth} '${address}/v1/why?user=${user}&product=demo-5001&lang=ko'
    ${colors.dim('# everything the API can do')}
    ${address}/docs
`)
}
