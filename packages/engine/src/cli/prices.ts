import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { Command, Option } from 'commander'
import { PatientPost } from '../app/import/patient-post.ts'
import { importPrices, openPriceFile, type PriceCounts } from '../app/prices/import-prices.ts'
import type { RejectedPrice } from '../app/prices/price-rows.ts'
import { messageOf } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'
import { currencyOfServer } from './currency-of.ts'
import { exitCodes, urlOption, withSignals, zoneOption } from './import.ts'
import { duration, grouped, startProgress } from './progress.ts'

type Flags = {
  readonly url: string
  readonly key?: string
  readonly mall?: string
  readonly zone: string
  readonly rejected?: string
  readonly quiet?: boolean
}

/** Rejected rows that are shown beside the file of all. */
const shownMax = 10

/** The command `prices`: prices from files to a running server. */
export function pricesCommand(): Command {
  const prices = new Command('prices').description('what products and offers cost')
  prices
    .command('import')
    .description('send a file of prices (CSV, TSV, JSON Lines) to a running server')
    .argument('<file>', "the file, also .gz; '-' for standard input")
    .option('--url <url>', 'address of the server', urlOption, 'http://localhost:4747')
    .addOption(new Option('--key <key>', 'a secret key of that server; better in the environment').env('NUNCHI_KEY'))
    .option('--mall <mall>', 'the mall of rows that name none; without it, such rows are of products of your own')
    .option('--zone <zone>', 'zone of times that name none: UTC, +09:00, Asia/Seoul', zoneOption, 'UTC')
    .option('--rejected <file>', 'where rows that were not applied go (default: FILE.rejected.jsonl)')
    .option('--quiet', 'no progress, no summary; errors only')
    .addHelpText(
      'after',
      `
Columns: mall, key, price, shipping, coupon for offers of malls; product, price, list_price for your own products;
in_stock, at, currency and free for both. Amounts in minor units go by price_minor and so on. With "at", rows build the history of
prices from what is known on; what is older than that is late, and named with its line.

Exit codes: 0 all fine, 1 nothing usable or broken off, 3 some rows late, unknown or rejected, 130 stopped by Ctrl-C.`,
    )
    .action(async (file: string, flags: Flags, command: Command) => {
      const { key } = flags
      if (!key) return command.error('error: give a secret key of the server with --key or in NUNCHI_KEY')
      process.exitCode = await withSignals((signal) => importFile(file, { ...flags, key }, signal))
    })
  return prices
}

async function importFile(file: string, flags: Flags & { readonly key: string }, signal: AbortSignal): Promise<number> {
  const { url, key, mall, zone, quiet = false } = flags
  const path = flags.rejected ?? (file === '-' ? 'prices.rejected.jsonl' : `${file}.rejected.jsonl`)
  const rejects = new Rejects(path)
  const source = await openPriceFile(file, process.stdin)
  const progress = startProgress({ out: process.stderr, bytesTotal: source.identity?.size, now: Date.now, quiet })
  const server = new PatientPost({ url, key, signal, tell: (text) => progress.say(text) })
  const startedAt = Date.now()
  try {
    await knock(server)
    const currency = await currencyOfServer({ url, key })
    const counts = await importPrices({
      ...{ source, server, signal, zone },
      ...(currency === undefined ? {} : { currency }),
      ...(mall === undefined ? {} : { mall }),
      reject: (row) => rejects.add(row),
      onProgress: (now) => progress.update({ rows: now.rows, rejected: notApplied(now) }, source.bytesRead()),
    }).finally(() => progress.stop())
    for (const row of rejects.first) console.error(lineOf(row))
    if (rejects.count > rejects.first.length)
      console.error(`... and ${grouped(rejects.count - rejects.first.length)} more`)
    if (!quiet) console.log(summaryOf(counts, (Date.now() - startedAt) / 1_000, rejects))
    if (signal.aborted) console.error('Stopped. What was sent stays; run the same command again to send the file anew.')
    return signal.aborted ? exitCodes.interrupted : exitCodeOf(counts)
  } finally {
    rejects.close()
  }
}

/** Asks whether prices are taken here, before anything is said of rows. @throws Refusal IMPORT_SERVER */
async function knock(server: PatientPost): Promise<void> {
  const response = await server.post('/v1/prices', '{"updates":[]}')
  if (response.status !== 200) throw server.refused(response)
}

const notApplied = ({ late, unknown, rejected }: PriceCounts) => late + unknown + rejected

function exitCodeOf(counts: PriceCounts): number {
  if (counts.applied + counts.unchanged === 0) return exitCodes.failed
  return notApplied(counts) > 0 ? exitCodes.someRejected : exitCodes.fine
}

function lineOf({ line, mall, name, code, field, reason, remedy }: RejectedPrice): string {
  const of = [mall, name].filter((part) => part !== undefined && part !== '').join('/')
  const place = [of, field].filter((part) => part !== '').join(', ')
  return `line ${line}${place === '' ? '' : ` (${place})`}: ${code}: ${reason}; ${remedy}`
}

function summaryOf(counts: PriceCounts, seconds: number, rejects: Rejects): string {
  const { rows, applied, unchanged, late, unknown, rejected } = counts
  const rate = grouped(Math.round(rows / Math.max(seconds, 0.001)))
  const lines = [
    `${grouped(rows)} rows in ${duration(seconds)} (${rate} rows/s)`,
    `  applied ${grouped(applied)}, unchanged ${grouped(unchanged)}, late ${grouped(late)}, unknown ${grouped(unknown)}, rejected ${grouped(rejected)}`,
  ]
  if (rejects.count > 0) lines.push(`  those that were not applied are in ${rejects.path}`)
  return lines.join('\n')
}

/** The file of rows that were not applied: made with the first of them. */
class Rejects {
  readonly path: string
  readonly first: RejectedPrice[] = []
  count = 0
  #descriptor: number | undefined

  constructor(path: string) {
    this.path = path
    rmSync(path, { force: true }) // of an earlier run
  }

  /** @throws Refusal OUT_FILE */
  add(row: RejectedPrice): void {
    this.count += 1
    if (this.first.length < shownMax) this.first.push(row)
    try {
      this.#descriptor ??= openSync(this.path, 'w')
      writeSync(this.#descriptor, `${JSON.stringify(row)}\n`)
    } catch (error) {
      throw new Refusal('OUT_FILE', { file: this.path, reason: messageOf(error) })
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
  }
}
