import type { BusiestBody } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { Answered } from '../data/answered.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { Page } from '../shell/page.tsx'
import { BusiestTable } from './busiest-table.tsx'
import { DryRun } from './dry-run.tsx'
import { useTrial } from './use-trial.ts'
import { WaitingPanel } from './waiting-panel.tsx'
import { words } from './watch.words.ts'

const listedMax = 100

/** Which prices are waited for most, and whom a price would reach. */
export function Watch() {
  const say = useWords(words)
  const trial = useTrial()
  const answer = useAnswer(['watch', 'busiest'], (client, options) => client.busiest({ count: listedMax }, options), {
    every: 10_000,
  })
  const tryOne = (product: string) => {
    trial.choose(product)
    trial.input.current?.focus()
  }
  return (
    <Page title={say.title} intro={say.intro}>
      <Answered answer={answer} waiting={<LoadingState rows={8} height={56} />}>
        {(body) => (
          <>
            <Sums body={body} />
            <DryRun trial={trial} currency={body.currency} />
            {body.subscriptions === 0 ? (
              <EmptyState title={say.none}>{say.noneBody}</EmptyState>
            ) : (
              <Panel title={say.busiest} hint={say.busiestHint}>
                <BusiestTable body={body} onTry={tryOne} />
              </Panel>
            )}
          </>
        )}
      </Answered>
      <WaitingPanel />
    </Page>
  )
}

function Sums({ body: { subscriptions, products } }: { readonly body: BusiestBody }) {
  const say = useWords(words)
  const format = useFormat()
  const [first] = products
  return (
    <Figures
      columns={2}
      figures={[
        { label: say.figures.subscriptions, value: format.count(subscriptions) },
        {
          label: say.figures.most,
          value: first ? format.count(first.subscriptions) : '–',
          hint: first?.title,
        },
      ]}
    />
  )
}
