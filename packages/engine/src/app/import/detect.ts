import { Refusal } from '../../domain/refusal.ts'
import type { ImportKind } from './item.ts'
import { type ColumnMap, columnsOf } from './map.ts'
import { noText } from './no-text.ts'
import { cellsOf, type Dialect } from './table.ts'

/** What a file is, as far as reading it goes. */
export type Format = 'jsonl' | 'csv' | 'tsv' | 'google-xml' | 'google-tsv' | 'naver-ep'
export const formats: readonly Format[] = ['jsonl', 'csv', 'tsv', 'google-xml', 'google-tsv', 'naver-ep']

export type Detected = { readonly format: Format; readonly delimiter?: string; readonly header?: readonly string[] }

const delimiters = ['\t', ',', ';', '|', '#'] as const

/**
 * Tells the format of a file from its first bytes; its name decides only between tables of one column.
 * @param head  the beginning of the file as text
 * @param told  what the caller says; then only header and delimiter are looked for
 * Throws Refusal IMPORT_FORMAT, IMPORT_BINARY.
 */
export function detect(
  { name, head, kind }: { name: string; head: string; kind: ImportKind },
  told: { readonly format?: Format; readonly delimiter?: string; readonly quotes?: boolean } = {},
): Detected {
  // Blank lines go, the tab before a first column without a name stays.
  const text = head.replace(/^\ufeff/, '').replace(/^(?:[^\S\r\n]*[\r\n]+)+/, '')
  const format = told.format ?? formatByFirstSign(text.trimStart(), name)
  if (format === 'jsonl' || format === 'google-xml') return { format }
  const quotes = told.quotes ?? format !== 'naver-ep'
  const delimiter = told.delimiter ?? delimiterOf(text, format, name)
  const header = headerOf(text, { delimiter, quotes }, name)
  if (format !== undefined) return { format, delimiter, header }
  const names = header.map(feedName)
  if (kind === 'catalog' && names.includes('price_pc')) return { format: 'naver-ep', delimiter, header }
  const isGoogle = ['id', 'title', 'link', 'price'].every((column) => names.includes(column))
  if (kind === 'catalog' && isGoogle && delimiter === '\t') return { format: 'google-tsv', delimiter, header }
  return { format: delimiter === '\t' ? 'tsv' : 'csv', delimiter, header }
}

function formatByFirstSign(text: string, file: string): Format | undefined {
  if (text.startsWith('{')) return 'jsonl'
  if (text.startsWith('[')) {
    const reason = 'it is a JSON list, which cannot be read row by row; write one object per line (jq -c ".[]")'
    throw new Refusal('IMPORT_FORMAT', { file, reason })
  }
  if (!text.startsWith('<')) return undefined
  if (/<(rss|feed|channel)[\s>]/i.test(text)) return 'google-xml'
  throw new Refusal('IMPORT_FORMAT', {
    file,
    reason: 'it is XML or HTML, but neither an RSS 2.0 nor an Atom feed; export it as CSV',
  })
}

/** Names of columns may hold line ends within quotes, as spreadsheets export them; over so many lines and no more. */
const headerLinesMax = 10

/** The cells of the first record; those of the first line where a quote in it never closes. */
function firstCells(text: string, dialect: Dialect): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/, headerLinesMax)
  for (let count = 1; count <= lines.length; count++) {
    const cells = cellsOf(lines.slice(0, count).join('\n'), dialect)
    if (cells !== undefined) return cells
  }
  return cellsOf(lines[0], { ...dialect, quotes: false }) ?? []
}

/** The separator that parts the header into most cells. */
function delimiterOf(text: string, format: Format | undefined, name: string): string {
  if (format === 'tsv' || format === 'google-tsv' || format === 'naver-ep') return '\t'
  let best = /\.tsv(\.gz)?$/i.test(name) ? '\t' : ','
  let cellsMax = 1
  for (const delimiter of delimiters) {
    const count = firstCells(text, { delimiter, quotes: true }).length
    if (count > cellsMax) {
      best = delimiter
      cellsMax = count
    }
  }
  return best
}

function headerOf(text: string, dialect: Dialect, file: string): readonly string[] {
  const cells = firstCells(text, dialect).map((cell) => cell.trim())
  const filled = cells.filter((cell) => cell !== '')
  if (filled.some((cell) => cell.includes('\0'))) throw noText(file)
  if (filled.length === 0 || filled.includes('__proto__'))
    throw new Refusal('IMPORT_FORMAT', { file, reason: 'its first line is no header with names of columns' })
  return cells
}

/** Names of feed columns as the built-in maps write them: 'g:image link' -> 'image_link'. */
export function feedName(column: string): string {
  return column
    .trim()
    .toLowerCase()
    .replace(/^g:/, '')
    .replace(/[\s-]+/g, '_')
}

/** Names of the cells of a row: the header as far as the map asks for it, '' for the rest. */
export function cellNames(header: readonly string[], map: ColumnMap): readonly string[] {
  const plain = map.feed === true ? feedName : (name: string) => name
  const names = new Map(columnsOf(map).map((column) => [plain(column), column]))
  return header.map((cell) => {
    const [, group] = /^([^()]+)\([^()]*\)$/.exec(plain(cell)) ?? [] // loyalty_program(tier_label:price): a group of Google's, with its parts
    return names.get(plain(cell)) ?? (map.feed === true && group !== undefined && names.has(group) ? plain(cell) : '')
  })
}

/**
 * Throws Refusal IMPORT_MAP when a column that the map asks for stands in the header more than once: which one is meant
 * only its owner knows. Others may repeat, as nobody reads them.
 */
export function checkOnce(map: ColumnMap, header: readonly string[]): void {
  const names = cellNames(header, map)
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) < i)
  if (twice === undefined) return
  const places = [...names.keys()].filter((i) => names[i] === twice)
  const isSame = places.every((i) => header[i] === twice)
  const written = isSame ? '' : `, written ${places.map((i) => header[i]).join(' and ')}`
  const where = `${places.map((i) => i + 1).join(' and ')}${written}`
  const reason = `the header has the column ${twice} more than once (${where}); rename one of them, or take it out`
  throw new Refusal('IMPORT_MAP', { map: map.name, reason })
}
