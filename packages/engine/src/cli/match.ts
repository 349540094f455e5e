import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type PairModel, parseMatcher } from '@nunchi/kernel'
import { Command, Option } from 'commander'
import { openFeed } from '../app/malls/open-feed.ts'
import { type AskedPairs, askPairs } from '../app/match/ask-pairs.ts'
import { type MatchedFiles, type MatchFile, matchFiles } from '../app/match/match-files.ts'
import { FileProducts, greyPairs } from '../app/match/matched-pairs.ts'
import { shippedMatcher } from '../decide/match/shipped-matcher.ts'
import { messageOf } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'
import type { HardCases } from '../ports/hard-cases.ts'
import { type AskFlags, askedLines, hardCasesOf, startAsking, withAskOptions } from './ask-options.ts'
import { type FeedFlags, withFeedOptions } from './feed-options.ts'
import { exitCodes, withSignals } from './import.ts'
import { Outs, Rejects, Steps } from './match-ends.ts'
import { clusterTexts, greyTexts, pairTexts } from './match-rows.ts'
import { chanceOption } from './options.ts'
import { type OutFormat, outFormatOf, outFormats } from './out-file.ts'
import { duration, grouped } from './progress.ts'

type Flags = FeedFlags &
  AskFlags & {
    readonly out?: string
    readonly format?: OutFormat
    readonly clusters?: string
    readonly grey?: string
    readonly map?: readonly string[]
    readonly model?: string
    readonly manySellers?: boolean
    readonly least: number
    readonly learn: boolean
  }

/** More than anybody will look at. */
const greyMax = 10_000
/** Rows written before others have their turn. */
const turnEvery = 1_000

/** The command `match`, to be added to a commander program. */
export function matchCommand(): Command {
  const command = new Command('match')
    .description('find the offers of several files that are one product; of one file alone: those that it has twice')
    .argument('<files...>', 'feeds or tables of products, also .gz; each is taken for one mall')
    .option('--out <file>', 'where the pairs go (default: standard output)')
    .addOption(new Option('--format <format>', 'of all that is written (default: by the endings)').choices(outFormats))
    .option('--clusters <file>', 'where all offers go, each with its product')
    .option('--grey <file>', `where the pairs go that a person should look at, ${grouped(greyMax)} at most`)
    .option('--map <name|file>', 'column map; given several times: one for each file', (map, maps: string[] = []) => [
      ...maps,
      map,
    ])
    .option('--model <file>', 'a matcher of your own instead of the one that is shipped')
    .option('--least <chance>', 'leave out pairs less likely than this', chanceOption, 0)
    .option('--many-sellers', 'several new offers of one product in a file are no mistake')
    .option('--no-learn', 'do not read the files twice to learn their brands and attributes')
  withAskOptions(command, 'about the pairs that a person would have to look at')
  return withFeedOptions(command).action(async (files: readonly string[], flags: Flags) => {
    const count = flags.map?.length ?? 0
    if (count > 1 && count !== files.length) command.error('error: give --map once for all files, or once for each.')
    process.exitCode = await withSignals((signal) => new MatchRun([...new Set(files)], flags, signal).run())
  })
}

class MatchRun {
  readonly #paths: readonly string[]
  readonly #flags: Flags
  readonly #signal: AbortSignal
  readonly #startedAt = Date.now()
  /** Of one file alone, what it has twice is looked for. */
  readonly #isWithin: boolean
  readonly #rejects: Rejects

  constructor(paths: readonly string[], flags: Flags, signal: AbortSignal) {
    this.#paths = paths
    this.#flags = flags
    this.#signal = signal
    this.#isWithin = paths.length === 1
    this.#rejects = new Rejects(new Map(paths.map((path) => [nameOf(path, paths), path])), flags.rejected)
  }

