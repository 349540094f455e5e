import type { FeedRun } from '../../domain/mall.ts'
import { Refusal } from '../../domain/refusal.ts'
import { epochMs } from '../../domain/units.ts'
import type { FeedFetcher } from '../../ports/feed-fetcher.ts'
import { type Encoding, encodingNamed } from '../import/encoding.ts'
import type { JobFolder } from '../import/job-folder.ts'
import { RejectFile } from '../import/rejects.ts'
import { addressHash, feedMap } from './feed-address.ts'
import { aboutOf, appliedBy, endedEarly, type FeedJob } from './feed-job.ts'
import { markFor } from './feed-schedule.ts'
import type { MallsFace } from './malls.ts'
import { type Feed, openFeed } from './open-feed.ts'

/** Some hundred rows: what is read in one go holds up who asks for a page meanwhile. */
const chunkBytes = 64 * 1024

/** What a reading did is kept so often at most: a crash forgets no more. */
const keptEveryMs = 1_000

export type FeedWorkParts = {
  readonly folder: JobFolder<FeedJob>
  readonly malls: MallsFace
  readonly fetcher: FeedFetcher
  /** The shop's currency, ISO 4217: amounts in another one reject their row. */
  readonly currency: string
  readonly now: () => number
  /** Of one feed, unpacked. */
  readonly bytesMax: number
  readonly rejectsMax: number
}

/** Does the two steps of a run: fetches its feed, and reads it. */
export class FeedWork {
  readonly #parts: FeedWorkParts

  constructor(parts: FeedWorkParts) {
    this.#parts = parts
  }

  /**
   * Fetches the feed of a mall into the job's file.
   * @param canStillApply  whether a held run's feed is kept
   * @returns how the run ended, where there is nothing to be read
   * @throws Refusal MALL_UNKNOWN, MALL_PAUSED, FEED_NONE and what the fetcher refuses; the signal's reason
   */
  async fetch(
    job: FeedJob,
    { signal, canStillApply }: { signal: AbortSignal; canStillApply: (run: FeedRun) => boolean },
  ): Promise<FeedRun | undefined> {
    const { folder, malls, fetcher, now } = this.#parts
    const { mall, isPaused, runs } = malls.get(job.ask.mall)
    if (isPaused) throw new Refusal('MALL_PAUSED', { mall: mall.id })
    const { feed } = mall
    if (feed === undefined) throw new Refusal('FEED_NONE', { mall: mall.id })
    const of = addressHash(feed)
    const known = markFor(of, runs, canStillApply)
    job.address = { of }
    job.map = feed.map
    job.encoding = feed.encoding === undefined ? undefined : encodingNamed(feed.encoding)
    const onProgress = (bytes: number, bytesTotal: number | undefined): void => {
      job.bytesRead = bytes
      job.bytesTold = bytesTotal
    }
    const file = folder.fileOf(job)
    const fetched = await fetcher.fetch({ url: feed.url, file, known, signal, onProgress })
    if (fetched.kind === 'unchanged') {
      job.address = { of, mark: known }
      return endedEarly(job, { end: 'unchanged', at: epochMs(now()) })
    }
    job.address = { of, mark: fetched.mark }
    job.bytes = fetched.bytes
    return undefined
  }

  /** Looks into the job's file. @throws Refusal IMPORT_FILE, IMPORT_BINARY, FEED_FORMAT, IMPORT_MAP */
  look({ id, ask, map, encoding }: Pick<FeedJob, 'id' | 'ask' | 'map' | 'encoding'>): Promise<Feed> {
    const { folder, currency, now } = this.#parts
    return openFeed({
      ...howOf({ map, encoding }),
      mall: ask.mall,
      file: folder.fileOf({ id, ask }),
      currency,
      now: now(),
    })
  }

  /** Reads the job's file and applies it; the run is noted then. @throws what `Malls.read` throws: nothing is noted */
  async read(job: FeedJob, signal: AbortSignal): Promise<FeedRun> {
    const { folder, malls, currency, rejectsMax, bytesMax } = this.#parts
    const { mall, name } = job.ask
    const rejects = new RejectFile(folder.rejectsOf(job), 0, (fault) => fault)
    const keeping = this.#keeping(job)
    const { applied: before } = job
    job.rejected = 0
    try {
      return await malls.read({
        ...howOf(job),
        ...{ mall, file: folder.fileOf(job), source: name, currency, chunkBytes, unpackedMax: bytesMax, signal },
        isForced: job.isForced,
        about: aboutOf(job),
        onProgress: (step, rows, applied) => {
          job.state = step
          job.rowsDone = rows
          if (step === 'comparing') job.rows = rows
          else {
            job.applied = appliedBy(before, applied)
            keeping.keep()
          }
        },
        onReject: (line, fault) => {
          job.rejected! += 1
          if (job.rejected! <= rejectsMax) rejects.add(line, fault)
        },
      })
    } finally {
      rejects.close()
      await keeping.settled() // whoever keeps the job next comes behind it
    }
  }

  /** Keeps what is known of a job, one time after the other; what the disk does not take now is kept the next time. */
  #keeping(job: FeedJob): { readonly keep: () => void; readonly settled: () => Promise<void> } {
    const { folder, now } = this.#parts
    let keptAt = Number.NEGATIVE_INFINITY
    let kept = Promise.resolve()
    const keep = (): void => {
      if (now() - keptAt < keptEveryMs) return
      keptAt = now()
      kept = kept.then(() => folder.write(job)).catch(() => {})
    }
    return { keep, settled: () => kept }
  }
}

function howOf({ map, encoding }: { map?: string; encoding?: Encoding }) {
  return { map: map === undefined ? undefined : feedMap(map), encoding }
}
