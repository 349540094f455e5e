import type { FeedRun, RunEnd } from '../../domain/mall.ts'
import { epochMs } from '../../domain/units.ts'
import type { MallState } from '../../state/malls.ts'
import { canApply, endedEarly, type FeedJob } from './feed-job.ts'

/** A run as it is told of. */
export type RunTold = Omit<FeedRun, 'run' | 'end' | 'address'> & {
  readonly run: string
  readonly mall: string
  readonly state: Exclude<FeedJob['state'], 'ended'> | RunEnd
  /** Fetched so far, while it is being fetched. */
  readonly bytesRead?: number
  readonly rowsDone?: number
  /** It is held, and its feed is kept. */
  readonly canApply: boolean
  readonly hasRejects: boolean
}

/** A run's name: old ones have none, and go by their start. */
export const nameOf = ({ run, startedAt }: Pick<FeedRun, 'run' | 'startedAt'>): string => run ?? String(startedAt)

/**
 * The runs of a mall, newest first: those under way, then those that ended.
 * @param jobs  what is kept of the mall's runs, oldest first
 */
export function runsTold(
  { mall: { id }, runs }: Pick<MallState, 'mall' | 'runs'>,
  jobs: readonly FeedJob[],
): RunTold[] {
  const kept = new Map(jobs.map((job) => [job.id, job]))
  const underWay = jobs.filter(({ state }) => state !== 'ended')
  const names = new Set(underWay.map((job) => job.id))
  const ended = runs.filter((run) => !names.has(nameOf(run)))
  return [
    ...underWay.map((job) => toldOfJob(job)).reverse(),
    ...ended.map((run) => toldOfRun(id, run, kept.get(nameOf(run)))).reverse(),
  ]
}

function toldOfJob(job: FeedJob): RunTold {
  const { endedAt: _, ...run } = endedEarly(job, { end: 'cancelled', at: epochMs(job.createdAt) })
  const { state, bytesTold, bytesRead, rowsDone } = job
  const told = toldOfRun(job.ask.mall, run, undefined)
  const { bytes = bytesTold } = run
  return { ...told, state: state === 'ended' ? run.end : state, bytes, bytesRead, rowsDone }
}

function toldOfRun(mall: string, { end, address: _, ...run }: FeedRun, job: FeedJob | undefined): RunTold {
  return {
    ...run,
    run: nameOf(run),
    mall,
    state: end,
    canApply: job !== undefined && canApply(job),
    hasRejects: job !== undefined && run.rejected > 0,
  }
}
