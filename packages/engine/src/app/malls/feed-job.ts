import type { FeedRun, RunEnd } from '../../domain/mall.ts'
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
  /** A person said that it is to be applied, whatever it takes away. */
  isForced?: boolean
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

/** A run that ended without a row having been read. */
export function endedUnread(
  job: FeedJob,
  { end, at, problem }: { end: RunEnd; at: EpochMs; problem?: Refusal },
): FeedRun {
  return {
    ...aboutOf(job),
    endedAt: at,
    end,
    ...(job.scope === undefined ? {} : { scope: job.scope }),
    source: job.ask.name,
    ...{ rows: 0, rejected: 0, listed: 0, changed: 0, repriced: 0, withdrawn: 0, unchanged: 0 },
    ...(problem === undefined ? {} : { problem: told(problem) }),
  }
}
