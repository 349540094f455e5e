import { Alert, Progress, SimpleGrid, Stack, Text } from '@mantine/core'
import type { StatusBody } from '@nunchi/protocol'
import { LoadingState, useWords } from '@nunchi/ui'
import { Answered } from '../data/answered.tsx'
import { Facts } from '../data/facts.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { ServerReasons } from '../data/server-reasons.tsx'
import { useFormat } from '../data/use-format.ts'
import { useStatus } from '../data/use-status.ts'
import { Page } from '../shell/page.tsx'
import { ChoreTable } from './chore-table.tsx'
import { words } from './health.words.ts'

/** How the server does. */
export function Health() {
  const say = useWords(words)
  const answer = useStatus()
  return (
    <Page title={say.title} intro={say.intro}>
      <Answered answer={answer} waiting={<LoadingState rows={8} height={56} />}>
        {(status) => <Server status={status} />}
      </Answered>
    </Page>
  )
}

function Server({ status }: { readonly status: StatusBody }) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <>
      {!status.ready && (
        <Alert color="orange" title={say.reasons} role="status">
          <Text size="sm">{say.unreadyRemedy}</Text>
          <ServerReasons reasons={status.reasons} />
        </Alert>
      )}
      <Figures
        figures={[
          { label: say.state, value: status.ready ? say.ready : say.unready, hint: say.version(status.version) },
          { label: say.up, value: format.ago(status.startedAt, status.now), hint: format.moment(status.startedAt) },
          {
            label: say.events,
            value: format.decimal(status.rates.eventsPerSecond, 1),
            hint: say.requests(format.decimal(status.rates.requestsPerSecond, 1)),
          },
          { label: say.waiting, value: format.count(status.waiting), hint: say.waitingHint },
        ]}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Memory status={status} />
        <Log status={status} />
        <Holds status={status} />
        <Exploration status={status} />
      </SimpleGrid>
      <Panel title={say.chores} hint={say.choresHint}>
        <ChoreTable chores={status.chores} now={status.now} />
      </Panel>
    </>
  )
}

type Props = { readonly status: StatusBody }

function Memory({ status: { memory } }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const share = memory.heapBytes / memory.heapLimitBytes
  return (
    <Panel title={say.memory} hint={say.rss(format.bytes(memory.rssBytes))}>
      <Stack gap={6}>
        <Text size="sm">{say.heap(format.bytes(memory.heapBytes), format.bytes(memory.heapLimitBytes))}</Text>
        <Progress value={share * 100} color={share > 0.85 ? 'red' : 'teal'} aria-label={say.memory} />
      </Stack>
    </Panel>
  )
}

function Log({ status: { log, position } }: Props) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <Panel title={say.log} hint={say.position(position)}>
      <Facts
        facts={[
          { label: say.place, value: log.place ?? '–' },
          { label: say.size, value: log.bytes === undefined ? '–' : format.bytes(log.bytes) },
        ]}
      />
    </Panel>
  )
}

function Holds({ status }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const names: Readonly<Record<string, string>> = say.counts
  const counts = Object.entries(status.counts).map(([name, count]) => ({
    label: names[name] ?? name,
    value: format.count(count),
  }))
  return (
    <Panel title={say.holds}>
      <Facts facts={[...counts, { label: say.streams, value: format.count(status.streams) }]} />
    </Panel>
  )
}

function Exploration({ status: { explore, ranker } }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { share, pages, dropped } = explore
  return (
    <Panel title={say.explore}>
      <Stack gap="xs">
        <Text size="sm">
          {share > 0 ? say.exploring(format.percent(share), format.count(pages)) : say.notExploring}
          {dropped > 0 && ` ${say.dropped(format.count(dropped))}`}
        </Text>
        <Facts facts={[{ label: say.ranker, value: ranker ?? say.blend }]} />
      </Stack>
    </Panel>
  )
}
