import type { FeedRunBody } from '@nunchi/protocol'

export type RunStep = 'waiting' | 'fetching' | 'comparing' | 'applying'
/** Of what becomes of rows, in the order in which it is told. */
export const outcomes = ['listed', 'changed', 'repriced', 'withdrawn', 'unchanged', 'rejected'] as const
export type Outcome = (typeof outcomes)[number]

/** The step that a run is at; undefined when it goes on no more. */
export function stepOf({ state }: Pick<FeedRunBody, 'state'>): RunStep | undefined {
  return state === 'waiting' || state === 'fetching' || state === 'comparing' || state === 'applying'
    ? state
    : undefined
}

type Progress = Pick<FeedRunBody, 'state' | 'bytes' | 'bytesRead' | 'rows' | 'rowsDone'>

/** How much of the step is done, 0 to 1; undefined where nobody knows how much there is. */
export function shareDone({ state, bytes, bytesRead = 0, rows, rowsDone = 0 }: Progress): number | undefined {
  if (state === 'fetching') return bytes ? Math.min(1, bytesRead / bytes) : undefined
  if (state === 'applying') return rows > 0 ? Math.min(1, rowsDone / rows) : undefined
  return undefined
}

/** What became of the rows, without what did not occur. */
export function outcomesOf(run: Pick<FeedRunBody, Outcome>): readonly { outcome: Outcome; count: number }[] {
  return outcomes.map((outcome) => ({ outcome, count: run[outcome] })).filter(({ count }) => count > 0)
}
