import { Stack, Text } from '@mantine/core'
import type { HeldPricesBody } from '@nunchi/protocol'
import { EmptyState, ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { Answered } from '../data/answered.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { Page } from '../shell/page.tsx'
import { words } from './held.words.ts'
import { HeldTable } from './held-table.tsx'
import { type Said, useJudging } from './use-judging.ts'

const listedMax = 100

/** Prices far from what is usual, for a person to check before anyone is told. */
export function HeldPrices() {
  const say = useWords(words)
  const { judge, isPending, error, said } = useJudging()
  const answer = useAnswer(['watch', 'held'], (client, options) => client.heldPrices({ count: listedMax }, options), {
    every: 10_000,
  })
  return (
    <Page title={say.title} intro={say.intro}>
      <Answered answer={answer} waiting={<LoadingState rows={8} height={56} />}>
        {(body) => (
          <>
            <Sums body={body} />
            {error !== null && <ErrorState error={error} />}
            <Text size="sm" role="status" ref={said.ref} tabIndex={-1} style={{ outline: 'none' }}>
              {said.data === undefined ? '' : saidText(said.data, say)}
            </Text>
            {body.held.length === 0 ? (
              <EmptyState title={say.none}>{say.noneBody}</EmptyState>
            ) : (
              <Tables body={body} isPending={isPending} judge={judge} />
            )}
          </>
        )}
      </Answered>
    </Page>
  )
}

function saidText({ verdict, subscriptions, shoppers }: Said, say: (typeof words)['en' | 'ko']): string {
  return verdict === 'wrong' ? say.saidWrong : say.saidRight(subscriptions, shoppers)
}

type Judging = Pick<ReturnType<typeof useJudging>, 'judge' | 'isPending'>

function Tables({ body, ...judging }: Judging & { readonly body: HeldPricesBody }) {
  const say = useWords(words)
  const format = useFormat()
  const { held, currency, open, wrong } = body
  const parts = [
    { title: say.open, hint: say.openHint, rows: held.filter(({ isWrong }) => !isWrong) },
    { title: say.wrong, hint: say.wrongHint, rows: held.filter(({ isWrong }) => isWrong) },
  ]
  const shown = parts.filter(({ rows }) => rows.length > 0)
  return (
    <Stack gap="md">
      {shown.map(({ title, hint, rows }) => (
        <Panel title={title} hint={hint} key={title}>
          <HeldTable label={title} rows={rows} currency={currency} {...judging} />
        </Panel>
      ))}
      {open + wrong > held.length && (
        <Text size="xs" c="dimmed">
          {say.cut(format.count(held.length), format.count(open + wrong))}
        </Text>
      )}
    </Stack>
  )
}

function Sums({ body: { open, wrong, held } }: { readonly body: HeldPricesBody }) {
  const say = useWords(words)
  const format = useFormat()
  const reach = held.reduce((sum, { isWrong, subscriptions }) => sum + (isWrong ? 0 : subscriptions), 0)
  return (
    <Figures
      columns={3}
      figures={[
        { label: say.figures.open, value: format.count(open) },
        { label: say.figures.reach, value: format.count(reach) },
        { label: say.figures.wrong, value: format.count(wrong) },
      ]}
    />
  )
}
