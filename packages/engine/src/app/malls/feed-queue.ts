import { type FeedRun, type RunEnd, runEnds } from '../../domain/mall.ts'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import { epochMs } from '../../domain/units.ts'
import { named } from '../import/job-ending.ts'
import type { JobFolder } from '../import/job-folder.ts'
import { canApply, endedEarly, type FeedJob } from './feed-job.ts'
import type { FeedWork } from './feed-work.ts'
import type { MallsFace } from './malls.ts'
import { nameOf } from './run-told.ts'

const day = 86_400_000
/** Feeds that nobody decided upon, and rejected rows, are kept for so long; and of one mall, of so many runs. */
const keptMsMax = 30 * day
const keptPerMall = 10
/** A feed at which the process, or the matcher's thread, ended so often is not tried again: it may be the reason. */
const crashesMax = 3

type Step = 'fetch' | 'read'
type Running = { readonly job: FeedJob; readonly stop: AbortController; readonly end: Promise<void> }

export type FeedQueueParts = {
  readonly folder: JobFolder<FeedJob>
  readonly work: FeedWork
  readonly malls: MallsFace
  readonly now: () => number
  /** Told of what goes wrong that no run tells of. */
  readonly tell: (reason: string) => void
  /** Called when there is nothing to fetch. */
  readonly onIdle: () => void
  /** Called with the mall of a run that ended. */
  readonly onEnd: (mall: string) => void
}

/**
 * The runs that wait and are under way: one is fetched while one is read. What is known of each lies in its folder until it ends, and
 * beyond that while it is held or rows of it were rejected.
 */
export class FeedQueue {
  readonly #parts: FeedQueueParts
  readonly #jobs = new Map<string, FeedJob>()
  readonly #running = new Map<Step, Running>()
  /** Runs since the start, by how they ended. */
  readonly ended: Record<RunEnd, number>
  /** Log or disk take nothing at the moment: whatever begins would come to nothing, again and again. */
  #isResting = false
  #isClosing = false
  /** By name of the run: ends that are being noted. What waited is to begin no more. */
  readonly #ends = new Map<string, Promise<void>>()
  /** Held ones of which it is being kept that they are to be applied. */
  readonly #notYet = new Set<FeedJob>()
  /** Ended, and something of them is still to be cleared away. */
  readonly #uncleared = new Set<FeedJob>()

  constructor(parts: FeedQueueParts) {
    this.#parts = parts
    this.ended = Object.fromEntries(runEnds.map((end) => [end, 0])) as Record<RunEnd, number>
  }