  async run(): Promise<number> {
    const outs = new Outs()
    try {
      const model = modelIn(this.#flags.model)
      const hardCases = hardCasesOf(this.#flags)
      const files = await this.#opened()
      await outs.open([this.#flags.out, this.#flags.clusters, this.#flags.grey])
      const matched = await this.#matched(files, model)
      const asked = hardCases && !this.#signal.aborted ? await this.#asked(matched, hardCases) : undefined
      if (this.#signal.aborted) return exitCodes.interrupted
      const products = new FileProducts(matched)
      await this.#write(outs, matched, { products, words: asked?.words ?? new Map() })
      if (this.#signal.aborted) return exitCodes.interrupted
      await outs.keep()
      if (!this.#flags.quiet) process.stderr.write(`${this.#summary(matched, products)}\n`)
      if (hardCases && asked) this.#sayAsked(hardCases, asked)
      if (asked?.problem) return exitCodes.failed
      if (matched.offers.length === 0) return exitCodes.failed
      return matched.counts.rejected > 0 ? exitCodes.someRejected : exitCodes.fine
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      process.stderr.write(`${error.code}: ${error.message}\n`)
      return exitCodes.failed
    } finally {
      outs.drop()
    }
  }

  async #opened(): Promise<MatchFile[]> {
    const { encoding, currency, map = [] } = this.#flags
    const files: MatchFile[] = []
    for (const [i, file] of this.#paths.entries()) {
      const name = nameOf(file, this.#paths)
      const ask = { mall: name, file, map: map[i] ?? map[0], encoding, currency, now: this.#startedAt }
      files.push({ name, feed: await openFeed(ask) })
    }
    return files
  }

  async #matched(files: readonly MatchFile[], model: PairModel): Promise<MatchedFiles> {
    const { learn, askModel } = this.#flags
    const steps = new Steps(files, this.#flags.quiet ?? false)
    try {
      return await matchFiles({
        files,
        model,
        manySellers: this.#manySellers(),
        isAlone: this.#isWithin,
        isLearning: learn,
        keepsDescriptions: askModel !== undefined,
        signal: this.#signal,
        onProgress: (step, counts, bytes) => steps.update(step, counts, bytes),
        onReject: (file, line, fault) => this.#rejects.add(file, line, fault),
      })
    } finally {
      steps.stop()
      this.#rejects.close()
    }
  }

  #manySellers(): ReadonlySet<string> {
    const isSo = this.#flags.manySellers || this.#isWithin
    return new Set(isSo ? this.#paths.map((path) => nameOf(path, this.#paths)) : [])
  }

  async #asked(matched: MatchedFiles, hardCases: HardCases): Promise<AskedPairs> {
    const bar = startAsking(this.#flags.quiet ?? false)
    const ask = { hardCases, countMax: this.#flags.askMost, isWithin: this.#isWithin, signal: this.#signal }
    return askPairs(matched, { ...ask, manySellers: this.#manySellers(), onAnswer: bar.update }).finally(bar.stop)
  }

  #sayAsked(hardCases: HardCases, { asked, settled, problem }: AskedPairs): void {
    const what = `${grouped(asked)} pairs, ${grouped(settled)} settled`
    if (!this.#flags.quiet) process.stderr.write(`${askedLines(hardCases, what).join('\n')}\n`)
    if (problem) process.stderr.write(`${problem.code}: ${problem.message}\n`)
  }

  async #write(
    outs: Outs,
    matched: MatchedFiles,
    { products, words }: { products: FileProducts; words: AskedPairs['words'] },
  ): Promise<void> {
    const { out, clusters, grey, least } = this.#flags
    const formatOf = (path: string | undefined) => outFormatOf(path, this.#flags.format)
    await outs
      .of(out)
      .write(this.#heard(pairTexts(products, { isWithin: this.#isWithin, chanceMin: least, words }, formatOf(out))))
    if (clusters !== undefined) await outs.of(clusters).write(this.#heard(clusterTexts(products, formatOf(clusters))))
    if (grey === undefined) return
    const pairs = greyPairs(matched, { countMax: greyMax, isWithin: this.#isWithin })
    await outs.of(grey).write(this.#heard(greyTexts(pairs, words, formatOf(grey))))
  }

  /** Ends where the command is told to stop. */
  async *#heard(texts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
    let count = 0
    for await (const text of texts) {
      if (count++ % turnEvery === 0) await setImmediate()
      if (this.#signal.aborted) return
      yield text
    }
  }

  #summary({ counts, matcher, offers }: MatchedFiles, products: FileProducts): string {
    const seconds = (Date.now() - this.#startedAt) / 1_000
    const { rows, rejected, repeated } = counts
    const rate = grouped(Math.round(rows / Math.max(seconds, 0.001)))
    const [where, count] = this.#isWithin
      ? ['several times', products.repeatedCount]
      : ['in several files', products.sharedCount]
    const lines = [
      `${grouped(rows)} rows in ${duration(seconds)} (${rate} rows/s), ${grouped(rejected)} rejected`,
      `  ${grouped(offers.length)} offers of ${grouped(products.count)} products, ${grouped(count)} of them ${where}`,
      `  up to ${grouped(matcher.waiting)} pairs for a person to look at${this.#flags.grey === undefined ? ' (--grey FILE lists them)' : ''}`,
    ]
    if (repeated > 0) lines.push(`  ${grouped(repeated)} rows with an id that an earlier row had: the later row wins`)
    if (rejected > 0) lines.push(`  rejected rows are in ${[...this.#rejects.written].join(', ')}`)
    return lines.join('\n')
  }
}

/** The last part of a path, as long as that names no other file as well. */
function nameOf(path: string, paths: readonly string[]): string {
  const name = basename(path)
  return paths.filter((other) => basename(other) === name).length === 1 ? name : path
}

/** @throws Refusal MATCHER_FILE */
function modelIn(path: string | undefined): PairModel {
  if (path === undefined) return shippedMatcher()
  try {
    return parseMatcher(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new Refusal('MATCHER_FILE', { file: path, reason: messageOf(error) })
  }
}
