import { limits } from '../../domain/limits.ts'
import { messageOf } from '../../domain/message.ts'
import type { SaidOfRow } from '../said.ts'
import { type Checkpoint, removeCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { bump, type ImportCounts, noneRead, noneSent, type ReadCounts, type SentCounts, together } from './counts.ts'
import { type Fault, faultOf, type ImportItem, type ImportSink, type Place, type Rows } from './item.ts'
import type { Mapper, Outcome } from './mapper.ts'
import type { RejectFile } from './rejects.ts'

/** Why an import ended. Only after `done` is the checkpoint gone. */
export type ImportEnd = 'done' | 'interrupted' | 'rejects-max' | 'all-rejected' | 'source-broken' | 'sink-failed'

export type ImportSummary = {
  readonly end: ImportEnd
  /** What went wrong, where something did. */
  readonly reason?: string
  readonly counts: ImportCounts
}

export type ImportRun = {
  readonly rows: Rows
  readonly mapper: Mapper
  /** Absent in a dry run. */
  readonly sink?: ImportSink
  readonly rejects: RejectFile
  readonly rejectsMax: number
  /** How to write a checkpoint; absent in a dry run and for standard input. */
  readonly checkpoint?: { readonly path: string; fill(progress: Progressed): Checkpoint }
  /** The checkpoint this run goes on from. */
  readonly resumed?: Checkpoint
  /** True when `rows` begin at the checkpoint's place; else they begin at the top, and what is through is passed over. */
  readonly seeks: boolean
  /** When the import began, ms since 1970: what claims to be later is told. */
  readonly now: number
  readonly signal?: AbortSignal
  readonly onProgress?: (counts: ImportCounts) => void
}

export type Progressed = Pick<Checkpoint, 'place' | 'items' | 'faults' | 'rejectedBytes' | 'read' | 'sent'>

/** Items a batch: enough to share one commit of the log among many, few enough to answer Ctrl-C at once. */
const batchItems = 500
/** If nothing of so many rows can be used, the map is wrong and the rest would fare no better. */
const hopelessRows = 1_000

/** What is told of a fact that the shop takes to have happened as it came. */
export const timeAhead = 'time in the future, taken as the moment of the import'

type Batch = {
  readonly items: ImportItem[]
  readonly lines: number[]
  readonly faults: { readonly line: number; readonly fault: Fault }[]
}
type Cut = Pick<Checkpoint, 'place' | 'items' | 'faults' | 'read'>

/**
 * Reads rows, maps them, and sends them in batches: one batch under way while the next is read, no more, so that a
 * slow shop slows the reading. After each acknowledged batch the checkpoint is written. Memory: two batches.
 */
export function runImport(run: ImportRun): Promise<ImportSummary> {
  return new Import(run).run()
}

class Import implements Outcome {
  readonly #run: ImportRun
  /** What reading and mapping said; `#sent` is what the shop said. */
  readonly #read: ReadCounts
  readonly #sent: SentCounts
  #batch: Batch = emptyBatch()
  #underWay: Promise<void> = Promise.resolve()
  #failure: unknown
  #place: Place
  /** Since the top of the file. */
  #items = 0
  #faults = 0
  /** Passed over, because an earlier run is through with them. */
  readonly #itemsThrough: number
  readonly #faultsThrough: number

  constructor(run: ImportRun) {
    this.#run = run
    const { resumed, seeks } = run
    this.#read = resumed !== undefined && seeks ? resumed.read : noneRead()
    this.#sent = resumed?.sent ?? noneSent()
    this.#place = resumed !== undefined && seeks ? resumed.place : { offset: 0, line: 1, row: 0 }
    this.#itemsThrough = resumed?.items ?? 0
    this.#faultsThrough = resumed?.faults ?? 0
    if (seeks) {
      this.#items = this.#itemsThrough
      this.#faults = this.#faultsThrough
    }
  }

  async run(): Promise<ImportSummary> {
    let end: ImportEnd
    let reason: string | undefined
    try {
      end = await this.#readAll()
    } catch (error) {
      end = 'source-broken'
      reason = messageOf(error)
    }
    if (end === 'done') this.#run.mapper.end(this)
    if (end === 'done' || end === 'source-broken') await this.#flush()
    await this.#underWay
    if (this.#failure !== undefined) {
      end = this.#run.signal?.aborted === true ? 'interrupted' : 'sink-failed'
      reason = messageOf(this.#failure)
    } else if (end === 'done') {
      end = this.#stop() ?? 'done'
      if (end === 'done' && this.#run.checkpoint !== undefined) removeCheckpoint(this.#run.checkpoint.path)
    }
    this.#writeFaults(this.#batch)
    this.#run.rejects.close()
    this.#run.onProgress?.(this.#counts())
    return { end, reason, counts: this.#counts() }
  }

  item(item: ImportItem, line: number): void {
    const event = 'event' in item ? item.event : item.report.event
    bump(this.#read.kinds, event?.kind ?? 'identify')
    if (event !== undefined && event.at > this.#run.now + limits.clockAheadMsMax) this.warn(timeAhead)
    this.#read.items++
    if (this.#items++ < this.#itemsThrough) return
    this.#batch.items.push(item)
    this.#batch.lines.push(line)
  }

  fault(fault: Fault, line: number): void {
    this.#read.rejected++
    bump(this.#read.rejectedBy, `${fault.code}: ${fault.reason}`.slice(0, 120))
    if (this.#faults++ < this.#faultsThrough) return
    this.#batch.faults.push({ line, fault })
  }

  skip(rule: string): void {
    bump(this.#read.skippedBy, rule)
  }

  warn(what: SaidOfRow): void {
    bump(this.#read.warnings, what)
  }

  async #readAll(): Promise<ImportEnd> {
    const { mapper, onProgress } = this.#run
    for await (const block of this.#run.rows) {
      for (const row of block) {
        this.#read.rows++
        if (row.note !== undefined) this.warn(row.note)
        if ('fault' in row) this.fault(row.fault, row.line)
        else mapper.take(row, this)
        this.#place = row.end
        if (this.#batch.items.length < batchItems && this.#batch.faults.length < batchItems) continue
        await this.#flush()
        const stop = this.#stop()
        if (stop !== undefined) return stop
      }
      onProgress?.(this.#counts())
      const stop = this.#stop()
      if (stop !== undefined) return stop
    }
    return 'done'
  }

  #stop(): ImportEnd | undefined {
    if (this.#failure !== undefined) return 'sink-failed'
    const rejected = this.#read.rejected + this.#sent.rejected
    const { accepted, duplicates, dropped } = this.#sent
    const used = accepted + duplicates + dropped + this.#read.items - this.#sent.items
    const skipped = Object.keys(this.#read.skippedBy).length > 0
    if (rejected >= hopelessRows && used <= 0 && !skipped) return 'all-rejected'
    if (rejected > this.#run.rejectsMax) return 'rejects-max'
    return this.#run.signal?.aborted === true ? 'interrupted' : undefined
  }

  /** Starts sending what is gathered, once the batch before is through. */
  async #flush(): Promise<void> {
    const batch = this.#batch
    await this.#underWay
    if (this.#failure !== undefined || (batch.items.length === 0 && batch.faults.length === 0)) return
    this.#batch = emptyBatch()
    const cut = { place: this.#place, items: this.#items, faults: this.#faults, read: structuredClone(this.#read) }
    this.#underWay = this.#send(batch, cut).catch((error: unknown) => {
      this.#failure = error
    })
  }

  async #send(batch: Batch, cut: Cut): Promise<void> {
    const { sink, checkpoint, rejects } = this.#run
    this.#writeFaults(batch)
    const verdicts = sink === undefined || batch.items.length === 0 ? undefined : await sink.send(batch.items)
    for (const [i, line] of batch.lines.entries()) {
      this.#sent.items++
      const verdict = verdicts?.[i] ?? { status: 'accepted' }
      if (verdict.status === 'accepted') this.#sent.accepted++
      else if (verdict.status === 'duplicate') this.#sent.duplicates++
      else if (verdict.status === 'dropped') this.#sent.dropped++
      else {
        const { code, field, reason, remedy } = verdict
        this.#sent.rejected++
        bump(this.#sent.rejectedBy, `${code}: ${reason}`.slice(0, 120))
        rejects.add(line, faultOf({ code, field, reason, remedy }))
      }
    }
    if (checkpoint === undefined) return
    writeCheckpoint(checkpoint.path, checkpoint.fill({ ...cut, sent: this.#sent, rejectedBytes: rejects.flush() }))
  }

  #writeFaults(batch: Batch): void {
    for (const { line, fault } of batch.faults.splice(0)) this.#run.rejects.add(line, fault)
  }

  #counts(): ImportCounts {
    return together(this.#read, this.#sent)
  }
}

const emptyBatch = (): Batch => ({ items: [], lines: [], faults: [] })
