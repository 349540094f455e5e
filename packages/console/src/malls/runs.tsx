import { Stack } from '@mantine/core'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import { Pager } from '../table/pager.tsx'
import { OneRun } from './one-run.tsx'
import { stepOf } from './run-state.ts'
import { words } from './runs.words.ts'
import { runsPageSize, useRuns } from './use-runs.ts'

/** The readings of a mall's feed; one that is under way moves by itself. */
export function Runs({ mall }: { readonly mall: string }) {
  const say = useWords(words)
  const queries = useQueryClient()
  const [page, setPage] = useState(1)
  const answer = useRuns(mall, page)
  const isBusy = answer.data?.runs.some((run) => stepOf(run)) ?? false
  const wasBusy = useRef(isBusy)
  useEffect(() => {
    if (wasBusy.current && !isBusy)
      for (const name of ['malls', 'offers', 'reviews', 'coverage'])
        void queries.invalidateQueries({ queryKey: [name] })
    wasBusy.current = isBusy
  }, [isBusy, queries])
  return (
    <Panel title={say.title} hint={say.hint}>
      <Answered answer={answer} waiting={<LoadingState rows={3} height={72} />}>
        {({ runs, total }) =>
          total === 0 ? (
            <EmptyState title={say.none}>{say.noneBody}</EmptyState>
          ) : (
            <Stack gap="sm">
              <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={say.title}>
                {runs.map((run) => (
                  <OneRun key={run.run} run={run} />
                ))}
              </Stack>
              {total > runsPageSize && <Pager page={page} pageSize={runsPageSize} total={total} onPage={setPage} />}
            </Stack>
          )
        }
      </Answered>
    </Panel>
  )
}
