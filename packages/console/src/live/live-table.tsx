import { Text } from '@mantine/core'
import type { StreamEvent } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { EventDetail } from '../data/event-detail.tsx'
import { EventKind } from '../data/event-kind.tsx'
import { PersonLink } from '../data/person-link.tsx'
import { useFormat } from '../data/use-format.ts'
import { useStatus } from '../data/use-status.ts'
import type { Column } from '../table/column.ts'
import { TableFrame } from '../table/table-frame.tsx'
import { words } from './live.words.ts'

const rowsMax = 50

/** Facts, newest first. A row stays and its fact changes, so that nothing on the page moves when one comes. */
export function LiveTable({ events }: { readonly events: readonly StreamEvent[] }) {
  const say = useWords(words)
  const format = useFormat()
  const currency = useStatus().data?.currency
  const columns = useMemo<readonly Column<StreamEvent>[]>(
    () => [
      {
        key: 'time',
        title: say.time,
        width: 82,
        isTime: true,
        value: ({ at }) => at,
        show: ({ at }) => (
          <Text span size="sm" c="dimmed" title={format.moment(at)}>
            {format.clock(at)}
          </Text>
        ),
      },
      {
        key: 'what',
        title: say.what,
        width: 140,
        value: ({ kind }) => kind,
        show: ({ kind }) => <EventKind kind={kind} />,
      },
      {
        key: 'who',
        title: say.who,
        width: 160,
        value: ({ person }) => person?.user ?? person?.anonymous,
        show: ({ person }) => <PersonLink person={person} />,
      },
      {
        key: 'about',
        title: say.about,
        value: ({ title }) => title,
        show: (event) => <EventDetail event={event} currency={currency} />,
      },
    ],
    [say, format, currency],
  )
  return (
    <TableFrame
      label={say.list}
      columns={columns}
      rows={events.slice(0, rowsMax)}
      rowKey={(_, place) => place}
      fixedFrom={560}
    />
  )
}
