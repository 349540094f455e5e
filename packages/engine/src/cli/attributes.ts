import { Command, Option } from 'commander'
import { ValueAsking } from '../app/attributes/ask-values.ts'
import { readCategoryFile } from '../app/attributes/category-file.ts'
import { learnReaders } from '../app/attributes/learn-readers.ts'
import { type ReadOffer, readOffers } from '../app/attributes/read-offers.ts'
import { RejectFile } from '../app/import/rejects.ts'
import { type Feed, openFeed } from '../app/malls/open-feed.ts'
import { CategoryMapper } from '../decide/attributes/category-mapper.ts'
import type { CategoryTree } from '../decide/attributes/learn-categories.ts'
import type { TaughtReaders } from '../decide/attributes/read-attributes.ts'
import type { ReadValue } from '../domain/attribute.ts'
import { pathText } from '../domain/category-path.ts'
import type { Offer } from '../domain/offer.ts'
import { Refusal } from '../domain/refusal.ts'
import { csvOf } from '../http/merchant/csv.ts'
import type { HardCases } from '../ports/hard-cases.ts'
import { type AskFlags, askedLines, hardCasesOf, withAskOptions } from './ask-options.ts'
import { type FeedFlags, withFeedOptions } from './feed-options.ts'
import { exitCodes, withSignals } from './import.ts'
import { OutFile, type OutFormat, outFormatOf, outFormats } from './out-file.ts'
import { duration, grouped, startProgress } from './progress.ts'

type Flags = FeedFlags &
  AskFlags & {
    readonly out?: string
    readonly format?: OutFormat
    readonly map?: string
    readonly learn: boolean
    readonly categoryTree?: string
  }

/** One value a line: where it stands, word for word, and how sure it is. */
const columns = [
  'id',
  'attribute',
  'value',
  'amount',
  'unit',
  'field',
  'start',
  'end',
  'text',
  'confidence',
  'by',
] as const
type Line = Partial<Record<(typeof columns)[number], string | number>>

/** The command `attributes`, to be added to a commander program. */
export function attributesCommand(): Command {
  const command = new Command('attributes')
    .description('read brand, packs, sizes, colours and other attributes out of the titles of a file')
    .argument('<file>', 'a feed or table of products, also .gz')
    .option('--out <file>', 'where to write (default: standard output)')
    .addOption(
      new Option(
        '--format <format>',
        'csv: a line a value; jsonl: a line an offer (default: by the ending of --out)',
      ).choices(outFormats),
    )
    .option('--map <name|file>', 'column map: a shipped one, or a JSON file of your own')
    .option('--category-tree <file>', "tree to put offers into: Google's text or Best Buy's JSON, also .gz")
    .option(
      '--no-learn',
      'by rules and dictionaries alone: do not read the file twice to learn its brands and attributes',
    )
  withAskOptions(command, 'about offers of which little could be read')
  return withFeedOptions(command).action(async (file: string, flags: Flags) => {
    process.exitCode = await withSignals((signal) => new Extraction(file, flags, signal).run())
  })
}

class Extraction {
  readonly #file: string
  readonly #flags: Flags
  readonly #signal: AbortSignal
  #rows = 0
  #offers = 0
  #rejected = 0
  /** Attribute -> in how many offers it was found. */
  readonly #found = new Map<string, number>()
  #hardCases: HardCases | undefined
  #asking: ValueAsking | undefined

  constructor(file: string, flags: Flags, signal: AbortSignal) {
    this.#file = file
    this.#flags = flags
    this.#signal = signal
  }

