import type { Readable } from 'node:stream'
import type { RunEnd } from '../../domain/mall.ts'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import { epochMs } from '../../domain/units.ts'
import type { DurableFiles } from '../../ports/durable-files.ts'
import { type FeedFetcher, shownAddress } from '../../ports/feed-fetcher.ts'
import { Arrivals } from '../import/arrivals.ts'
import type { Encoding } from '../import/encoding.ts'
import { named } from '../import/job-ending.ts'
import { JobFolder, newJobId, type RejectedRow } from '../import/job-folder.ts'
import { canApply, dismissedRun, type FeedJob, keptBytes } from './feed-job.ts'
import { FeedQueue } from './feed-queue.ts'
import { dueAt } from './feed-schedule.ts'
import { FeedWork } from './feed-work.ts'
import type { MallsFace } from './malls.ts'
import { nameOf, type RunTold, runsTold } from './run-told.ts'

const gigabyte = 1024 ** 3

export type FeedRunsOptions = {
  /** Where feeds lie until they are through. */
  readonly dir: string
  readonly files: DurableFiles
  readonly malls: MallsFace
  readonly fetcher: FeedFetcher
  /** The shop's currency, ISO 4217: amounts in another one reject their row. */
  readonly currency: string
  readonly now: () => number
  /** Bytes of one feed; 5 GB when absent. */
  readonly bytesMax?: number
  /** Bytes of all feeds that are kept, held ones included; 20 GB when absent. */
  readonly waitingBytesMax?: number
  /** Feeds that may wait to be read. */
  readonly waitingMax?: number
  /** Rejected rows kept of a run. */
  readonly rejectsMax?: number
  /** How often is looked whether a feed is due; 0: only when `tick` is called. */
  readonly tickMs?: number
  /** Told of what goes wrong that no run tells of. */
  readonly tell?: (reason: string) => void
}

/** A feed that somebody sends. */
export type FeedSent = {
  readonly mall: string
  /** Of the file, for people. */
  readonly name: string
  /** Name of a shipped map, or the JSON of one. */
  readonly map?: string
  readonly encoding?: Encoding
}

const defaults = {
  bytesMax: 5 * gigabyte,
  waitingBytesMax: 20 * gigabyte,
  waitingMax: 10,
  rejectsMax: 100_000,
  tickMs: 15_000,
  tell: () => {},
}
const firstRejects = 100
/** When the disk took no run, the next try is so much later. */
const againMs = 15 * 60_000

/**
 * Readings of malls' feeds, sent or fetched on schedule. A run survives a restart: what was under way begins again, and applies what the
 * first time did not. How it ended is a fact of the log, from which the schedule is known too; the folder holds what is under way, feeds
 * that are held for a person, and rejected rows.
 */
export class FeedRuns {
  readonly #options: Required<FeedRunsOptions>
  readonly #folder: JobFolder<FeedJob>
  readonly #arrivals: Arrivals
  readonly #work: FeedWork
  readonly #queue: FeedQueue
  /** By mall: when its feed is to be fetched next. */
  readonly #dueAt = new Map<string, number>()
  /** Malls that are being erased. */
  readonly #leaving = new Set<string>()
  /** By mall: runs whose folder is being made. */
  readonly #beginning = new Map<string, Promise<FeedJob>>()
  #timer: NodeJS.Timeout | undefined

