import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import colors from 'picocolors'
import { currencyDigits } from '../app/import/money.ts'
import type { PolicyShares } from '../decide/rank/policy.ts'
import { buildServer } from '../http/server.ts'
import type { KeyStore } from '../ports/key-store.ts'
import { demoShop } from '../sim/demo-shop.ts'
import { defaultData, type OpenedShop, openShop } from './open-shop.ts'

type ServeFlags = {
  readonly data: string
  readonly port: number
  readonly host: string
  readonly log?: string
  readonly demo?: boolean
  readonly policies?: PolicyShares
  readonly currency: string
}

const demoSeed = 4747
const demoBatch = 500
const firstKeysFile = 'first-keys'
/** The command `serve`: opens a data folder and answers on a port until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('serve a shop over HTTP')
    .option('--data <dir>', 'data folder; made when missing', process.env.NUNCHI_DATA ?? defaultData)
    .option('--port <n>', 'port', portOption, 4747)
    .option('--host <address>', 'address to listen on; 0.0.0.0 for all', '127.0.0.1')
    .option('--log <url>', 'keep the log in NATS JetStream: nats://host:4222/stream')
    .option('--policies <shares>', 'share of shoppers per policy: individual=0.9,popular=0.1', policiesOption)
    .option('--currency <code>', "the shop's currency (ISO 4217)", 'KRW')
    .option('--demo', 'fill an empty data folder with a small made-up shop')
    .action(serve)
}

async function serve(flags: ServeFlags): Promise<void> {
  const started = Date.now()
  const opened = await openShop(flags)
  if (flags.demo && opened.shop.health().position === 0) await fillWithDemo(opened)
  const made = await firstKeys(opened.keys, flags.demo === true)
  const currency = { code: flags.currency, digits: currencyDigits(flags.currency) }
  const options = { currency, identitySecret: identitySecretOf(flags.data) }
  const server = buildServer({ shop: opened.shop, keys: opened.keys, options })
  const address = await server.listen({ port: flags.port, host: flags.host })
  console.log(
    `${colors.green('Nunchi')} serves ${address} from ${flags.data} (${opened.shop.health().position} events, ready in ${Date.now() - started} ms)`,
  )
  if (made) tellKeys(made, flags)
  if (flags.demo && made) printWhatToTry(address, made)
  stopOnSignal(async () => {
    await server.stop()
    await opened.close()
  })
}

async function fillWithDemo({ shop }: OpenedShop): Promise<void> {
  console.log('The data folder is empty: filling it with a small made-up shop (demo data).')
  const { catalog, reports } = demoShop({ seed: demoSeed, now: shop.now() })
  await shop.record(catalog)
  for (let i = 0; i < reports.length; i += demoBatch) {
    await shop.collect(reports.slice(i, i + demoBatch), { consent: 'assumed', imported: true })
  }
  await shop.fitClusters()
}

/** What the shop's own server proves with who its users are: from the environment, else made once and kept beside the data. */
function identitySecretOf(dir: string): string {
  const given = process.env.NUNCHI_IDENTITY_SECRET
  if (given) return longEnough(given, 'NUNCHI_IDENTITY_SECRET')
  const file = join(dir, 'identity-secret')
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
  return longEnough(readFileSync(file, 'utf8').trim(), file)
}

/** A short or empty secret would let anybody prove to be anybody. */
function longEnough(secret: string, place: string): string {
  if (secret.length >= 32) return secret
  throw new Error(`the identity secret in ${place} has ${secret.length} characters; it needs at least 32`)
}

type MadeKeys = { readonly publishable: string; readonly secret: string }

/** The first start makes a key of each scope and shows them once; a demo gets new ones at each start. */
async function firstKeys(keys: KeyStore, isDemo: boolean): Promise<MadeKeys | undefined> {
  const demoKeys = keys.list().filter(({ name }) => name.startsWith('demo '))
  if (isDemo) for (const { id } of demoKeys) await keys.revoke(id)
  if (!isDemo && keys.list().length > 0) return undefined
  const name = isDemo ? 'demo' : 'first'
  const publishable = await keys.add(
    { name: `${name} publishable`, scope: 'publishable', consent: 'assumed' },
    Date.now(),
  )
  const secret = await keys.add({ name: `${name} secret`, scope: 'secret', consent: 'assumed' }, Date.now())
  return { publishable: publishable.secret, secret: secret.secret }
}

/** Shows new keys to a person; to a pipe (and so to log files) only where they are kept. */
function tellKeys({ publishable, secret }: MadeKeys, { data, demo }: ServeFlags): void {
  if (demo || process.stdout.isTTY) {
    console.log(
      `\n  Keys, shown only now:\n    publishable (pages)   ${publishable}\n    secret (servers)      ${secret}\n`,
    )
    return
  }
  const file = join(data, firstKeysFile)
  writeFileSync(file, `publishable ${publishable}\nsecret ${secret}\n`, { mode: 0o600 })
  console.log(`Keys were made and written to ${file}: take them over and delete the file.`)
}

function printWhatToTry(address: string, { secret }: MadeKeys): void {
  const auth = `-H 'authorization: Bearer ${secret}'`
  const user = 'demo-shopper-1'
  console.log(`  Try:
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

function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      console.log('Stopping: answering what is under way, writing a snapshot.')
      stop().then(
        () => process.exit(0),
        (error) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
}

function portOption(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new InvalidArgumentError('a port is a whole number from 0 to 65535.')
}

function policiesOption(text: string): PolicyShares {
  const shares = { individual: 0, cluster: 0, popular: 0 }
  for (const part of text.split(',')) {
    const [name, share] = part.split('=')
    if (!name || !(name in shares) || !(Number(share) >= 0)) {
      throw new InvalidArgumentError('write it as individual=0.8,cluster=0.1,popular=0.1.')
    }
    shares[name as keyof typeof shares] = Number(share)
  }
  const sum = shares.individual + shares.cluster + shares.popular
  if (Math.abs(sum - 1) > 1e-6) throw new InvalidArgumentError(`the shares add up to ${sum}; they must add up to 1.`)
  return shares
}
