import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { type ImportCounts, isNothingUsable } from '../app/import/counts.ts'
import { formats } from '../app/import/detect.ts'
import { type Encoding, encodingNamed, encodings } from '../app/import/encoding.ts'
import { type ImportKind, type ImportSink, importKinds } from '../app/import/item.ts'
import { nothingUsable } from '../app/import/job-ending.ts'
import { type ImportPlan, planImport } from '../app/import/plan.ts'
import type { ImportSummary } from '../app/import/run.ts'
import { shippedMapNames } from '../app/import/shipped-maps.ts'
import { isoReader } from '../app/time.ts'
import { Refusal } from '../domain/refusal.ts'
import { currencyOfServer } from './currency-of.ts'
import { currencyOption } from './options.ts'
import { duration, grouped, type Progress, startProgress } from './progress.ts'

/** Where the facts go: a running server, or a data folder in this process. */
export type ImportTarget = { readonly data?: string; readonly url?: string; readonly key?: string }

/** What a sink may do while it works: say what it waits for, and hear that it is to stop waiting. */
export type SinkIo = { readonly tell: (text: string) => void; readonly signal?: AbortSignal }

/** Opens the sink for a target. Called once the file is known to be readable; not at all in a dry run. */
export type OpenSink = (target: ImportTarget, io: SinkIo) => Promise<ImportSink>

type Flags = ImportTarget & {
  readonly format?: (typeof formats)[number]
  readonly map?: string
  readonly delimiter?: string
  readonly encoding?: Encoding
  readonly currency?: string
  readonly zone?: string
  readonly attribute?: readonly string[]
  readonly checkpoint?: string
  readonly restart?: boolean
  readonly rejected?: string
  readonly maxRejects?: number
  readonly dryRun?: boolean
  readonly quiet?: boolean
}

/** What the command touches beside files; tests give their own. */
export type ImportIo = {
  readonly out: { write(text: string): unknown }
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean }
  readonly stdin: Readable
  readonly now: () => number
  readonly signal?: AbortSignal
}

/** 0 all fine; 1 nothing could be used, or the import broke off; 3 some rows were rejected; 130 stopped by Ctrl-C. */
export const exitCodes = { fine: 0, failed: 1, someRejected: 3, interrupted: 130 } as const

/** The command `import`, to be added to a commander program. */
export function importCommand(open: OpenSink): Command {
  return new Command('import')
    .description('read a file of products, orders or events into the shop')
    .addArgument(new Argument('<kind>', 'what the file holds').choices(importKinds))
    .argument('<file>', "the file, also .gz; '-' for standard input")
    .option('--data <dir>', 'data folder to write to, with no server running on it')
    .option('--url <url>', 'address of a running server to send to instead', urlOption)
    .addOption(new Option('--key <key>', 'a secret key of that server; better in the environment').env('NUNCHI_KEY'))
    .addOption(new Option('--format <format>', 'when it cannot be told from the file').choices(formats))
    .option('--map <name|file>', `column map: ${shippedMapNames().join(', ')}, or a JSON file of your own`)
    .option('--delimiter <char>', "what parts the cells; 'tab' for tabs", delimiterOption)
    .option('--encoding <name>', `when it cannot be told from the file: ${encodings.join(', ')}`, encodingOption)
    .option(
      '--currency <code>',
      "the shop's currency, ISO 4217 (default: that of the server at --url, or the first one the file names)",
      currencyOption,
    )
    .option('--zone <zone>', 'zone of times that name none: UTC, +09:00, Asia/Seoul', zoneOption, 'UTC')
    .option('--attribute <column...>', 'further columns to keep as attributes of products')
    .option('--checkpoint <file>', 'where to keep the place between runs (default: FILE.checkpoint.json)')
    .option('--restart', 'begin anew, even if an earlier run was interrupted')
    .option('--rejected <file>', 'where rejected rows go (default: FILE.rejected.jsonl)')
    .option('--max-rejects <n>', 'stop when more rows than this are rejected', countOption)
    .option('--dry-run', 'check everything and send nothing')
    .option('--quiet', 'no progress, no summary; errors only')
    .addHelpText(
      'after',
      '\nExit codes: 0 all fine, 1 nothing usable or broken off, 3 some rows rejected, 130 stopped by Ctrl-C.',
    )
    .action(async (kind: ImportKind, file: string, flags: Flags) => {
      process.exitCode = await withSignals((signal) => {
        const io = { out: process.stdout, err: process.stderr, stdin: process.stdin, now: Date.now, signal }
        return importFile(kind, file, { flags, open, io })
      })
    })
}

