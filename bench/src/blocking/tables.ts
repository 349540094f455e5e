import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { bytesOf } from '../files.ts'

/** A table of records, as its file has it. */
export type Table = {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Two tables, and which row of the one is about the same thing as which row of the other. */
export type TablePair = {
  readonly set: string
  readonly left: Table
  readonly right: Table
  /** Row of `left`, row of `right`. */
  readonly gold: readonly (readonly [number, number])[]
}

const separators = [',', '|', '#', ';', '\t', '%', '>']
/** Lines of which so many have as many columns as the header are told apart by the right separator; the others are mended. */
const alikeShare = 0.95
/** Lines by which the separator is chosen. */
const headLines = 2_000

/** All pairs of tables in a folder, or in the folders right inside it: two tables of records and a file of pairs of ids. */
export function readTablePairs(path: string): TablePair[] {
  const folders = [path, ...readdirSync(path).map((name) => join(path, name))].filter((one) =>
    statSync(one).isDirectory(),
  )
  const pairs = folders.flatMap((folder) => readTablePair(folder) ?? [])
  if (pairs.length === 0)
    throw new Error(`${path}: no folder here has two tables and a file of pairs of their ids (CSV, gzipped or not).`)
  return pairs
}

function readTablePair(folder: string): TablePair | undefined {
  const files = readdirSync(folder).filter((name) => /\.(csv|tsv|txt)(\.gz)?$/.test(name))
  if (files.length !== 3) return undefined
  const tables = files.sort().map((name) => readTable(join(folder, name)))
  for (const truth of tables) {
    const [first, second] = tables.filter((table) => table !== truth)
    const ways = [
      { left: first!, right: second! },
      { left: second!, right: first! },
    ].flatMap(({ left, right }) => {
      const gold = truth.columns.length === 2 ? goldOf(truth, left, right) : undefined
      return gold ? [{ set: basename(folder), left, right, gold }] : []
    })
    if (ways.length > 0) return ways.reduce((best, way) => (likeness(way) > likeness(best) ? way : best))
  }
  return undefined
}

/** The pairs of rows that the pairs of ids name; undefined when there are ids that the tables do not have. */
function goldOf(truth: Table, left: Table, right: Table): [number, number][] | undefined {
  const lefts = rowsById(left)
  const rights = rowsById(right)
  const all =
    lefts.has(truth.columns[0]!) && rights.has(truth.columns[1]!) ? [truth.columns, ...truth.rows] : truth.rows
  const pairs: [number, number][] = []
  for (const [one, other] of all) {
    const pair = [lefts.get(one!), rights.get(other!)]
    if (pair[0] === undefined || pair[1] === undefined) return undefined
    pairs.push([pair[0], pair[1]])
  }
  return pairs.length > 0 ? pairs : undefined
}

/** Which row has an id: it stands in the column `id`, else in the first. */
function rowsById({ columns, rows }: Table): Map<string, number> {
  const column = idColumn(columns)
  return new Map(rows.map((row, i) => [row[column]!, i]))
}

/** The place of the ids among a table's columns. */
export function idColumn(columns: readonly string[]): number {
  return Math.max(
    0,
    columns.findIndex((name) => name.toLowerCase() === 'id'),
  )
}

/** Where ids of both tables are 0, 1, 2 ..., only this tells which column of the truth means which: words in common. */
function likeness({ left, right, gold }: TablePair): number {
  const wordsOf = (row: readonly string[]): Set<string> =>
    new Set(
      row
        .join(' ')
        .toLowerCase()
        .match(/[\p{L}\p{N}]{2,}/gu),
    )
  let shared = 0
  for (const [one, other] of gold.slice(0, 500)) {
    const words = wordsOf(left.rows[one]!)
    for (const word of wordsOf(right.rows[other]!)) shared += words.has(word) ? 1 : 0
  }
  return shared
}

/** Of all ways to read a file the one with the most columns, and of these the one by which most lines have as many. */
function readTable(path: string): Table {
  const text = bytesOf(path).toString('utf8')
  const head = text.split('\n', headLines).join('\n')
  const quotes = ['"', null] as const
  const ways = separators.flatMap((separator) =>
    quotes.map((quote) => ({ separator, quote, ...rowsOf(head, separator, quote) })),
  )
  const fit = ways.filter(({ width, alike, rows }) => width > 1 && alike >= rows.length * alikeShare)
  fit.sort((a, b) => b.width - a.width || b.alike - a.alike)
  if (fit.length === 0)
    throw new Error(`${path}: no separator (${separators.join(' ')}) gives its lines the same columns.`)
  const { separator, quote, width } = fit[0]!
  const { rows } = head.length < text.length ? rowsOf(text, separator, quote) : fit[0]!
  const [columns, ...records] = rows.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''))
  return { name: basename(path).replace(/\.\w+(\.gz)?$/, ''), columns: columns!, rows: records }
}

type Way = { readonly rows: readonly (readonly string[])[]; readonly width: number; readonly alike: number }

function rowsOf(text: string, delimiter: string, quote: '"' | null): Way {
  const options = { bom: true, skip_empty_lines: true, relax_quotes: true, relax_column_count: true }
  try {
    const rows: string[][] = parse(text, { ...options, delimiter, quote })
    const width = rows[0]?.length ?? 0
    return { rows, width, alike: rows.filter((row) => row.length === width).length }
  } catch {
    return { rows: [], width: 0, alike: 0 } // a quote that nobody closes: then it is none
  }
}
