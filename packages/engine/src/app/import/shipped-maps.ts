import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../../domain/refusal.ts'
import type { ImportKind } from './item.ts'
import { type ColumnMap, columnsOf, parseMap } from './map.ts'
import { nearest } from './text.ts'

/** The same distance from `src` and from `dist`. */
const folder = fileURLToPath(new URL('../../../maps/', import.meta.url))

/** Names of the column maps that come with the engine. */
export function shippedMapNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}

/** Whether a map of that name comes with the engine. */
function isShippedMap(name: string): boolean {
  return shippedMapNames().includes(name)
}

/** Reads a column map by the name of a shipped one or by the path of a JSON file. Throws Refusal IMPORT_MAP. */
export function readMap(nameOrFile: string): ColumnMap {
  const shipped = shippedMapNames()
  const file = shipped.includes(nameOrFile) ? `${folder}${nameOrFile}.json` : nameOrFile
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    const meant = nearest(nameOrFile, shipped)
    const hint = meant === undefined ? `shipped are ${shipped.join(', ')}` : `did you mean "${meant}"?`
    throw new Refusal('IMPORT_MAP', {
      map: nameOrFile,
      reason: `there is no such file and no such shipped map; ${hint}`,
    })
  }
  return mapOfText(nameOrFile, text)
}

/** Reads a column map as it comes over HTTP: the name of a shipped one, or its JSON; never a path. Throws Refusal IMPORT_MAP. */
export function mapSent(text: string): ColumnMap {
  return isShippedMap(text) ? readMap(text) : mapIn(text)
}

/** Reads a column map that was sent as such: its JSON, plain or in base64. Throws Refusal IMPORT_MAP. */
function mapIn(text: string): ColumnMap {
  const isPlain = text.trimStart().startsWith('{')
  const json = isPlain ? text : Buffer.from(text, 'base64').toString('utf8')
  if (json.trimStart().startsWith('{')) return mapOfText('your own', json)
  const shipped = shippedMapNames()
  const meant = nearest(text.slice(0, 100), shipped)
  const hint = meant === undefined ? `shipped are ${shipped.join(', ')}` : `did you mean "${meant}"?`
  const reason = `it is neither the name of a shipped map nor the JSON of one, plain or in base64; ${hint}`
  throw new Refusal('IMPORT_MAP', { map: text.slice(0, 40), reason })
}

function mapOfText(name: string, text: string): ColumnMap {
  try {
    return parseMap(name, JSON.parse(text.replace(/^\ufeff/, '')))
  } catch (error) {
    if (error instanceof Refusal) throw error
    const reason = error instanceof Error ? `it is not JSON (${error.message})` : 'it is not JSON'
    throw new Refusal('IMPORT_MAP', { map: name, reason })
  }
}

/** All column maps that come with the engine. */
export function shippedMaps(): readonly ColumnMap[] {
  return shippedMapNames().map(readMap)
}

/** The shipped map that fits a header exactly: every column it reads is there. */
export function shippedMapFor(kind: ImportKind, header: readonly string[]): ColumnMap | undefined {
  return shippedMaps().find((map) => map.kind === kind && columnsOf(map).every((column) => header.includes(column)))
}
