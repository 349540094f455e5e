import { Alert, Code, SimpleGrid, Stack, Text } from '@mantine/core'
import type { PoliciesBody } from '@nunchi/protocol'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { IntervalChart } from '../chart/interval-chart.tsx'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { useStatus } from '../data/use-status.ts'
import { Page } from '../shell/page.tsx'
import { DaysChart } from './days-chart.tsx'
import { LiftTable } from './lift-table.tsx'
import { words } from './policies.words.ts'
import { policyColors, sharesFlag } from './shares.ts'
import { SumsTable } from './sums-table.tsx'

/** What each policy sold, and by how much one beats another. */
export function Policies() {
  const say = useWords(words)
  const answer = useAnswer(['policies'], (client, options) => client.policies(options), { every: 10_000 })
  return (
    <Page title={say.title} intro={say.intro}>
      <Answered answer={answer} waiting={<LoadingState rows={8} height={56} />}>
        {(body) => <Compared body={body} />}
      </Answered>
    </Page>
  )
}

function Compared({ body }: { readonly body: PoliciesBody }) {
  const say = useWords(words)
  const isDemo = useStatus().data?.demo === true
  const isEmpty = body.policies.every(({ shoppers }) => shoppers === 0)
  return (
    <>
      {isEmpty ? (
        <Panel title={say.conversion}>
          <EmptyState title={say.none}>{say.noneBody}</EmptyState>
        </Panel>
      ) : (
        <>
          {isDemo && (
            <Alert color="gray" title={say.demo}>
              {say.demoBody}
            </Alert>
          )}
          <Intervals body={body} />
          <Panel title={say.lifts} hint={say.liftsHint}>
            <LiftTable lifts={body.lifts} />
          </Panel>
          <DaysChart body={body} />
          <Panel title={say.table}>
            <SumsTable body={body} />
          </Panel>
        </>
      )}
      <Panel title={say.how}>
        <Stack gap="xs">
          <Text size="sm">{say.howBody}</Text>
          <Code block tabIndex={0} aria-label={say.how}>
            npx nunchi serve --policies {sharesFlag(body.shares)}
          </Code>
        </Stack>
      </Panel>
    </>
  )
}

function Intervals({ body: { policies, currency, shares } }: { readonly body: PoliciesBody }) {
  const say = useWords(words)
  const format = useFormat()
  const shown = policies.filter(({ shoppers }) => shoppers > 0)
  const row = (policy: (typeof policies)[number], estimate: { value: number; low?: number; high?: number }) => ({
    ...estimate,
    label: say.names[policy.policy],
    color: policyColors[policy.policy],
    note: `${say.share(format.percent(shares[policy.policy] ?? 0, 0))} · ${say.shoppers(policy.shoppers)}`,
  })
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Panel title={say.conversion} hint={say.conversionHint}>
        <IntervalChart
          label={say.conversion}
          rows={shown.map((policy) => row(policy, policy.conversion))}
          format={(value) => format.percent(value, 1)}
        />
      </Panel>
      <Panel title={say.revenue} hint={say.revenueHint}>
        <IntervalChart
          label={say.revenue}
          rows={shown.map((policy) => row(policy, policy.revenuePerShopperMinor))}
          format={(value) => format.money(value, currency)}
        />
      </Panel>
    </SimpleGrid>
  )
}
