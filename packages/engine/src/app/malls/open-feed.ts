import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import { builtInMap, checkFits } from '../import/built-in-map.ts'
import { plainCatalogMap } from '../import/catalog-maps.ts'
import { Till } from '../import/columns.ts'
import { checkOnce, type Detected, detect, type Format } from '../import/detect.ts'
import type { Encoding } from '../import/encoding.ts'
import { guessedMap } from '../import/guess-map.ts'
import type { Fault, Unusable } from '../import/item.ts'
import type { ColumnMap } from '../import/map.ts'
import { RowFault } from '../import/row-fault.ts'
import { rowsOf, top } from '../import/rows-of.ts'
import { readMap } from '../import/shipped-maps.ts'
import { openSource } from '../import/source.ts'
import { unreadable } from '../import/xml-text.ts'
import type { SaidOfRow } from '../said.ts'
import { OfferReader, type Said } from './offer-reader.ts'

/** What became of a row: what it says, or why it was rejected; with the id of the offer, where that much could be read. */
export type FeedRow = { readonly line: number } & (Said | Rejected)

/** `isGuess`: the row's cells are not in their places, so the id may be something else. */
export type Rejected = { readonly fault: Fault; readonly key?: string; readonly isGuess?: true }

export type FeedAsk = {
  readonly mall: string
  /** A path. */
  readonly file: string
  /** A map, the name of a shipped one, or the path of one; found out when absent. */
  readonly map?: string | ColumnMap
  readonly encoding?: Encoding
  /** Of amounts that name none, ISO 4217. */
  readonly currency?: string
  /** Zone of times that name none. */
  readonly zone?: string
  /** Read in one go: rows of a block hold up whoever asks for a page meanwhile. */
  readonly chunkBytes?: number
  /** Bytes that a packed one may have unpacked; any number when absent. */
  readonly unpackedMax?: number
  readonly now: number
}

/** A mall's feed that was looked into and can be read, more than once. */
export type Feed = {
  readonly format: Format
  readonly mapName: string
  /** 'changes' where rows say what is new, changed and gone; else what it lacks is gone. */
  readonly scope: 'full' | 'changes'
  readonly bytes: number | undefined
  readonly bytesRead: () => number
  /** The line in whose middle the feed ends, once the rows were read; undefined: it shows no cut. */
  readonly cutAt: () => number | undefined
  /**
   * The rows in blocks, in their order. Throws when the feed breaks off: what came before is no whole feed then.
   * @param warn told of what was kept, but not as written
   */
  rows(warn: (what: SaidOfRow) => void): AsyncGenerator<readonly FeedRow[], void, undefined>
}

/**
 * Opens a feed of offers and finds out how to read it: Google's and Naver's formats, JSON Lines, tables by a map. Flat memory, however
 * large the file; 10 to 15 us a row. Throws Refusal IMPORT_FILE, FEED_FORMAT or IMPORT_MAP with what is wrong and how to say it right.
 */
export async function openFeed(ask: FeedAsk): Promise<Feed> {
  const { mall, file, encoding, currency, zone = 'UTC', chunkBytes, unpackedMax, now } = ask
  const given = typeof ask.map === 'string' ? readMap(ask.map) : ask.map
  if (given !== undefined && given.kind !== 'catalog')
    throw new Refusal('IMPORT_MAP', { map: given.name, reason: `it is for ${given.kind}, not catalog` })
  const source = await openSource(file, { encoding, chunkBytes, unpackedMax })
  const told = { format: given?.format, delimiter: given?.delimiter, quotes: given?.quotes }
  const detected = detectedIn({ name: file, head: source.head }, told)
  const map = given ?? ownMap(detected, file)
  if (detected.header !== undefined) {
    checkFits(map, detected.header, undefined)
    checkOnce(map, detected.header)
  }
  const till = new Till(currency ?? map.currency, currency === undefined ? map.currencyDigits : undefined)
  const reader = new OfferReader(map, { mall, till, zone, now })
  let cutAt: number | undefined
  async function* rows(warn: (what: SaidOfRow) => void): AsyncGenerator<readonly FeedRow[], void, undefined> {
    for await (const block of toItsEnd(rowsOf({ source, detected, map, from: top })))
      yield block.map((row): FeedRow => {
        if (row.isCut) cutAt = row.line
        if ('fault' in row) return { line: row.line, ...rejected(row, reader) }
        try {
          return { line: row.line, ...reader.read(row.fields, warn) }
        } catch (error) {
          if (error instanceof RowFault) return { line: row.line, fault: error.fault, key: reader.keyOf(row.fields) }
          throw error
        }
      })
  }
  return {
    format: detected.format,
    mapName: map.name,
    scope: saysChanges(map, detected.header) ? 'changes' : 'full',
    bytes: source.identity?.size,
    bytesRead: source.bytesRead,
    cutAt: () => cutAt,
    rows,
  }
}

/** A row that cannot be used, with its id where that could be read whole. */
function rejected({ fault, legible, isShifted }: Unusable, reader: OfferReader): Rejected {
  const key = legible && reader.keyOf(legible)
  if (key === undefined || key.includes('\ufffd') || key.includes(unreadable)) return { fault }
  return isShifted ? { fault, key, isGuess: true } : { fault, key }
}

/** Refuses a feed that breaks off, be it in its XML or in what it is packed in. */
async function* toItsEnd<Block>(blocks: AsyncIterable<Block>): AsyncGenerator<Block, void, undefined> {
  try {
    yield* blocks
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('FEED_BROKEN', { reason: messageOf(error) })
  }
}

/** A feed's format is named in its column map alone. @throws Refusal FEED_FORMAT, IMPORT_BINARY */
function detectedIn(feed: { readonly name: string; readonly head: string }, told: Parameters<typeof detect>[1]) {
  try {
    return detect({ ...feed, kind: 'catalog' }, told)
  } catch (error) {
    throw error instanceof Refusal && error.code === 'IMPORT_FORMAT' ? new Refusal('FEED_FORMAT', error.details) : error
  }
}

/** The map of a feed's format; for tables with names of their own, one by what these seem to mean. */
function ownMap(detected: Detected, file: string): ColumnMap {
  const map = builtInMap('catalog', detected, file)!
  return map === plainCatalogMap && detected.header !== undefined ? guessedMap(detected.header) : map
}

/** Whether the table has a column that says of each row whether it is new, changed or gone. */
function saysChanges(map: ColumnMap, header: readonly string[] | undefined): boolean {
  const column = map.columns.class
  return (
    typeof column === 'string' && header !== undefined && header.some((name) => name.trim().toLowerCase() === column)
  )
}
