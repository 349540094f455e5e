import type { FeedRun, RunApplied, RunEnd } from '../../domain/mall.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { type EpochMs, epochMs } from '../../domain/units.ts'
import type { Encoding } from '../import/encoding.ts'
import { told } from '../import/job-ending.ts'

/** What is to be read, and for which mall. */
export type FeedRunAsk = {
  readonly mall: string
  /** Of the file, for people; of a feed that is fetched, its address as it may be shown. */
  readonly name: string
  /** It is fetched from the mall's address; absent: the file was sent. */
  readonly isFetched?: true
}

/** One run as it stands, and what is kept of it between starts. */
export type FeedJob = {
  readonly id: string
  readonly ask: FeedRunAsk
  readonly createdAt: number
  state: 'waiting' | 'fetching' | 'comparing' | 'applying' | 'ended'
  /** Name of a shipped map, or the JSON of one. */
  map?: string
  encoding?: Encoding
  scope?: FeedRun['scope']
  address?: FeedRun['address']
  /** Of the file; absent: it is still to be fetched. */
  bytes?: number
  /** How far the step under way is. */
  bytesRead?: number
  /** That come over the wire, where the server said so. */
  bytesTold?: number
  /** Of the feed, once it was compared with what is there. */
  rows?: number
  rowsDone?: number
  /** What all its tries did, as far as it is known; of one whose process ended at once, up to a second before. */
  applied?: RunApplied
  /** Rows of its latest try that could not be used. */
  rejected?: number
  /** A person said that it is to be applied, whatever it takes away. */
  isForced?: boolean
  /** Somebody was told that it is cancelled, and log or disk did not take that yet. */
  isCancelled?: boolean
  /** How often the process ended without a word while it was read. */
  crashes: number
  /** How it ended, or was held. */
  run?: FeedRun
  /** It was held, and its file was let go before anybody said a word. */
  isFileGone?: boolean
}

/** Whether it waits for somebody to say whether it is to be applied, and still can be. */
export function canApply({ run, state, isFileGone = false }: FeedJob): boolean {
  return state === 'ended' && run?.end === 'held' && !isFileGone
}

/** Bytes that it has on the disk. */
export function keptBytes(job: FeedJob): number {
  return job.state !== 'ended' || canApply(job) ? (job.bytes ?? 0) : 0
}

/** What is known of a run before it ended. */
export function aboutOf({ id, createdAt, bytes, address }: FeedJob) {
  return {
    run: id,
    startedAt: epochMs(createdAt),
    ...(bytes === undefined ? {} : { bytes }),
    ...(address === undefined ? {} : { address }),
  }
}

const nothing: RunApplied = { listed: 0, changed: 0, repriced: 0, withdrawn: 0 }

/** What was applied by the tries of a job before, and by the one under way. */
export function appliedBy(before: RunApplied = nothing, now: RunApplied = nothing): RunApplied {
  return {
    listed: before.listed + now.listed,
    changed: before.changed + now.changed,
    repriced: before.repriced + now.repriced,
    withdrawn: before.withdrawn + now.withdrawn,
  }
}

/** A held run that is not to be applied: what would have been is told no more, and what was applied before it was held stays. */
export function dismissedRun(held: FeedRun, at: EpochMs): FeedRun {
  const isApplied = held.problem?.code === 'FEED_ROWS_LOST'
  return { ...held, ...(isApplied ? { withdrawn: 0 } : nothing), end: 'dismissed', endedAt: at }
}

/** A run that ended before its feed was through, with what its tries did; how many rows say the same is not known then. */
export function endedEarly(
  job: FeedJob,
  { end, at, problem }: { end: RunEnd; at: EpochMs; problem?: Refusal },
): FeedRun {
  return {
    ...aboutOf(job),
    endedAt: at,
    end,
    ...(job.scope === undefined ? {} : { scope: job.scope }),
    source: job.ask.name,
    ...{ rows: job.rows ?? 0, rejected: job.rejected ?? 0, ...appliedBy(job.applied), unchanged: 0 },
    ...(problem === undefined ? {} : { problem: told(problem) }),
  }
}
