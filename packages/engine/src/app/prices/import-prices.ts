import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Refusal } from '../../domain/refusal.ts'
import { detect } from '../import/detect.ts'
import { shownHeader } from '../import/map.ts'
import { notNunchi, type PatientPost } from '../import/patient-post.ts'
import { rowsOf, top } from '../import/rows-of.ts'
import { openSource, type Source } from '../import/source.ts'
import { type PriceRow, PriceRows, type PriceRowsAsk, type RejectedPrice } from './price-rows.ts'

/** Updates of one call. */
const batchMax = 1_000

/** What became of the rows of a file so far. */
export type PriceCounts = {
  rows: number
  applied: number
  unchanged: number
  late: number
  unknown: number
  rejected: number
}

/** What a server says of a batch; see `PricesAnswer` of the protocol. */
type Answer = Omit<PriceCounts, 'rows'> & {
  readonly duplicate: boolean
  readonly troubles: readonly (Omit<RejectedPrice, 'line'> & { readonly index: number })[]
}

export type PriceFileAsk = PriceRowsAsk & {
  readonly source: Source
  readonly server: PatientPost
  readonly signal?: AbortSignal
  /** Told of each row that was late, unknown or rejected. */
  readonly reject: (row: RejectedPrice) => void
  /** Told after each batch. */
  readonly onProgress: (counts: PriceCounts) => void
}

/** Opens a file of prices. @throws Refusal IMPORT_FILE, IMPORT_BINARY */
export function openPriceFile(file: string, stdin?: Readable): Promise<Source> {
  return openSource(file, stdin === undefined ? {} : { stdin })
}

/**
 * Reads a file of prices (CSV, TSV, JSON Lines) as a stream, and sends it to a server in batches, each once. Rows are sent in their order;
 * stopped, what was sent stays. @throws Refusal IMPORT_FORMAT, IMPORT_MAP, IMPORT_SERVER
 */
export async function importPrices(ask: PriceFileAsk): Promise<PriceCounts> {
  const counts: PriceCounts = { rows: 0, applied: 0, unchanged: 0, late: 0, unknown: 0, rejected: 0 }
  const rows = new PriceRows(ask)
  const waiting = new Map<string | undefined, PriceRow[]>()
  const { source, signal } = ask
  const detected = detect({ name: source.name, head: source.head, kind: 'events' })
  const { header } = detected
  if (header && !rows.canName(header)) {
    const reason = `the file has no column "key or product"; it has ${shownHeader(header)}`
    throw new Refusal('IMPORT_MAP', { map: 'prices', reason })
  }
  const reject = (row: RejectedPrice, as: 'late' | 'unknown' | 'rejected' = 'rejected') => {
    counts[as] += 1
    ask.reject(row)
  }
  const send = async (mall: string | undefined) => {
    const batch = waiting.get(mall)!
    waiting.delete(mall)
    await sendBatch(ask, mall, batch, counts, reject)
    ask.onProgress(counts)
  }
  for await (const block of rowsOf({ source, detected, map: undefined, from: top })) {
    for (const row of block) {
      counts.rows += 1
      const read = rows.read(row)
      if ('code' in read) {
        reject(read)
        continue
      }
      const own = waiting.get(read.mall) ?? []
      own.push(read)
      waiting.set(read.mall, own)
      if (own.length >= batchMax) await send(read.mall)
      if (signal?.aborted) return counts
    }
    ask.onProgress(counts)
  }
  for (const mall of [...waiting.keys()]) if (!signal?.aborted) await send(mall)
  return counts
}

async function sendBatch(
  { server }: PriceFileAsk,
  mall: string | undefined,
  batch: readonly PriceRow[],
  counts: PriceCounts,
  reject: (row: RejectedPrice, as: 'late' | 'unknown' | 'rejected') => void,
): Promise<void> {
  const path = mall === undefined ? '/v1/prices' : `/v1/malls/${encodeURIComponent(mall)}/prices`
  const body = JSON.stringify({ id: randomUUID(), updates: batch.map(({ update }) => update) })
  const response = await server.post(path, body)
  const of = mall === undefined ? {} : { mall }
  const { status, text } = response
  if (mall !== undefined && (status === 404 || status === 409)) {
    const { code, message } = errorIn(text) ?? {}
    if (code === undefined || !code.startsWith('MALL_')) throw server.refused(response)
    const told = {
      code,
      field: 'mall',
      reason: message!.replace(/\.$/, ''),
      remedy: 'register or resume the mall, or leave its rows out',
    }
    for (const { line, update } of batch) reject({ line, ...of, name: String(update.key ?? ''), ...told }, 'rejected')
    return
  }
  if (status < 200 || status >= 300) throw server.refused(response)
  const answer = answerIn(text)
  if (!answer) throw server.refusal(`its answer is not that of POST ${path}`, notNunchi)
  counts.applied += answer.applied
  // Taken at an earlier try whose answer was lost: what it said of each row nobody knows any more.
  counts.unchanged += answer.duplicate ? batch.length : answer.unchanged
  for (const { index, ...trouble } of answer.troubles) {
    const as = trouble.code === 'TIME_LATE' ? 'late' : /_UNKNOWN$/.test(trouble.code) ? 'unknown' : 'rejected'
    reject({ line: batch[index]!.line, ...of, ...trouble }, as)
  }
}

function answerIn(text: string): Answer | undefined {
  try {
    const answer = JSON.parse(text) as Answer
    return Number.isInteger(answer.applied) && Array.isArray(answer.troubles) ? answer : undefined
  } catch {
    return undefined
  }
}

function errorIn(text: string): { readonly code?: string; readonly message?: string } | undefined {
  try {
    return (JSON.parse(text) as { error?: { code?: string; message?: string } }).error
  } catch {
    return undefined
  }
}
