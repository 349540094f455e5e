import { Button, Stack, Text } from '@mantine/core'
import type { DeadLetterBody } from '@nunchi/protocol'
import { ErrorState, noteWords, useWords } from '@nunchi/ui'
import { Panel } from '../data/panel.tsx'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './delivery.words.ts'
import { laneText } from './lane-table.tsx'
import { useReplay } from './use-replay.ts'

type Props = {
  readonly letters: readonly DeadLetterBody[]
  /** Of all there are, also those that are not listed. */
  readonly count: number
}

/** Alerts that were given up, why, and the way to send them again. */
export function DeadLetters({ letters, count }: Props) {
  const say = useWords(words)
  const format = useFormat()
  const { replay, isPending, error, told } = useReplay()
  const columns = columnsOf({ say, format, isPending, replay: (id) => replay([id]) })
  return (
    <Panel title={say.letters} hint={say.lettersHint}>
      <Stack gap="sm">
        {error !== null && <ErrorState error={error} />}
        <Text size="sm" role="status" ref={told.ref} tabIndex={-1} style={{ outline: 'none' }}>
          {told.count === undefined ? '' : say.replayed(told.count)}
        </Text>
        {letters.length === 0 ? (
          <Text size="sm" c="dimmed">
            {say.noLetters}
          </Text>
        ) : (
          <DataTable
            label={say.letters}
            columns={columns}
            rows={letters}
            rowKey={({ id }) => id}
            exportAs="given-up"
            tools={
              letters.length > 1 && (
                <Button size="xs" loading={isPending} onClick={() => replay(letters.map(({ id }) => id))}>
                  {say.replayAll(format.count(letters.length))}
                </Button>
              )
            }
          />
        )}
        {count > letters.length && (
          <Text size="xs" c="dimmed">
            {say.lettersCut(format.count(letters.length), format.count(count))}
          </Text>
        )}
      </Stack>
    </Panel>
  )
}

type Given = {
  readonly say: (typeof words)['en']
  readonly format: Format
  readonly isPending: boolean
  readonly replay: (id: string) => void
}

function columnsOf({ say, format, isPending, replay }: Given): readonly Column<DeadLetterBody>[] {
  return [
    { key: 'lane', title: say.lane, value: ({ lane }) => laneText(lane, say.kinds) },
    {
      key: 'reason',
      title: say.reason,
      value: ({ reason }) => reason && noteWords(reason, format.lang),
    },
    {
      key: 'raisedAt',
      title: say.raisedAt,
      visibleFrom: 'sm',
      isTime: true,
      value: ({ raisedAt }) => raisedAt,
      show: ({ raisedAt }) => format.moment(raisedAt),
    },
    {
      key: 'tries',
      title: say.tries,
      align: 'right',
      visibleFrom: 'sm',
      value: ({ tries }) => tries,
      show: ({ tries }) => format.count(tries),
    },
    {
      key: 'actions',
      title: say.actions,
      canSort: false,
      align: 'right',
      value: () => undefined,
      show: ({ id, kind, raisedAt }) => (
        <Button
          size="compact-xs"
          variant="light"
          disabled={isPending}
          aria-label={say.replayOf(say.kinds[kind], format.moment(raisedAt))}
          onClick={() => replay(id)}
        >
          {say.replay}
        </Button>
      ),
    },
  ]
}
