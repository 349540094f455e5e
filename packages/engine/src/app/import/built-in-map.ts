import { Refusal } from '../../domain/refusal.ts'
import { plainEventsMap } from './behaviour-map.ts'
import { googleMap, naverMap, plainCatalogMap } from './catalog-maps.ts'
import type { Detected } from './detect.ts'
import type { ImportKind } from './item.ts'
import { lacking } from './likely-kind.ts'
import { type ColumnMap, checkHeader, mapFields, shownHeader } from './map.ts'
import { plainOrdersMap } from './order-rows.ts'
import { shippedMapFor } from './shipped-maps.ts'

/** The map for files that come without one. Undefined for JSON Lines of events, which need none. */
export function builtInMap(kind: ImportKind, { format, header }: Detected, file: string): ColumnMap | undefined {
  const feed = format === 'google-xml' || format === 'google-tsv' || format === 'naver-ep'
  if (feed && kind !== 'catalog')
    throw new Refusal('IMPORT_FORMAT', { file, reason: `it is a ${format} feed of products, not of ${kind}` })
  if (format === 'naver-ep') return naverMap
  if (feed) return googleMap
  if (format === 'jsonl') return kind === 'catalog' ? plainCatalogMap : kind === 'orders' ? plainOrdersMap : undefined
  const plain = { catalog: plainCatalogMap, orders: plainOrdersMap, events: plainEventsMap }[kind]
  return shippedMapFor(kind, header ?? []) ?? plain
}

/** Throws Refusal IMPORT_MAP when the columns that are needed are not there. */
export function checkFits(map: ColumnMap, header: readonly string[], looksLike: ImportKind | undefined): void {
  if (map.feed !== true) return checkHeader(map, header)
  const columns = lacking(map, header)
  if (columns === undefined) return
  const remedy =
    looksLike === undefined
      ? `Give a column map such as ${exampleOf(map.kind)}`
      : `It looks like ${looksLike}: import it as ${looksLike}, or give a column map`
  const missing = `the file has no column ${columns.join(' or ')}; it has ${shownHeader(header)}`
  throw new Refusal('IMPORT_MAP', { map: map.name, reason: `${missing}. ${remedy}` })
}

/** The smallest map there can be. */
function exampleOf(kind: ImportKind): string {
  const columns = mapFields[kind].required.map((field) => `"${field}": "COLUMN"`)
  return `{"kind": "${kind}", "columns": {${columns.join(', ')}}}`
}
