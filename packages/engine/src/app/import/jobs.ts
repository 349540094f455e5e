import type { Readable } from 'node:stream'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { DurableFiles } from '../../ports/durable-files.ts'
import { Arrivals } from './arrivals.ts'
import type { ImportAsk, ImportJob } from './job.ts'
import { hasEnded } from './job.ts'
import { named, problemOf, told } from './job-ending.ts'
import { JobFolder, newJobId, type RejectedRow } from './job-folder.ts'
import { PatientSink } from './patient-sink.ts'
import { type ImportPlan, planImport } from './plan.ts'
import { mapSent } from './shipped-maps.ts'
import { type ImportTaker, ShopSink } from './shop-sink.ts'

/** A hundred rows or two: what is read in one go holds up who asks for a page meanwhile. */
const chunkBytes = 16 * 1024
const gigabyte = 1024 ** 3
const day = 86_400_000

export type ImportJobsOptions = {
  /** Where uploaded files lie until they are through. */
  readonly dir: string
  readonly files: DurableFiles
  readonly shop: ImportTaker
  /** The shop's currency, ISO 4217: amounts in another one reject their row. */
  readonly currency: string
  readonly now: () => number
  /** Bytes of one file; 5 GB when absent. */
  readonly bytesMax?: number
  /** Bytes of all files that are not through, those under way to us included; 20 GB when absent. No file may have more. */
  readonly waitingBytesMax?: number
  /** Files that may wait, those under way to us included. */
  readonly waitingMax?: number
  readonly rejectsMax?: number
  /** Told of what goes wrong that no refusal is for. */
  readonly tell?: (reason: string) => void
}

type Running = { readonly job: ImportJob; readonly stop: AbortController; readonly end: Promise<void> }

const defaults = {
  bytesMax: 5 * gigabyte,
  waitingBytesMax: 20 * gigabyte,
  waitingMax: 10,
  rejectsMax: 100_000,
  tell: () => {},
}
/** Jobs that are told of after their end, and for how long. */
const endedMax = 200
const endedMsMax = 30 * day
/** A file at which the process ended so often is not tried again: it may be the reason. */
const crashesMax = 3
const firstRejects = 100

/**
 * Imports of files that came over HTTP: one at a time, with the code that `nunchi import` runs. A job survives a restart: it goes on
 * from its checkpoint, and what was taken before is not taken twice.
 */
export class ImportJobs {
  readonly #options: Required<ImportJobsOptions>
  readonly #folder: JobFolder<ImportJob>
  readonly #arrivals: Arrivals
  readonly #jobs = new Map<string, ImportJob>()
  #running: Running | undefined
  #isClosing = false

