import { Refusal } from '../../domain/refusal.ts'
import type { ImportKind } from './item.ts'
import { type ColumnMap, columnsOf } from './map.ts'
import { cellsOf, type Dialect } from './table.ts'

/** What a file is, as far as reading it goes. */
export type Format = 'jsonl' | 'csv' | 'tsv' | 'google-xml' | 'google-tsv' | 'naver-ep'
export const formats: readonly Format[] = ['jsonl', 'csv', 'tsv', 'google-xml', 'google-tsv', 'naver-ep']

export type Detected = { readonly format: Format; readonly delimiter?: string; readonly header?: readonly string[] }

const delimiters = ['\t', ',', ';', '|'] as const

/**
 * Tells the format of a file from its first bytes; its name decides only between tables of one column.
 * @param head  the beginning of the file as text
 * @param told  what the caller says; then only header and delimiter are looked for
 * Throws Refusal IMPORT_FORMAT.
 */
export function detect(
  { name, head, kind }: { name: string; head: string; kind: ImportKind },
  told: { readonly format?: Format; readonly delimiter?: string; readonly quotes?: boolean } = {},
): Detected {
  const text = head.replace(/^\ufeff/, '').trimStart()
  const format = told.format ?? formatByFirstSign(text, name)
  if (format === 'jsonl' || format === 'google-xml') return { format }
  const line = firstLine(text)
  const delimiter = told.delimiter ?? delimiterOf(line, format, name)
  const dialect: Dialect = { delimiter, quotes: told.quotes ?? format !== 'naver-ep' }
  const header = headerOf(line, dialect, name)
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
  throw new Refusal('IMPORT_FORMAT', { file, reason: 'it is XML, but neither an RSS 2.0 nor an Atom feed' })
}

const firstLine = (text: string): string => text.slice(0, text.search(/[\r\n]|$/))

/** The separator that parts the header into most cells. */
function delimiterOf(line: string, format: Format | undefined, name: string): string {
  if (format === 'tsv' || format === 'google-tsv' || format === 'naver-ep') return '\t'
  let best = /\.tsv(\.gz)?$/i.test(name) ? '\t' : ','
  let cellsMax = 1
  for (const delimiter of delimiters) {
    const count = cellsOf(line, { delimiter, quotes: true })?.length ?? 0
    if (count > cellsMax) {
      best = delimiter
      cellsMax = count
    }
  }
  return best
}

function headerOf(line: string, dialect: Dialect, file: string): readonly string[] {
  const cells = cellsOf(line, dialect)?.map((cell) => cell.trim()) ?? []
  const filled = cells.filter((cell) => cell !== '')
  if (filled.length === 0 || filled.includes('__proto__') || line.includes('\0'))
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

/**
 * Names of the cells of a row: the header as far as the map asks for it, '' for the rest. Of two columns of one name
 * the first counts.
 */
export function cellNames(header: readonly string[], map: ColumnMap): readonly string[] {
  const wanted = new Set(columnsOf(map))
  const names = new Map([...wanted].map((column) => [map.feed === true ? feedName(column) : column, column]))
  const taken = new Set<string>()
  return header.map((cell) => {
    const column = names.get(map.feed === true ? feedName(cell) : cell) ?? ''
    if (column === '' || taken.has(column)) return ''
    taken.add(column)
    return column
  })
}
