import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { bytesOf } from '../files.ts'

/** A product of a catalogue with attributes, as its JSON line has it. */
export type CatalogueProduct = {
  readonly title: string
  readonly brand: string
  readonly attributes: Readonly<Record<string, string>>
}

/** A title and the labels that stand in its row. */
export type LabelledTitle = { readonly title: string; readonly labels: Readonly<Record<string, string>> }

export type AttributeSource =
  | { readonly kind: 'catalogue'; readonly set: string; readonly products: readonly CatalogueProduct[] }
  | { readonly kind: 'titles'; readonly set: string; readonly rows: readonly LabelledTitle[] }

const depthMax = 2
const titleColumn = 'productDisplayName'
/** The labels that are guessed from titles. */
export const labelColumns = ['gender', 'articleType', 'baseColour', 'usage'] as const

/**
 * Finds what can be read below a path: JSON Lines whose lines have a title and attr_ fields; CSVs with labels beside titles, row by row,
 * in two files or in one. Known by what they hold, not by their names.
 * @throws Error that says what is expected when there is nothing of the kind
 */
export function readSources(path: string): AttributeSource[] {
  const files = filesBelow(path, 0)
  const sources: AttributeSource[] = []
  for (const file of files.filter((one) => /\.jsonl?(\.gz)?$/.test(one))) {
    const products = readCatalogue(file)
    if (products.length > 0) sources.push({ kind: 'catalogue', set: basename(dirname(file)), products })
  }
  const tables = files.filter((one) => /\.csv(\.gz)?$/.test(one)).flatMap(readTable)
  for (const { file, rows } of tables.filter(
    ({ rows }) => rows[0] && labelColumns.some((column) => column in rows[0]!),
  )) {
    const titles = tables.find(
      (one) =>
        dirname(one.file) === dirname(file) &&
        one.rows.length === rows.length &&
        one.rows[0]![titleColumn] !== undefined,
    )
    if (titles)
      sources.push({
        kind: 'titles',
        set: basename(file).replace(/\W?labels|\.csv|\.gz/g, ''),
        rows: joined(titles.rows, rows),
      })
  }
  if (sources.length === 0)
    throw new Error(
      `${path} holds neither JSON Lines with title and attr_ fields nor a CSV with ${titleColumn} beside one with ${labelColumns.join(', ')}.`,
    )
  return sources
}

function filesBelow(path: string, depth: number): string[] {
  if (!statSync(path).isDirectory()) return [path]
  if (depth > depthMax) return []
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name), depth + 1))
}

/** The products of a file of JSON Lines; none when its first line is not of the format. */
function readCatalogue(file: string): CatalogueProduct[] {
  const lines = bytesOf(file)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
  if (!lines[0]?.startsWith('{') || !/"attr_/.test(lines.slice(0, 100).join())) return []
  return lines.flatMap((line, i) => {
    const found = parsed(line, `${file}, line ${i + 1}`)
    const { title, supplier } = found
    if (typeof title !== 'string' || title === '') return []
    const attributes = Object.entries(found).filter(
      ([name, value]) => name.startsWith('attr_') && typeof value !== 'boolean',
    )
    return [
      {
        title,
        brand: typeof supplier === 'string' ? supplier : '',
        attributes: Object.fromEntries(attributes.map(([name, value]) => [name, String(value)])),
      },
    ]
  })
}

function parsed(line: string, where: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    throw new Error(`${where} is no JSON; give the file as it was published.`)
  }
}

type Table = { readonly file: string; readonly rows: readonly Readonly<Record<string, string>>[] }

/** None when its columns are of another format. The original has titles with commas that are not quoted, as the last column. */
function readTable(file: string): Table[] {
  const bytes = bytesOf(file)
  const first = bytes.subarray(0, 4_096).toString('utf8').split('\n')[0]!
  if (![titleColumn, ...labelColumns].some((column) => first.includes(column))) return []
  const lines: string[][] = parse(bytes, {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    bom: true,
  })
  const [header = [], ...rows] = lines
  const last = header.length - 1
  const rowOf = (row: string[]): Record<string, string> =>
    Object.fromEntries(header.map((name, i) => [name, i === last ? row.slice(i).join(',') : (row[i] ?? '')]))
  return [{ file, rows: rows.map(rowOf) }]
}

function joined(titles: Table['rows'], labels: Table['rows']): LabelledTitle[] {
  return titles.map((row, i) => ({ title: row[titleColumn]!, labels: labels[i]! })).filter(({ title }) => title !== '')
}
