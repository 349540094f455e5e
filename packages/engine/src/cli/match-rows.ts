import { pairText } from '../app/match/match-files.ts'
import type {
  FileProducts,
  GreyPair,
  MatchedPair,
  ModelWord,
  PlacedOffer,
  WhichPairs,
} from '../app/match/matched-pairs.ts'
import { csvOf } from '../http/merchant/csv.ts'
import type { OutFormat } from './out-file.ts'

const pairColumns = [...['a_file', 'a_id', 'b_file', 'b_id', 'chance', 'how', 'product', 'a_title', 'b_title']] as const
const clusterColumns = ['product', 'offers', 'file', 'id', 'title', 'brand', 'price_minor'] as const
const greyColumns = [
  ...['a_file', 'a_id', 'b_file', 'b_id', 'chance', 'together', 'a_title', 'b_title', 'a_price_minor', 'b_price_minor'],
  ...['shared', 'different', 'words_a', 'words_b', 'model'],
] as const

/** Matched pairs, a row each. */
export function pairTexts(products: FileProducts, which: WhichPairs, format: OutFormat): AsyncIterable<string> {
  const rows = mapped(products.pairs(which), pairRow)
  return format === 'csv' ? csvOf(pairColumns, rows) : jsonOf(rows)
}

/** All offers with their products, a row each. */
export function clusterTexts(products: FileProducts, format: OutFormat): AsyncIterable<string> {
  const rows = mapped(products.placed(), clusterRow)
  return format === 'csv' ? csvOf(clusterColumns, rows) : jsonOf(rows)
}

/** Pairs for a person to look at, a row each; as JSON with all that speaks for and against. */
export function greyTexts(
  pairs: readonly GreyPair[],
  words: ReadonlyMap<string, ModelWord>,
  format: OutFormat,
): AsyncIterable<string> {
  const said = pairs.map((pair): SaidPair => ({ ...pair, word: words.get(pairText(pair.one, pair.other)) }))
  return format === 'csv' ? csvOf(greyColumns, mapped(said, greyRow)) : jsonOf(mapped(said, greyWhole))
}

/** With what a model said of it, where that settled nothing. */
type SaidPair = GreyPair & { readonly word: ModelWord | undefined }

async function* mapped<One, Row>(all: Iterable<One>, row: (one: One) => Row): AsyncGenerator<Row, void, undefined> {
  for (const one of all) yield row(one)
}

async function* jsonOf(rows: AsyncIterable<object>): AsyncGenerator<string, void, undefined> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}

function clusterRow({ offer, product, offers }: PlacedOffer) {
  const { mall: file, key: id, title, brand, priceMinor: price_minor } = offer
  return { product, offers, file, id, title, brand, price_minor }
}

function pairRow({ one, other, chance, how, product }: MatchedPair) {
  return {
    a_file: one.mall,
    a_id: one.key,
    b_file: other.mall,
    b_id: other.key,
    chance: rounded(chance),
    how,
    product,
    a_title: one.title,
    b_title: other.title,
  }
}

function greyWhole({ one, other, chance, isTogether, offers, evidence, word }: SaidPair) {
  const model = word && { verdict: word.verdict, chance: rounded(word.chance), reason: word.reason }
  return { a: one, b: other, chance: rounded(chance), isTogether, offers, evidence, model }
}

function greyRow({ one, other, chance, isTogether, evidence, word }: SaidPair) {
  return {
    a_file: one.mall,
    a_id: one.key,
    b_file: other.mall,
    b_id: other.key,
    chance: rounded(chance),
    together: isTogether ? 'yes' : 'no',
    a_title: one.title,
    b_title: other.title,
    a_price_minor: one.priceMinor,
    b_price_minor: other.priceMinor,
    shared: [...new Set(evidence.shared.map(({ attribute, one: { value } }) => `${attribute}: ${value}`))].join('; '),
    different: evidence.different
      .map(({ attribute, one, other }) => `${attribute}: ${one.value} / ${other.value}`)
      .join('; '),
    words_a: evidence.words.one.join(' '),
    words_b: evidence.words.other.join(' '),
    model: word && `${word.verdict}: ${word.reason}`,
  }
}

function rounded(chance: number): number {
  return Math.round(chance * 1_000) / 1_000
}
