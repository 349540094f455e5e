import { plainEventsMap } from './behaviour-map.ts'
import { googleMap, naverMap, plainCatalogMap } from './catalog-maps.ts'
import { type Detected, feedName } from './detect.ts'
import { type ImportKind, importKinds } from './item.ts'
import { type ColumnMap, mapFields } from './map.ts'
import { lineKeys, plainOrdersMap } from './order-rows.ts'
import { shippedMapFor } from './shipped-maps.ts'

const mapsOf: Readonly<Record<ImportKind, readonly ColumnMap[]>> = {
  catalog: [plainCatalogMap, googleMap, naverMap],
  orders: [plainOrdersMap],
  events: [plainEventsMap],
}

/**
 * What a file seems to hold when it was taken for something else: told by the names of its fields. Undefined where they fit what it
 * was taken for, or nothing. For a hint to people; nothing is read by it.
 */
export function likelyKind({ format, header }: Detected, head: string, taken: ImportKind): ImportKind | undefined {
  if (format === 'google-xml' || format === 'google-tsv' || format === 'naver-ep')
    return taken === 'catalog' ? undefined : 'catalog'
  const names = header ?? fieldsOfFirst(head)
  if (fits(taken, names)) return undefined
  return importKinds.find((kind) => kind !== taken && fits(kind, names))
}

/** The columns of the first needed field that a header lacks; undefined when it has all that the map needs. */
export function lacking(map: ColumnMap, header: readonly string[]): readonly string[] | undefined {
  const names = header.map(feedName)
  return mapFields[map.kind].required
    .map((field) => columnsOfField(map, field))
    .find((columns) => !columns.some((column) => names.includes(feedName(column))))
}

function columnsOfField({ columns }: ColumnMap, field: string): readonly string[] {
  const spec = columns[field]
  return typeof spec === 'string' ? [spec] : Array.isArray(spec) ? (spec as readonly string[]) : []
}

function fits(kind: ImportKind, names: readonly string[]): boolean {
  if (kind === 'events' && names.includes('type') && ['userId', 'anonymousId'].some((name) => names.includes(name)))
    return true // Segment
  if (mapsOf[kind].some((map) => lacking(map, names) === undefined)) return true
  const hasLines = lineKeys.some((key) => names.includes(key))
  if (kind === 'orders' && hasLines && lacking(plainOrdersMap, [...names, 'product']) === undefined) return true
  return shippedMapFor(kind, names) !== undefined
}

/** The names of the fields of the first row of JSON Lines; none where it is broken or does not end within the head. */
function fieldsOfFirst(head: string): readonly string[] {
  const line = head
    .replace(/^\ufeff/, '')
    .trimStart()
    .split(/[\r\n]/, 1)[0]!
  try {
    const row: unknown = JSON.parse(line)
    return typeof row === 'object' && row !== null ? Object.keys(row) : []
  } catch {
    return []
  }
}