  async run(): Promise<number> {
    const { map, encoding, currency, categoryTree, quiet = false } = this.#flags
    const startedAt = Date.now()
    try {
      this.#hardCases = hardCasesOf(this.#flags)
      this.#asking = this.#hardCases && new ValueAsking(this.#hardCases, this.#signal)
      const feed = await openFeed({ mall: 'file', file: this.#file, map, encoding, currency, now: startedAt })
      const tree = categoryTree === undefined ? undefined : await readCategoryFile(categoryTree)
      await this.#extract(feed, tree)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      process.stderr.write(`${error.code}: ${error.message}\n`)
      return exitCodes.failed
    }
    if (!quiet) process.stderr.write(`${this.#summary((Date.now() - startedAt) / 1_000)}\n`)
    if (this.#signal.aborted) return exitCodes.interrupted
    const problem = this.#asking?.asked.problem
    if (problem) process.stderr.write(`${problem.code}: ${problem.message}\n`)
    if (problem || this.#offers === 0) return exitCodes.failed
    return this.#rejected > 0 ? exitCodes.someRejected : exitCodes.fine
  }

  async #extract(feed: Feed, tree?: CategoryTree): Promise<void> {
    const { learn, quiet = false, out: path, rejected = `${this.#file}.rejected.jsonl` } = this.#flags
    const format = outFormatOf(path, this.#flags.format)
    const out = await OutFile.open(path)
    const passes = learn ? 2 : 1
    const bytesTotal = feed.bytes === undefined ? undefined : feed.bytes * passes
    const progress = startProgress({ out: process.stderr, bytesTotal, now: Date.now, quiet })
    const rejects = new RejectFile(rejected, 0, (fault) => fault)
    const told = (before: number) =>
      progress.update({ rows: this.#rows, rejected: this.#rejected }, before + feed.bytesRead())
    try {
      const taught = learn
        ? await learnReaders(feed, { tree, signal: this.#signal, onProgress: () => told(0) })
        : untaught(tree)
      const before = learn ? (feed.bytes ?? 0) : 0
      const texts =
        format === 'csv'
          ? csvOf(columns, linesOf(this.#counted(feed, taught, rejects, () => told(before))))
          : jsonOf(this.#counted(feed, taught, rejects, () => told(before)))
      await out.write(texts)
      if (!this.#signal.aborted) await out.keep()
    } finally {
      out.drop()
      rejects.close()
      progress.stop()
    }
  }

  async *#counted(feed: Feed, taught: Parameters<typeof readOffers>[1], rejects: RejectFile, tell: () => void) {
    if (this.#signal.aborted) return
    const blocks = readOffers(feed, taught, () => {})
    for await (const block of this.#asking?.over(blocks) ?? blocks) {
      for (const one of block) {
        this.#rows += 1
        if ('fault' in one) {
          this.#rejected += 1
          rejects.add(one.line, one.fault)
          continue
        }
        this.#offers += 1
        for (const name of new Set(one.values.map(({ name }) => name)))
          this.#found.set(name, (this.#found.get(name) ?? 0) + 1)
        yield one
      }
      tell()
      if (this.#signal.aborted) return
    }
  }

  #askedText({ asked: { offers, values } }: ValueAsking): string {
    return `${grouped(offers)} offers of which little could be read, ${grouped(values)} values found`
  }

  #summary(seconds: number): string {
    const rate = grouped(Math.round(this.#rows / Math.max(seconds, 0.001)))
    const found = [...this.#found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    return [
      `${grouped(this.#rows)} rows in ${duration(seconds)} (${rate} rows/s), ${grouped(this.#rejected)} rejected`,
      ...found
        .slice(0, 20)
        .map(([name, count]) => `  ${name}: ${Math.round((100 * count) / this.#offers)} % of offers`),
      ...(this.#hardCases && this.#asking ? askedLines(this.#hardCases, this.#askedText(this.#asking)) : []),
      ...(this.#rejected > 0
        ? [`  rejected rows are in ${this.#flags.rejected ?? `${this.#file}.rejected.jsonl`}`]
        : []),
    ].join('\n')
  }
}

type Read = Exclude<ReadOffer, { readonly fault: unknown }>

async function* linesOf(offers: AsyncIterable<Read>): AsyncGenerator<Line, void, undefined> {
  for await (const { offer, values, unitPrice } of offers) {
    for (const value of values) yield lineOf(offer, value)
    if (unitPrice === undefined) continue
    const { minor, per, unit } = unitPrice
    yield {
      id: offer.key,
      attribute: 'unitPrice',
      value: `${minor} / ${per} ${unit}`,
      amount: minor,
      unit: `${per} ${unit}`,
    }
  }
}

function lineOf(offer: Offer, { name, value, amount, unit, field, start, end, confidence, by }: ReadValue): Line {
  const text = textOf(offer, field)?.slice(start, end)
  const sure = Math.round(confidence * 1_000) / 1_000
  return { id: offer.key, attribute: name, value, amount, unit, field, start, end, text, confidence: sure, by }
}

/** The text that a value's place is in; of attributes nobody says which one. */
function textOf(offer: Offer, field: ReadValue['field']): string | undefined {
  if (field === 'category') return pathText(offer.categoryPath)
  return field === 'attributes' ? undefined : offer[field]
}

async function* jsonOf(offers: AsyncIterable<Read>): AsyncGenerator<string, void, undefined> {
  for await (const { offer, values, unitPrice } of offers)
    yield `${JSON.stringify({ id: offer.key, title: offer.title, values, unitPrice })}\n`
}

/** What reads without having learned: rules, dictionaries, and the names of a tree. */
function untaught(tree: CategoryTree | undefined): TaughtReaders {
  return tree === undefined ? {} : { categories: new CategoryMapper(tree.nodes) }
}
