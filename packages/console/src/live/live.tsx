import { Alert, Badge, Button, Group, NativeSelect } from '@mantine/core'
import { EmptyState, ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { kindGroups } from '../data/kinds.words.ts'
import { Panel } from '../data/panel.tsx'
import { useFormat } from '../data/use-format.ts'
import { Page } from '../shell/page.tsx'
import { words } from './live.words.ts'
import { LiveTable } from './live-table.tsx'
import { RateChart } from './rate-chart.tsx'
import { type StreamState, useStream } from './use-stream.ts'

/** What happens in the shop, as it happens. */
export function Live() {
  const say = useWords(words)
  const format = useFormat()
  const [kinds, setKinds] = useState('')
  const [isPaused, setPaused] = useState(false)
  const stream = useStream({ kinds, isPaused, last: 60 })
  const choices = kindGroups.map((value) => ({ value: value as string, label: say.groups[value] }))
  return (
    <Page title={say.title} intro={say.intro} actions={<StateBadge state={stream.state} />}>
      <Panel title={say.rate}>
        <RateChart rate={stream.rate} label={say.rate} />
      </Panel>
      <Panel
        title={say.list}
        actions={
          <Group gap="xs">
            <NativeSelect
              size="xs"
              aria-label={say.show}
              value={kinds}
              onChange={(event) => setKinds(event.currentTarget.value)}
              data={[{ value: '', label: say.groups.all }, ...choices]}
            />
            <Button
              size="xs"
              variant={isPaused ? 'filled' : 'default'}
              leftSection={
                isPaused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />
              }
              onClick={() => setPaused(!isPaused)}
            >
              {isPaused ? say.resume : say.pause}
              {isPaused && stream.held > 0 && ` (${say.held(format.count(stream.held))})`}
            </Button>
          </Group>
        }
      >
        {stream.skipped > 0 && (
          <Alert color="orange" mb="sm" role="status">
            {say.gap(stream.skipped)}
          </Alert>
        )}
        {stream.events.length > 0 && <LiveTable events={stream.events} />}
        {stream.events.length === 0 && stream.error !== undefined && <ErrorState error={stream.error} />}
        {stream.events.length === 0 && stream.state === 'connecting' && <LoadingState rows={8} />}
        {stream.events.length === 0 && stream.state === 'open' && (
          <EmptyState title={say.quiet}>{say.quietBody}</EmptyState>
        )}
      </Panel>
    </Page>
  )
}

const stateColors = { connecting: 'gray', open: 'teal', waiting: 'orange', refused: 'red' } as const

function StateBadge({ state }: { readonly state: StreamState }) {
  const say = useWords(words)
  return (
    <Badge variant="dot" color={stateColors[state]} size="lg" tt="none" role="status">
      {say.states[state]}
    </Badge>
  )
}