/** The first Ctrl-C stops after the batch in flight, the second at once. */
export async function withSignals(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const stop = new AbortController()
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted)
    stop.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  try {
    return await work(stop.signal)
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

/** Imports one file and reports on it; answers the exit code. */
export async function importFile(
  kind: ImportKind,
  file: string,
  { flags, open, io }: { flags: Flags; open: OpenSink; io: ImportIo },
): Promise<number> {
  let sink: ImportSink | undefined
  let progress: Progress | undefined
  const tell = (text: string) => {
    if (flags.quiet === true) return
    if (progress === undefined) io.err.write(`${text}\n`)
    else progress.say(text)
  }
  try {
    const plan = await planImport(planOptions(kind, file, await inShopCurrency(flags), io))
    const quiet = flags.quiet === true
    const encoding = plan.source.encoding // as far as the head shows
    tell(opening(plan))
    const { data, url, key } = flags
    if (flags.dryRun !== true) sink = await open({ data, url, key }, { tell, signal: io.signal })
    progress = startProgress({ out: io.err, bytesTotal: plan.source.identity?.size, now: io.now, quiet })
    const startedAt = io.now()
    const summary = await plan
      .run(sink, (counts) => progress?.update(counts, plan.source.bytesRead()))
      .finally(() => progress?.stop())
    const seconds = (io.now() - startedAt) / 1000
    if (!quiet) io.out.write(`${summaryText(summary, { plan, encoding, seconds, dryRun: flags.dryRun === true })}\n`)
    const ending = endingText(summary, plan)
    if (ending !== undefined) io.err.write(`${ending}\n`)
    return exitCodeOf(summary)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    io.err.write(`${error.code}: ${error.message}\n`)
    return exitCodes.failed
  } finally {
    await sink?.close()
  }
}

/** The running shop's currency stands in where nobody names one. */
async function inShopCurrency(flags: Flags): Promise<Flags> {
  const { url, key, currency } = flags
  return url === undefined || !key || currency ? flags : { ...flags, currency: await currencyOfServer({ url, key }) }
}

function planOptions(kind: ImportKind, file: string, flags: Flags, { stdin, now, signal }: ImportIo) {
  const { format, map, delimiter, encoding, currency, zone, attribute, checkpoint, restart, rejected, maxRejects } =
    flags
  const told = { format, map, delimiter, encoding, currency, zone, attributes: attribute }
  const anew = restart === true || flags.dryRun === true
  return { kind, file, ...told, checkpoint, restart: anew, rejected, rejectsMax: maxRejects, stdin, now, signal }
}

function nameOf({ source }: ImportPlan): string {
  return source.name === '-' ? 'standard input' : source.name
}

function opening(plan: ImportPlan): string {
  const map = plan.mapName === undefined || plan.mapName === plan.format ? '' : `, columns by ${plan.mapName}`
  const from = plan.resumedAtRow > 0 ? `; goes on after row ${grouped(plan.resumedAtRow)}` : ''
  return `${nameOf(plan)}: ${plan.format}, ${plan.source.encoding}${map}${from}`
}

/** The table at the end; `encoding` is what was said at the start. */
function summaryText(
  { counts }: ImportSummary,
  { plan, encoding, seconds, dryRun }: { plan: ImportPlan; encoding: Encoding; seconds: number; dryRun: boolean },
): string {
  const read = counts.rows - plan.resumedAtRow
  const rate = grouped(Math.round(read / Math.max(seconds, 0.001)))
  const lines = [
    `${grouped(counts.rows)} rows in ${duration(seconds)} (${rate} rows/s)${dryRun ? '; dry run, nothing was sent' : ''}`,
    ...table('', counts.kinds),
    `  ${dryRun ? 'valid' : 'accepted'} ${grouped(counts.accepted)}, duplicates ${grouped(counts.duplicates)}, dropped ${grouped(counts.dropped)}, rejected ${grouped(counts.rejected)}`,
    ...table('rejected, ', counts.rejectedBy),
    ...table('skipped, ', counts.skippedBy),
    ...table('note, ', counts.warnings),
  ]
  const found = plan.source.encoding
  if (found !== encoding) lines.push(`  the encoding turned out to be ${found}, not ${encoding}`)
  if (counts.rejected > 0 && existsSync(plan.rejectedFile)) lines.push(`  rejected rows are in ${plan.rejectedFile}`)
  return lines.join('\n')
}

function table(what: string, counts: ImportCounts['kinds']): readonly string[] {
  const rows = Object.entries(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return rows.slice(0, 20).map(([name, count]) => `  ${what}${name}: ${grouped(count)}`)
}

/** What to do next, where the import did not come to its end or found nothing to take. */
function endingText({ end, reason, counts }: ImportSummary, plan: ImportPlan): string | undefined {
  const resume =
    plan.checkpointFile === undefined || !existsSync(plan.checkpointFile)
      ? ''
      : ' Run the same command again to go on from there.'
  switch (end) {
    case 'done':
      if (isNothingUsable(counts)) return nothingText(plan, counts)
      if (counts.rows > 0) return undefined
      return `Nothing to take: ${nameOf(plan)} holds no rows; check the export that made it.`
    case 'interrupted':
      return `Stopped.${resume}`
    case 'rejects-max':
      return `Stopped: more rows were rejected than --max-rejects allows. See ${plan.rejectedFile}; --restart begins anew.`
    case 'all-rejected':
      return nothingText(plan, counts)
    case 'source-broken':
      return `The file broke off: ${reason}. What could be read before was taken.`
    case 'sink-failed':
      return `${reason}${resume}`
  }
}

function exitCodeOf({ end, counts }: ImportSummary): number {
  if (end === 'interrupted') return exitCodes.interrupted
  if (end !== 'done' || counts.rows === 0) return exitCodes.failed
  if (isNothingUsable(counts)) return exitCodes.failed
  return counts.rejected === 0 ? exitCodes.fine : exitCodes.someRejected
}

function nothingText(plan: ImportPlan, counts: ImportCounts): string {
  const { code, message } = nothingUsable(nameOf(plan), counts, plan.looksLike)
  return `${code}: ${message} The rejected rows are in ${plan.rejectedFile}.`
}

function delimiterOption(text: string): string {
  const delimiter = text === 'tab' || text === '\\t' ? '\t' : text
  if (delimiter.length === 1 && delimiter !== '"') return delimiter
  throw new InvalidArgumentError("Give one character, or 'tab'.")
}

/** The address of a server. */
export function urlOption(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol)) return text
  throw new InvalidArgumentError('Write it like http://localhost:4747.')
}

/** Parses --encoding. */
export function encodingOption(text: string): Encoding {
  const encoding = encodingNamed(text)
  if (encoding !== undefined) return encoding
  throw new InvalidArgumentError(`Give one of ${encodings.join(', ')}.`)
}

/** Parses --zone. */
export function zoneOption(text: string): string {
  try {
    isoReader(text)
    return text
  } catch {
    throw new InvalidArgumentError('Give UTC, an offset like +09:00, or a name like Asia/Seoul.')
  }
}

function countOption(text: string): number {
  const count = Number(text)
  if (Number.isSafeInteger(count) && count >= 0) return count
  throw new InvalidArgumentError('Give a whole number.')
}
