import type { FeedRunsBody } from '@nunchi/protocol'
import type { UseQueryResult } from '@tanstack/react-query'
import { useAnswer } from '../data/use-answer.ts'
import { stepOf } from './run-state.ts'

export const runsPageSize = 10

/** A page of the readings of a mall's feed, the newest first; asked for every second while one is under way. */
export function useRuns(mall: string, page: number): UseQueryResult<FeedRunsBody> {
  return useAnswer(
    ['malls', 'runs', mall, page],
    (client, options) => client.feedRuns(mall, { offset: (page - 1) * runsPageSize, count: runsPageSize }, options),
    { keepsLast: true, every: (last) => (last?.runs.some((run) => stepOf(run)) ? 1_000 : 5_000) },
  )
}
