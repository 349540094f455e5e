import { accessSync, constants } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { Refusal } from '../../domain/refusal.ts'
import { BehaviourMapper } from './behaviour.ts'
import { builtInMap, checkFits } from './built-in-map.ts'
import { CatalogMapper } from './catalog.ts'
import { type Checkpoint, readCheckpoint, removeCheckpoint } from './checkpoint.ts'
import { Till } from './columns.ts'
import type { ImportCounts } from './counts.ts'
import { checkOnce, type Detected, detect, type Format, feedName } from './detect.ts'
import type { Encoding } from './encoding.ts'
import type { ImportKind, ImportSink, Place, Rows } from './item.ts'
import { JsonEventsMapper } from './json-events.ts'
import { withoutPeople } from './kept-fault.ts'
import { likelyKind } from './likely-kind.ts'
import type { ColumnMap } from './map.ts'
import type { Mapper } from './mapper.ts'
import { OrderRowsMapper, plainOrdersMap } from './order-rows.ts'
import { OrdersMapper } from './orders.ts'
import { RejectFile } from './rejects.ts'
import { rowsOf, top } from './rows-of.ts'
import { type ImportSummary, type Progressed, runImport } from './run.ts'
import { readMap } from './shipped-maps.ts'
import { openSource, type Source } from './source.ts'

export type ImportOptions = {
  readonly kind: ImportKind
  /** A path, or '-' for standard input. */
  readonly file: string
  readonly format?: Format
  /** A map, the name of a shipped one, or the path of one. */
  readonly map?: string | ColumnMap
  readonly delimiter?: string
  readonly encoding?: Encoding
  /** ISO 4217; the default is the first currency that the file names. */
  readonly currency?: string
  /** Zone of times that name none: UTC, +09:00 or Asia/Seoul. */
  readonly zone?: string
  /** Further columns to keep as attributes of products. */
  readonly attributes?: readonly string[]
  /** Where to keep the place between runs; beside the file when absent, nowhere when ''. Standard input has none. */
  readonly checkpoint?: string
  /** Take no notice of a checkpoint. */
  readonly restart?: boolean
  readonly rejected?: string
  readonly rejectsMax?: number
  /** Writes nothing that may name a person into the file of rejected rows: for files that somebody else keeps than their owner. */
  readonly namesNobody?: boolean
  readonly stdin?: Readable
  /** Bytes of the file that are read, and made rows of, in one go; 256 KB when absent. */
  readonly chunkBytes?: number
  readonly now: () => number
  readonly signal?: AbortSignal
}

/** An import that is ready to run: what was found out about the file, for the user to see before anything is sent. */
export type ImportPlan = {
  readonly source: Source
  readonly format: Format
  readonly mapName?: string
  /** The currency of amounts that name none, as the map says it. */
  readonly mapCurrency?: string
  /** Rows an earlier run is through with; 0 for a fresh start. */
  readonly resumedAtRow: number
  /** What the file seems to hold, where that is something else than what it is taken for. */
  readonly looksLike?: ImportKind
  readonly rejectedFile: string
  readonly checkpointFile?: string
  /** Sends everything to the sink; without one, only checks. */
  run(sink: ImportSink | undefined, onProgress?: (counts: ImportCounts) => void): Promise<ImportSummary>
}

/**
 * Opens a file and finds out how to read it. Sends nothing, writes nothing.
 * Throws Refusal IMPORT_FORMAT or IMPORT_MAP with what is wrong and how to say it right.
 */
export async function planImport(options: ImportOptions): Promise<ImportPlan> {
  const map = typeof options.map === 'string' ? readMap(options.map) : options.map
  if (map !== undefined && map.kind !== options.kind)
    throw new Refusal('IMPORT_MAP', { map: map.name, reason: `it is for ${map.kind}, not ${options.kind}` })
  const source = await openSource(options.file, options)
  const told = {
    format: options.format ?? map?.format,
    delimiter: options.delimiter ?? map?.delimiter,
    quotes: map?.quotes,
  }
  const detected = detect({ name: options.file, head: source.head, kind: options.kind }, told)
  const fitted = withAttributes(map ?? builtInMap(options.kind, detected, options.file), options)
  const looksLike = map === undefined ? likelyKind(detected, source.head, options.kind) : undefined
  if (fitted !== undefined && detected.header !== undefined) {
    checkFits(fitted, detected.header, looksLike)
    checkOnce(fitted, detected.header)
  }
  return new Plan({ options, source, detected, map: fitted, looksLike })
}

function withAttributes(map: ColumnMap | undefined, { attributes = [] }: ImportOptions): ColumnMap | undefined {
  if (map === undefined || attributes.length === 0) return map
  const more = Object.fromEntries(attributes.map((name) => [name, map.feed === true ? feedName(name) : name]))
  return { ...map, attributes: { ...map.attributes, ...more } }
}