  private constructor(options: FeedRunsOptions) {
    this.#options = { ...defaults, ...options }
    this.#folder = new JobFolder(options.dir, options.files)
    this.#work = new FeedWork({ ...this.#options, folder: this.#folder })
    this.#queue = new FeedQueue({
      ...this.#options,
      folder: this.#folder,
      work: this.#work,
      onIdle: () => this.#fetchDue(),
      onEnd: (mall) => this.look(mall),
    })
    this.#arrivals = new Arrivals(this.#options, () => {
      const jobs = this.#queue.jobs()
      const count = jobs.filter(({ state, bytes }) => state === 'waiting' && bytes !== undefined).length
      return { count, bytes: jobs.reduce((sum, job) => sum + keptBytes(job), 0) }
    })
  }

  /** Opens the folder and goes on with what an earlier start left; what was to be fetched meanwhile is fetched once. */
  static async open(options: FeedRunsOptions): Promise<FeedRuns> {
    const runs = new FeedRuns(options)
    await runs.#queue.open()
    for (const { mall } of options.malls.list()) runs.#schedule(mall.id)
    runs.#queue.next()
    const { tickMs } = runs.#options
    if (tickMs > 0) runs.#timer = setInterval(() => void runs.tick(), tickMs).unref()
    return runs
  }

  /** Bytes that one feed may have. */
  get bytesMax(): number {
    return this.#arrivals.bytesMax
  }

  /** Runs since the start, by how they ended. */
  get ended(): Readonly<Record<RunEnd, number>> {
    return this.#queue.ended
  }

  /** Of a mall, newest first. @throws Refusal MALL_UNKNOWN */
  list(mall: string): readonly RunTold[] {
    return runsTold(this.#options.malls.get(mall), this.#queue.jobsOf(mall))
  }

  /** @throws Refusal MALL_UNKNOWN, RUN_UNKNOWN */
  get(mall: string, run: string): RunTold {
    const told = this.list(mall).find((one) => one.run === run)
    if (told === undefined) throw new Refusal('RUN_UNKNOWN', { mall, run })
    return told
  }

  /** When a mall's feed is fetched next by itself; undefined: not, or it is just being fetched. */
  nextAt(mall: string): number | undefined {
    const at = this.#dueAt.get(mall)
    return at === undefined ? undefined : Math.max(at, this.#options.now())
  }

  /** The first hundred rejected rows. @throws Refusal MALL_UNKNOWN, RUN_UNKNOWN */
  async firstRejects(mall: string, run: string): Promise<readonly RejectedRow[]> {
    const rows: RejectedRow[] = []
    for await (const row of this.allRejects(mall, run)) if (rows.push(row) === firstRejects) break
    return rows
  }

  /** @throws Refusal MALL_UNKNOWN, RUN_UNKNOWN */
  allRejects(mall: string, run: string): AsyncIterable<RejectedRow> {
    const { run: id, hasRejects } = this.get(mall, run)
    return hasRejects ? this.#folder.rejects({ id }) : nothing()
  }

  /** Looks again when a mall's feed is due: after anything was said of the mall. */
  look(mall: string): void {
    this.#schedule(mall)
    this.#queue.next()
  }

  /** Looks whether a feed is due, and whether something is kept for too long. */
  async tick(): Promise<void> {
    this.#queue.wake()
    await this.#queue.tidy().catch((error: unknown) => this.#options.tell(messageOf(error)))
  }

  /**
   * Takes a feed in and lines it up, once its head shows that it can be read.
   * @throws Refusal MALL_UNKNOWN, MALL_PAUSED, IMPORT_FILE, IMPORT_BINARY, FEED_FORMAT, IMPORT_MAP, BODY_TOO_LARGE, IMPORTS_WAITING,
   * IMPORTS_FULL: nothing of it is kept
   * @param bytesTold  what its sender says that it has: too much is refused before it is sent
   */
  async send(sent: FeedSent, body: Readable, bytesTold = 0): Promise<RunTold> {
    this.#checkReads(sent.mall)
    if (bytesTold <= this.bytesMax) this.#makeRoom(bytesTold)
    return this.#arrivals.take(bytesTold, (admit) => this.#receive(sent, body, admit))
  }

  /**
   * Has a mall's feed fetched and read now; where that is under way, it is what is answered.
   * @throws Refusal MALL_UNKNOWN, MALL_PAUSED, FEED_NONE
   */
  async fetchNow(mall: string): Promise<RunTold> {
    this.#checkReads(mall)
    const job = this.#fetching(mall) ?? (await this.#begin(mall))
    return this.get(mall, job.id)
  }

  /** Ends a run that has not ended; resolves when it has, or when it is kept that it will. What was applied stays. @throws Refusal MALL_UNKNOWN, RUN_UNKNOWN */
  async cancel(mall: string, run: string): Promise<RunTold> {
    this.get(mall, run)
    const job = this.#queue.find(run)
    if (job !== undefined) await this.#queue.cancel(job)
    return this.get(mall, run)
  }

  /**
   * Has a held run applied, whatever it takes away.
   * @throws Refusal MALL_UNKNOWN, MALL_PAUSED, RUN_UNKNOWN, RUN_NOT_HELD, RUN_FEED_GONE
   */
  async apply(mall: string, run: string): Promise<RunTold> {
    this.#checkReads(mall)
    this.#checkHeld(mall, run)
    const job = this.#queue.find(run)
    if (job === undefined || !canApply(job)) throw new Refusal('RUN_FEED_GONE', { mall, run })
    await this.#queue.force(job)
    return this.get(mall, run)
  }

  /** Notes that a held run is not to be applied. @throws Refusal MALL_UNKNOWN, RUN_UNKNOWN, RUN_NOT_HELD */
  async dismiss(mall: string, run: string): Promise<RunTold> {
    this.#checkHeld(mall, run)
    const { malls, now } = this.#options
    const noted = malls.get(mall).runs.find((one) => nameOf(one) === run)!
    await this.#queue.end(mall, { ...dismissedRun(noted, epochMs(now())), run })
    return this.get(mall, run)
  }

  /** @throws Refusal MALL_UNKNOWN, RUN_UNKNOWN, RUN_NOT_HELD */
  #checkHeld(mall: string, run: string): void {
    const { state: told } = this.get(mall, run)
    const state = this.#queue.isEnding(run) ? 'dismissed' : told
    if (state !== 'held') throw new Refusal('RUN_NOT_HELD', { mall, run, state })
  }

  /** Erases a mall, with its feeds and what is under way. @throws Refusal MALL_UNKNOWN */
  async erase(mall: string): Promise<void> {
    const { malls } = this.#options
    malls.get(mall)
    this.#leaving.add(mall)
    this.#schedule(mall)
    try {
      await this.#queue.dropAll(mall)
      await malls.erase(mall)
      await this.#queue.dropAll(mall)
    } finally {
      this.#leaving.delete(mall)
      this.look(mall)
    }
  }

  /** Resolves when no run is under way. */
  async settled(): Promise<void> {
    do {
      await Promise.allSettled(this.#beginning.values())
      await this.#queue.settled()
    } while (this.#beginning.size > 0)
  }

  /** Stops after the rows under way; the next start goes on from there. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    const closed = this.#queue.close()
    await Promise.allSettled(this.#beginning.values())
    await closed
  }

  async #receive(sent: FeedSent, body: Readable, admit: (bytes: number) => void): Promise<RunTold> {
    if (this.#queue.isClosing) throw new Refusal('STOPPING')
    const { mall, name, map, encoding } = sent
    const createdAt = this.#options.now()
    const job: FeedJob = {
      id: newJobId(createdAt),
      ask: { mall, name },
      createdAt,
      state: 'waiting',
      map,
      encoding,
      crashes: 0,
    }
    let bytes = 0
    try {
      await this.#folder.receive(job, body, (more) => {
        bytes += more
        this.#makeRoom(more)
        admit(more)
      })
      job.bytes = bytes
      job.scope = (await this.#work.look(job)).scope
      this.#checkReads(mall) // it took its time to come
      await this.#folder.write(job)
      this.#queue.add(job)
      return this.get(mall, job.id)
    } catch (error) {
      await this.#folder.remove(job.id)
      throw error instanceof Refusal ? named(error, name) : error
    }
  }

  /** Lets go of held feeds, the oldest first, where the room is needed. */
  #makeRoom(bytes: number): void {
    for (const job of this.#queue.jobs()) {
      if (this.#arrivals.room >= bytes) return
      this.#queue.letGo(job).catch((error: unknown) => this.#options.tell(messageOf(error)))
    }
  }

  /** The mall, where its feed may be read. @throws Refusal MALL_UNKNOWN, MALL_PAUSED */
  #checkReads(mall: string) {
    const state = this.#options.malls.get(mall)
    if (this.#leaving.has(mall)) throw new Refusal('MALL_UNKNOWN', { mall })
    if (state.isPaused) throw new Refusal('MALL_PAUSED', { mall })
    return state.mall
  }

  #fetching(mall: string): FeedJob | undefined {
    return this.#queue.jobsOf(mall).find(({ ask, state }) => ask.isFetched && state !== 'ended')
  }

  #schedule(id: string): void {
    const state = this.#options.malls.find(id)
    const isOut = state === undefined || this.#leaving.has(id) || this.#fetching(id) !== undefined
    const at = isOut ? undefined : dueAt(state)
    if (at === undefined) this.#dueAt.delete(id)
    else this.#dueAt.set(id, at)
  }

  /** Begins the run that is due for the longest, if one is and there is room for it. */
  #fetchDue(): void {
    if (this.#beginning.size > 0) return
    const now = this.#options.now()
    let first: readonly [mall: string, at: number] | undefined
    for (const one of this.#dueAt) if (one[1] <= now && (first === undefined || one[1] < first[1])) first = one
    if (first === undefined) return
    this.#makeRoom(this.bytesMax)
    if (this.#arrivals.room < this.bytesMax) return
    const [mall] = first
    this.#begin(mall).catch((error: unknown) => {
      this.#dueAt.set(mall, now + againMs)
      this.#options.tell(messageOf(error))
    })
  }

  #begin(mall: string): Promise<FeedJob> {
    const known = this.#beginning.get(mall)
    if (known !== undefined) return known
    const begun = this.#made(mall).finally(() => this.#beginning.delete(mall))
    this.#beginning.set(mall, begun)
    return begun
  }

  async #made(mall: string): Promise<FeedJob> {
    const { feed } = this.#checkReads(mall)
    if (feed === undefined) throw new Refusal('FEED_NONE', { mall })
    const createdAt = this.#options.now()
    const ask = { mall, name: shownAddress(feed.url), isFetched: true } as const
    const job: FeedJob = { id: newJobId(createdAt), ask, createdAt, state: 'waiting', crashes: 0 }
    await this.#folder.begin(job)
    this.#dueAt.delete(mall)
    this.#queue.add(job)
    return job
  }
}

/** Lets go of all feeds of a mall, in a folder that no server is using. */
export async function dropFeeds(mall: string, { dir, files }: Pick<FeedRunsOptions, 'dir' | 'files'>): Promise<void> {
  const folder = new JobFolder<FeedJob>(dir, files)
  for (const { id, ask } of await folder.open()) if (ask.mall === mall) await folder.remove(id)
}

async function* nothing(): AsyncGenerator<never, void, undefined> {}
