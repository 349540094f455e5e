import type { ImportsBody } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { Page } from '../shell/page.tsx'
import { Pager } from '../table/pager.tsx'
import { isUnderWay } from './import-state.ts'
import { ImportTable } from './import-table.tsx'
import { words } from './imports.words.ts'
import { NewImport } from './new-import.tsx'

const pageSize = 20

/** Files for the shop: a new one, and those so far. */
export function Imports() {
  const say = useWords(words)
  const [page, setPage] = useState(1)
  const answer = useAnswer(
    ['imports', page],
    (client, options) => client.imports({ offset: (page - 1) * pageSize, count: pageSize }, options),
    { keepsLast: true, every: (last) => (last?.imports.some(isUnderWay) ? 1_000 : 10_000) },
  )
  return (
    <Page title={say.title} intro={say.intro}>
      <Panel title={say.file}>
        <NewImport maps={answer.data?.maps ?? []} bytesMax={answer.data?.bytesMax} />
      </Panel>
      <Panel title={say.history}>
        <Answered answer={answer} waiting={<LoadingState rows={5} height={32} />}>
          {(body) => <History body={body} page={page} onPage={setPage} />}
        </Answered>
      </Panel>
    </Page>
  )
}

type HistoryProps = { readonly body: ImportsBody; readonly page: number; readonly onPage: (page: number) => void }

function History({ body: { imports, total }, page, onPage }: HistoryProps) {
  const say = useWords(words)
  if (total === 0) return <EmptyState title={say.none}>{say.noneBody}</EmptyState>
  return (
    <>
      <ImportTable imports={imports} />
      {total > pageSize && <Pager page={page} pageSize={pageSize} total={total} onPage={onPage} />}
    </>
  )
}
