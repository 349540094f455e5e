import { Anchor, SimpleGrid } from '@mantine/core'
import type { StatusBody } from '@nunchi/protocol'
import { LoadingState, useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import { Answered } from '../data/answered.tsx'
import { Facts } from '../data/facts.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { useFormat } from '../data/use-format.ts'
import { useStatus } from '../data/use-status.ts'
import { Page } from '../shell/page.tsx'
import { LatestEvents } from './latest-events.tsx'
import { words } from './overview.words.ts'
import { latestDays } from './sales.ts'
import { SalesTrend } from './sales-trend.tsx'
import { useSales } from './use-sales.ts'

/** What goes on in the shop, at one look. */
export function Overview() {
  const say = useWords(words)
  const status = useStatus()
  return (
    <Page title={say.title} intro={say.intro}>
      <Answered answer={status} waiting={<LoadingState rows={1} height={96} />}>
        {(body) => <FirstFigures status={body} />}
      </Answered>
      <SalesTrend />
      <LatestEvents />
      {status.data && (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Decisions status={status.data} />
          <Server status={status.data} />
        </SimpleGrid>
      )}
    </Page>
  )
}

type Props = { readonly status: StatusBody }

function FirstFigures({ status: { counts, rates, position } }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { data } = useSales()
  const sales = data && latestDays(data)
  const count = (name: string) => format.count(counts[name] ?? 0)
  return (
    <Figures
      figures={[
        {
          label: say.orders,
          value: sales ? format.count(sales.today.orders) : '–',
          hint: sales && say.ordersBefore(format.count(sales.yesterday.orders)),
          href: '/policies',
        },
        {
          label: say.events,
          value: format.decimal(rates.eventsPerSecond, 1),
          hint: say.position(format.count(position)),
          href: '/live',
        },
        { label: say.shoppers, value: count('shoppers'), hint: say.visits(count('sessions')), href: '/shoppers' },
        { label: say.products, value: count('products'), hint: say.tags(count('tags')), href: '/quality' },
      ]}
    />
  )
}

function Decisions({ status: { ranker, policies, explore } }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const shares = (['individual', 'cluster', 'popular'] as const)
    .filter((policy) => (policies[policy] ?? 0) > 0)
    .map((policy) => `${say.names[policy]} ${format.percent(policies[policy]!, 0)}`)
  return (
    <Panel title={say.decisions} actions={<More href="/models" label={`${say.decisions}: ${say.more}`} />}>
      <Facts
        facts={[
          { label: say.ranker, value: ranker ?? say.blend },
          { label: say.policies, value: shares.join(' · ') },
          { label: say.explore, value: explore.share > 0 ? format.percent(explore.share) : say.off },
        ]}
      />
    </Panel>
  )
}

function Server({ status: { ready, waiting, startedAt, now, chores } }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const failed = chores.reduce((sum, chore) => sum + chore.failed, 0)
  return (
    <Panel title={say.server} actions={<More href="/health" label={`${say.server}: ${say.more}`} />}>
      <Facts
        facts={[
          { label: say.ready, value: ready ? say.yes : say.no },
          { label: say.since, value: format.ago(startedAt, now) },
          { label: say.waiting, value: format.count(waiting) },
          { label: say.failed, value: format.count(failed) },
        ]}
      />
    </Panel>
  )
}

function More({ href, label }: { readonly href: string; readonly label: string }) {
  const say = useWords(words)
  return (
    <Anchor component={Link} href={href} size="sm" aria-label={label}>
      {say.more}
    </Anchor>
  )
}
