import { Anchor, Box, Text } from '@mantine/core'
import { ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import { Panel } from '../data/panel.tsx'
import { LiveTable } from '../live/live-table.tsx'
import { useStream } from '../live/use-stream.ts'
import { words } from './overview.words.ts'

const shown = 8
const rowPx = 37

/** The latest orders and carts, as they come. It is as tall when empty, so that nothing below it moves. */
export function LatestEvents() {
  const say = useWords(words)
  const { events, state, error } = useStream({
    kinds: 'order.,cart.added,checkout.started',
    isPaused: false,
    last: shown,
  })
  return (
    <Panel
      title={say.live}
      hint={say.orders24}
      actions={
        <Anchor component={Link} href="/live" size="sm">
          {say.liveLink}
        </Anchor>
      }
    >
      <Box mih={(shown + 1) * rowPx}>
        {events.length > 0 ? (
          <LiveTable events={events.slice(0, shown)} />
        ) : state === 'open' ? (
          <Text size="sm" c="dimmed" role="status">
            {say.quiet}
          </Text>
        ) : error !== undefined ? (
          <ErrorState error={error} />
        ) : (
          <LoadingState rows={shown} height={rowPx - 12} />
        )}
      </Box>
    </Panel>
  )
}