/** Where files about a file go: beside it, or into the working folder when its own cannot be written. */
function placeBeside(file: string): string {
  if (file === '-') return 'stdin'
  try {
    accessSync(dirname(file), constants.W_OK)
    return file
  } catch {
    return basename(file)
  }
}

class Plan implements ImportPlan {
  readonly source: Source
  readonly format: Format
  readonly mapName?: string
  readonly mapCurrency?: string
  readonly looksLike?: ImportKind
  readonly rejectedFile: string
  readonly checkpointFile?: string
  readonly #options: ImportOptions
  readonly #detected: Detected
  readonly #map: ColumnMap | undefined
  readonly #resumed: Checkpoint | undefined
  readonly #now: number
  readonly #till: Till
  readonly #setting: string

  constructor({
    options,
    source,
    detected,
    map,
    looksLike,
  }: { options: ImportOptions; source: Source; detected: Detected; map?: ColumnMap; looksLike?: ImportKind }) {
    const beside = placeBeside(options.file)
    this.#options = options
    this.source = source
    this.#detected = detected
    this.format = detected.format
    this.#map = map
    this.mapName = map?.name
    this.mapCurrency = map?.currency
    this.looksLike = looksLike
    this.rejectedFile = options.rejected ?? `${beside}.rejected.jsonl`
    const { zone, currency, encoding } = options
    this.#setting = JSON.stringify([detected, map, zone, currency, encoding])
    const checkpoint = options.checkpoint ?? `${beside}.checkpoint.json`
    if (source.identity !== undefined && checkpoint !== '') this.checkpointFile = checkpoint
    this.#resumed = this.#readCheckpoint()
    this.#now = this.#resumed?.now ?? options.now()
    this.#till = new Till(
      options.currency ?? this.#resumed?.currency ?? map?.currency,
      options.currency === undefined ? map?.currencyDigits : undefined,
    )
  }

  get resumedAtRow(): number {
    return this.#resumed?.place.row ?? 0
  }

  async run(sink: ImportSink | undefined, onProgress?: (counts: ImportCounts) => void): Promise<ImportSummary> {
    const { signal, kind, namesNobody = false, rejectsMax = Number.POSITIVE_INFINITY } = this.#options
    const mapper = this.#mapper()
    const resumed = sink === undefined ? undefined : this.#resumed
    if (sink !== undefined && resumed === undefined && this.checkpointFile !== undefined)
      removeCheckpoint(this.checkpointFile)
    const seeks = resumed !== undefined && resumed.place.offset >= 0 && !mapper.remembers
    const rows = this.#rows(seeks ? resumed.place : top)
    const rejects = new RejectFile(this.rejectedFile, resumed?.rejectedBytes ?? 0, (fault) =>
      namesNobody ? withoutPeople(fault, kind) : fault,
    )
    const checkpoint = sink === undefined ? undefined : this.#checkpoint()
    const now = this.#now
    return runImport({ now, rows, mapper, sink, rejects, rejectsMax, checkpoint, resumed, seeks, signal, onProgress })
  }

  #readCheckpoint(): Checkpoint | undefined {
    const { identity } = this.source
    if (identity === undefined || this.checkpointFile === undefined) return undefined
    if (this.#options.restart === true) return undefined
    return readCheckpoint(this.checkpointFile, { identity, kind: this.#options.kind, setting: this.#setting })
  }

  #checkpoint() {
    const { identity } = this.source
    const path = this.checkpointFile
    if (identity === undefined || path === undefined) return undefined
    const fixed = { version: 1, identity, kind: this.#options.kind, setting: this.#setting, now: this.#now } as const
    return {
      path,
      fill: (progress: Progressed): Checkpoint => ({
        ...fixed,
        encoding: this.source.encodingFound,
        currency: this.#till.currency,
        ...progress,
      }),
    }
  }

  #mapper(): Mapper {
    const { kind, zone = 'UTC' } = this.#options
    const till = this.#till
    const map = this.#map
    if (map === undefined) return new JsonEventsMapper({ now: this.#now, till, zone })
    if (kind === 'catalog') {
      const fileTime = this.source.identity?.mtimeMs ?? this.#now
      return new CatalogMapper(map, { till, zone, now: this.#now, fileTime })
    }
    if (kind === 'events') return new BehaviourMapper(map, { till, zone })
    return map === plainOrdersMap && this.format === 'jsonl'
      ? new OrderRowsMapper({ till, zone })
      : new OrdersMapper(map, { till, zone })
  }

  #rows(from: Place): Rows {
    return rowsOf({
      source: this.source,
      detected: this.#detected,
      map: this.#map,
      from,
      encoding: this.#resumed?.encoding,
    })
  }
}