  private constructor(options: ImportJobsOptions) {
    this.#options = { ...defaults, ...options }
    this.#folder = new JobFolder(options.dir, options.files)
    this.#arrivals = new Arrivals(this.#options, () => ({
      count: this.list().filter(({ state }) => state === 'waiting').length,
      bytes: this.list().reduce((sum, job) => (hasEnded(job) ? sum : sum + job.bytes), 0),
    }))
  }

  /** Opens the folder and goes on with what an earlier start left. */
  static async open(options: ImportJobsOptions): Promise<ImportJobs> {
    const jobs = new ImportJobs(options)
    for (const job of await jobs.#folder.open()) {
      jobs.#jobs.set(job.id, job)
      if (hasEnded(job))
        await jobs.#folder.dropFile(job) // the process may have ended just before it was
      else await jobs.#takeUp(job)
    }
    await jobs.#tidy()
    jobs.#next()
    return jobs
  }

  /** Bytes that one file may have. */
  get bytesMax(): number {
    return this.#arrivals.bytesMax
  }

  /** Newest first. */
  list(): readonly ImportJob[] {
    return [...this.#jobs.values()].reverse()
  }

  /** @throws Refusal IMPORT_UNKNOWN */
  get(id: string): ImportJob {
    const job = this.#jobs.get(id)
    if (job === undefined) throw new Refusal('IMPORT_UNKNOWN', { id })
    return job
  }

  /** The first hundred rejected rows, or all of them. */
  async firstRejects(id: string): Promise<readonly RejectedRow[]> {
    const rows: RejectedRow[] = []
    for await (const row of this.#folder.rejects(this.get(id))) if (rows.push(row) === firstRejects) break
    return rows
  }

  allRejects(id: string): AsyncIterable<RejectedRow> {
    return this.#folder.rejects(this.get(id))
  }

  /**
   * Takes a file in and lines it up, once its head shows that it can be read.
   * @throws Refusal IMPORT_FILE, IMPORT_BINARY, IMPORT_FORMAT, IMPORT_MAP, BODY_TOO_LARGE, IMPORTS_WAITING, IMPORTS_FULL: nothing of
   * it is kept
   * @param bytesTold  what its sender says that it has: too much is refused before it is sent
   */
  async take(ask: ImportAsk, body: Readable, bytesTold = 0): Promise<ImportJob> {
    checkMap(ask)
    return this.#arrivals.take(bytesTold, (admit) => this.#receive(ask, body, admit))
  }

  async #receive(ask: ImportAsk, body: Readable, admit: (bytes: number) => void): Promise<ImportJob> {
    if (this.#isClosing) throw new Refusal('STOPPING')
    const createdAt = this.#options.now()
    const id = newJobId(createdAt)
    let bytes = 0
    try {
      await this.#folder.receive({ id, ask }, body, (more) => {
        bytes += more
        admit(more)
      })
      const job: ImportJob = { id, ask, createdAt, bytes, state: 'waiting', bytesRead: 0, resumed: 0, crashes: 0 }
      await this.#plan(job)
      await this.#folder.write(job)
      this.#jobs.set(id, job)
      this.#next()
      return job
    } catch (error) {
      await this.#folder.remove(id)
      throw error instanceof Refusal ? named(error, ask.name) : error
    }
  }

  /** Ends a job that has not ended; resolves when it has. What was taken stays. @throws Refusal IMPORT_UNKNOWN */
  async cancel(id: string): Promise<ImportJob> {
    const job = this.get(id)
    if (this.#running?.job === job) {
      this.#running.stop.abort()
      await this.#running.end
    } else if (!hasEnded(job)) await this.#finish(job, 'cancelled')
    return job
  }

  /** Resolves when no job runs or waits. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running.end
  }

  /** Stops after the batch under way; the next start goes on from there. */
  async close(): Promise<void> {
    this.#isClosing = true
    this.#running?.stop.abort()
    await this.#running?.end
  }

  /** Lines up again what was under way when the process ended. */
  async #takeUp(job: ImportJob): Promise<void> {
    if (job.startedAt !== undefined) job.resumed += 1
    if (job.state === 'running') job.crashes += 1
    if (job.crashes <= crashesMax) {
      job.state = 'waiting'
      return
    }
    const remedy = 'look into the log of the server, and try the file with nunchi import --dry-run'
    const reason = `the server ended ${job.crashes} times while it was read`
    const details = { file: job.ask.name, reason, accepted: job.counts?.accepted ?? 0, remedy }
    job.problem = told(new Refusal('IMPORT_STOPPED', details))
    await this.#finish(job, 'failed')
  }

  /** Finds out how to read the job's file. */
  async #plan(job: ImportJob, signal?: AbortSignal): Promise<ImportPlan> {
    const { ask } = job
    const plan = await planImport({
      ...ask,
      file: this.#folder.fileOf(job),
      map: mapOf(ask),
      checkpoint: this.#folder.checkpointOf(job),
      rejected: this.#folder.rejectsOf(job),
      rejectsMax: this.#options.rejectsMax,
      namesNobody: true,
      currency: this.#options.currency,
      chunkBytes,
      now: this.#options.now,
      signal,
    })
    const { currency } = this.#options
    if (plan.mapCurrency !== undefined && plan.mapCurrency !== currency) {
      const reason = `its amounts are in ${plan.mapCurrency}, and the shop's currency is ${currency}`
      throw new Refusal('IMPORT_MAP', { map: plan.mapName ?? '', reason })
    }
    job.format = plan.format
    job.foundEncoding = plan.source.encoding
    job.mapName = plan.mapName
    job.looksLike = plan.looksLike
    return plan
  }

  #next(): void {
    if (this.#running !== undefined || this.#isClosing) return
    const job = [...this.#jobs.values()].find(({ state }) => state === 'waiting')
    if (job === undefined) return
    const stop = new AbortController()
    const end = this.#run(job, stop.signal).finally(() => {
      this.#running = undefined
      this.#next()
    })
    this.#running = { job, stop, end }
  }

  async #run(job: ImportJob, signal: AbortSignal): Promise<void> {
    try {
      job.state = 'running'
      job.startedAt ??= this.#options.now()
      await this.#folder.write(job)
      await this.#import(job, signal)
    } catch (error) {
      if (!(error instanceof Refusal)) this.#options.tell(`import ${job.id}: ${messageOf(error)}`)
      const refusal = error instanceof Refusal ? error : new Refusal('INTERNAL', { requestId: job.ask.requestId })
      job.problem = told(named(refusal, job.ask.name))
      await this.#finish(job, 'failed').catch((again: unknown) => this.#options.tell(messageOf(again)))
    }
  }

  async #import(job: ImportJob, signal: AbortSignal): Promise<void> {
    const plan = await this.#plan(job, signal)
    const sink = new PatientSink(new ShopSink({ shop: this.#options.shop, close: async () => {} }), { signal })
    const summary = await plan.run(sink, (counts) => {
      job.counts = structuredClone(counts)
      job.bytesRead = plan.source.bytesRead()
      job.foundEncoding = plan.source.encoding
    })
    job.counts = summary.counts
    if (summary.end === 'interrupted') {
      if (!this.#isClosing) return this.#finish(job, 'cancelled')
      job.state = 'waiting'
      return this.#folder.write(job)
    }
    job.problem = problemOf(job, summary, this.#options.rejectsMax)
    if (job.problem === undefined) job.bytesRead = job.bytes
    await this.#finish(job, job.problem === undefined ? 'done' : 'failed')
  }

  async #finish(job: ImportJob, state: 'done' | 'failed' | 'cancelled'): Promise<void> {
    job.state = state
    job.endedAt = this.#options.now()
    await this.#folder.write(job)
    await this.#folder.dropFile(job)
    await this.#tidy()
  }

  /** Forgets jobs that ended long ago. */
  async #tidy(): Promise<void> {
    const ended = this.list().filter(hasEnded)
    const old = ended.filter(({ endedAt = 0 }, n) => n >= endedMax || this.#options.now() - endedAt > endedMsMax)
    for (const { id } of old) {
      this.#jobs.delete(id)
      await this.#folder.remove(id)
    }
  }
}

function mapOf({ map }: ImportAsk) {
  return map === undefined ? undefined : mapSent(map)
}

/** @throws Refusal IMPORT_MAP before anything is sent for nothing */
function checkMap(ask: ImportAsk): void {
  const map = mapOf(ask)
  if (map !== undefined && map.kind !== ask.kind)
    throw new Refusal('IMPORT_MAP', { map: map.name, reason: `it is for ${map.kind}, not ${ask.kind}` })
}