  /** Takes up what an earlier start left. */
  async open(): Promise<void> {
    for (const job of await this.#parts.folder.open()) await this.#takeUp(job)
    await this.tidy()
  }

  get isClosing(): boolean {
    return this.#isClosing
  }

  /** All that is kept, oldest first. */
  jobs(): FeedJob[] {
    return [...this.#jobs.values()]
  }

  jobsOf(mall: string): FeedJob[] {
    return this.jobs().filter(({ ask }) => ask.mall === mall)
  }

  find(id: string): FeedJob | undefined {
    return this.#jobs.get(id)
  }

  /** Lines up a run whose folder is there. */
  add(job: FeedJob): void {
    this.#jobs.set(job.id, job)
    this.next()
  }

  /** Whether somebody's word that ends a run is being noted. */
  isEnding(run: string): boolean {
    return this.#ends.has(run)
  }

  /** Has a held one read again, to be applied; as it was where that cannot be kept. */
  async force(job: FeedJob): Promise<void> {
    const { state, run, isForced } = job
    Object.assign(job, { state: 'waiting', run: undefined, isForced: true }) // at once: nobody else decides of it now
    this.#notYet.add(job)
    try {
      await this.#parts.folder.write(job)
    } catch (error) {
      if (job.state === 'waiting') Object.assign(job, { state, run, isForced })
      throw error
    } finally {
      this.#notYet.delete(job)
    }
    this.next()
  }

  /** Begins what can begin. */
  next(): void {
    if (this.#isClosing || this.#isResting) return
    for (const job of this.jobs()) if (job.state === 'waiting' && job.isCancelled) this.#endCancelled(job)
    this.#begin('read', ({ bytes }) => bytes !== undefined)
    this.#begin('fetch', ({ bytes }) => bytes === undefined)
    if (!this.#running.has('fetch')) this.#parts.onIdle()
  }

  /** Tries again what log or disk did not take. */
  wake(): void {
    this.#isResting = false
    this.next()
  }

  /**
   * Ends one that has not ended; resolves when it has, or when it is kept that it is to end: where it was under way and the log takes
   * nothing, it is waiting, and ends as soon as the log does.
   * @throws what `MallsFace.note` throws for one that waited, or the disk: it may go on then
   */
  async cancel(job: FeedJob): Promise<void> {
    const running = [...this.#running.values()].find((one) => one.job === job)
    if (running !== undefined) {
      job.isCancelled = true
      running.stop.abort()
      await running.end
    }
    if (job.state === 'ended' || this.#jobs.get(job.id) !== job) return
    if (running !== undefined && this.#isResting) await this.#parts.folder.write(job)
    else await this.end(job.ask.mall, this.#early(job, 'cancelled'))
  }

  #endCancelled(job: FeedJob): void {
    if (this.#ends.has(job.id)) return
    this.end(job.ask.mall, this.#early(job, 'cancelled')).catch((error: unknown) => this.#unnoted(job, error))
  }

  /** Ends all that is under way for a mall, and keeps nothing of it. */
  async dropAll(mall: string): Promise<void> {
    for (const job of this.jobsOf(mall)) {
      await this.cancel(job)
      await this.#remove(job)
    }
  }

  /**
   * The one way in which a run ends, whoever ends it: notes the end, then clears away what nobody asks for any more. The first end
   * stands, and later ones change nothing; but what was held ends once more. What cannot be cleared away is told, and tried again.
   * @throws what `MallsFace.note` throws: the run has not ended then
   */
  end(mall: string, run: FeedRun): Promise<void> {
    const name = nameOf(run)
    const known = this.#ends.get(name)
    if (known !== undefined) return known
    const end = this.#endOnce(mall, run).finally(() => this.#ends.delete(name))
    this.#ends.set(name, end)
    return end
  }

  async #endOnce(mall: string, run: FeedRun): Promise<void> {
    const { malls } = this.#parts
    const noted = malls.get(mall).runs.find((one) => nameOf(one) === nameOf(run))
    const isFirst = noted === undefined || (noted.end === 'held' && run.end !== 'held')
    if (isFirst) await malls.note(mall, run)
    const job = this.#jobs.get(nameOf(run))
    if (job !== undefined) await this.#keep(job, isFirst ? run : noted)
  }

  /** Keeps of an ended run what may still be asked for. */
  async #keep(job: FeedJob, run: FeedRun): Promise<void> {
    if (job.state === 'ended' && job.run?.end === run.end) return
    const { tell, onEnd } = this.#parts
    job.run = run
    job.state = 'ended'
    job.isCancelled = undefined
    this.ended[run.end] += 1
    this.#uncleared.add(job)
    const isNews = run.end === 'applied' || run.end === 'held' || (run.end === 'unchanged' && run.rows > 0)
    try {
      if (isNews) for (const other of this.jobsOf(job.ask.mall)) if (other !== job) await this.letGo(other)
      await this.tidy()
    } catch (error) {
      tell(`run ${job.id} of ${job.ask.mall} is ${run.end}, and its files are not cleared away: ${messageOf(error)}`)
    }
    onEnd(job.ask.mall)
  }

  async #clear(job: FeedJob): Promise<void> {
    this.#uncleared.delete(job)
    if (job.run === undefined) return // to be applied by now
    const { folder } = this.#parts
    const { end, rejected } = job.run
    this.#uncleared.add(job)
    if (end !== 'held') await folder.dropFile(job)
    if (end === 'held' || rejected > 0) await folder.write(job)
    else await this.#remove(job)
    this.#uncleared.delete(job)
  }

  /** Lets go of the feed of a held run. */
  async letGo(job: FeedJob): Promise<void> {
    if (!canApply(job)) return
    job.isFileGone = true // at once, whoever counts bytes
    const { folder } = this.#parts
    await folder.dropFile(job)
    if (job.run!.rejected > 0) await folder.write(job)
    else await this.#remove(job)
  }

  /** Forgets what was kept for long, and clears away what could not be before. */
  async tidy(): Promise<void> {
    for (const job of this.#uncleared) await this.#clear(job)
    const kept = new Map<string, number>()
    for (const job of this.jobs().reverse()) {
      const { run, state, ask } = job
      if (state !== 'ended') continue
      const count = (kept.get(ask.mall) ?? 0) + 1
      kept.set(ask.mall, count)
      const age = this.#parts.now() - (run?.endedAt ?? job.createdAt)
      if (age > keptMsMax || count > keptPerMall) await this.#remove(job)
    }
  }

  /** Resolves when none is under way, or about to end. */
  async settled(): Promise<void> {
    const underWay = () => [...[...this.#running.values()].map(({ end }) => end), ...this.#ends.values()]
    for (let all = underWay(); all.length > 0; all = underWay()) await Promise.allSettled(all)
  }

  /** Stops after the rows under way; the next start goes on from there. */
  async close(): Promise<void> {
    this.#isClosing = true
    for (const { stop } of this.#running.values()) stop.abort(new Refusal('STOPPING'))
    await this.settled()
  }

  async #takeUp(job: FeedJob): Promise<void> {
    const { malls, folder } = this.#parts
    const mall = malls.find(job.ask.mall)
    if (mall === undefined) return folder.remove(job.id) // erased meanwhile
    this.#jobs.set(job.id, job)
    // It may have come to its end, and the process too before that was kept here.
    const noted = mall.runs.find((run) => nameOf(run) === job.id)
    const before = job.run?.end ?? (job.isForced ? 'held' : undefined)
    if (noted !== undefined && noted.end !== before) return this.end(job.ask.mall, noted)
    if (job.state === 'ended') return canApply(job) ? undefined : folder.dropFile(job)
    if (job.state === 'comparing' || job.state === 'applying') job.crashes += 1
    job.state = 'waiting'
    if (job.isCancelled || job.crashes <= crashesMax) return
    const problem = new Refusal('RUN_STOPPED', { source: job.ask.name, crashes: job.crashes })
    await this.end(job.ask.mall, this.#early(job, 'failed', problem))
  }

  #begin(step: Step, fits: (job: FeedJob) => boolean): void {
    if (this.#running.has(step)) return
    const canBegin = (one: FeedJob): boolean =>
      one.state === 'waiting' && !one.isCancelled && !this.#ends.has(one.id) && !this.#notYet.has(one)
    const job = this.jobs().find((one) => canBegin(one) && fits(one))
    if (job === undefined) return
    const stop = new AbortController()
    const end = this.#run(step, job, stop.signal).finally(() => {
      this.#running.delete(step)
      this.next()
    })
    this.#running.set(step, { job, stop, end })
  }

  async #run(step: Step, job: FeedJob, signal: AbortSignal): Promise<void> {
    try {
      job.state = step === 'fetch' ? 'fetching' : 'comparing'
      await this.#parts.folder.write(job)
      if (step === 'fetch') await this.#fetch(job, signal)
      else await this.end(job.ask.mall, await this.#parts.work.read(job, signal))
    } catch (error) {
      await this.#broken(job, error, signal).catch((again: unknown) => this.#unnoted(job, again))
    }
  }

  async #fetch(job: FeedJob, signal: AbortSignal): Promise<void> {
    const canStillApply = (run: FeedRun): boolean => {
      const held = this.#jobs.get(nameOf(run))
      return held !== undefined && canApply(held)
    }
    const run = await this.#parts.work.fetch(job, { signal, canStillApply })
    if (run !== undefined) return this.end(job.ask.mall, run)
    job.state = 'waiting'
    await this.#parts.folder.write(job)
  }

  /** What becomes of a run that did not come to its end by itself. */
  async #broken(job: FeedJob, error: unknown, signal: AbortSignal): Promise<void> {
    if (error instanceof Refusal && error.code.startsWith('LOG_')) throw error
    const { mall } = job.ask
    const isStopped = error instanceof Refusal && error.code === 'MATCHING_STOPPED'
    const isCancelled = job.isCancelled === true
    if (isStopped) job.crashes += 1
    if (!isCancelled && (signal.aborted || (isStopped && job.crashes <= crashesMax))) {
      job.state = 'waiting' // its file is kept, and read again: at the next start, or by a new matcher
      return this.#parts.folder.write(job)
    }
    if (isCancelled) return this.end(mall, this.#early(job, 'cancelled'))
    if (!(error instanceof Refusal)) this.#parts.tell(`run ${job.id} of ${job.ask.mall}: ${messageOf(error)}`)
    const refusal =
      error instanceof Refusal ? named(error, job.ask.name) : new Refusal('INTERNAL', { requestId: job.id })
    await this.end(mall, this.#early(job, 'failed', refusal))
  }

  /** A run of which nothing can be noted: its mall is gone, or log or disk take nothing and it waits until they do. */
  async #unnoted(job: FeedJob, error: unknown): Promise<void> {
    const tell = (reason: unknown): void => this.#parts.tell(`run ${job.id} of ${job.ask.mall}: ${messageOf(reason)}`)
    if (error instanceof Refusal && error.code === 'MALL_UNKNOWN') return this.#remove(job).catch(tell)
    tell(error)
    job.state = 'waiting'
    this.#isResting = true
    await this.#parts.folder.write(job).catch(tell) // else the next start would count it as a crash
  }

  #early(job: FeedJob, end: RunEnd, problem?: Refusal): FeedRun {
    return endedEarly(job, { end, at: epochMs(this.#parts.now()), problem })
  }

  async #remove(job: FeedJob): Promise<void> {
    this.#jobs.delete(job.id)
    this.#uncleared.delete(job)
    await this.#parts.folder.remove(job.id)
  }
}
