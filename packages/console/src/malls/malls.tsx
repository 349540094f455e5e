import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { MallsBody } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Answered } from '../data/answered.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { Page } from '../shell/page.tsx'
import { Pager } from '../table/pager.tsx'
import { MallForm } from './mall-form.tsx'
import { MallTable } from './mall-table.tsx'
import { words } from './malls.words.ts'
import { stepOf } from './run-state.ts'

const pageSize = 50

/** Every mall, with how its feed does; the way to register one. */
export function Malls() {
  const say = useWords(words)
  const [page, setPage] = useState(1)
  const [isOpen, form] = useDisclosure(false)
  const [, go] = useLocation()
  const answer = useAnswer(
    ['malls', 'list', page],
    (client, options) => client.malls({ offset: (page - 1) * pageSize, count: pageSize }, options),
    { keepsLast: true, every: (last) => (last?.malls.some(({ run }) => run && stepOf(run)) ? 1_500 : 10_000) },
  )
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={form.open}>
      {say.add}
    </Button>
  )
  return (
    <Page title={say.title} intro={say.intro} actions={answer.data?.total ? add : undefined}>
      <Answered answer={answer} waiting={<LoadingState rows={6} height={56} />}>
        {(body) =>
          body.total === 0 ? (
            <EmptyState title={say.none} action={add}>
              {say.noneBody}
            </EmptyState>
          ) : (
            <>
              <Sums body={body} />
              <Panel title={say.list}>
                <MallTable malls={body.malls} />
                {body.total > pageSize && <Pager page={page} pageSize={pageSize} total={body.total} onPage={setPage} />}
              </Panel>
            </>
          )
        }
      </Answered>
      <MallForm isOpen={isOpen} onClose={form.close} onSaved={({ mall }) => go(`/malls/${encodeURIComponent(mall)}`)} />
    </Page>
  )
}

function Sums({ body: { total, offers, products } }: { readonly body: MallsBody }) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <Figures
      figures={[
        { label: say.figures.malls, value: format.count(total) },
        { label: say.figures.offers, value: format.count(offers), href: '/offers' },
        { label: say.figures.products, value: format.count(products) },
        { label: say.figures.perProduct, value: products > 0 ? format.decimal(offers / products, 2) : '–' },
      ]}
    />
  )
}
