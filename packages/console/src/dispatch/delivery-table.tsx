import { Stack, Text } from '@mantine/core'
import type { DeliveriesBody, DispatchDeliveryBody, DispatchState } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { Panel } from '../data/panel.tsx'
import { Tag } from '../data/tag.tsx'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './dispatch.words.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'

const colors: Readonly<Record<DispatchState, string>> = {
  waiting: 'gray',
  planned: 'indigo',
  out: 'indigo',
  arriving: 'violet',
  delivered: 'teal',
  failed: 'red',
  cancelled: 'gray',
}

/** What is to be brought on the day, and how far each is. */
export function DeliveryTable({
  due,
  site,
  format,
}: {
  readonly due: DeliveriesBody
  readonly site: string | undefined
  readonly format: DispatchFormat
}) {
  const { deliveries: say, stopStates } = useWords(words)
  const rows = due.deliveries.filter(({ depot }) => site === undefined || depot === undefined || depot === site)
  const columns: readonly Column<DispatchDeliveryBody>[] = [
    { key: 'delivery', title: say.number, value: ({ delivery }) => delivery, isSticky: true, keepsLine: true },
    {
      key: 'state',
      title: say.state,
      value: ({ state }) => stopStates[state],
      show: ({ state }) => <Tag color={colors[state]}>{stopStates[state]}</Tag>,
    },
    {
      key: 'address',
      title: say.address,
      value: ({ place }) => (place ? place.address : say.erased),
      show: ({ place }) => (
        <Text span display="block" miw="12rem" fz="inherit">
          {place ? place.address : say.erased}
        </Text>
      ),
    },
    {
      key: 'windows',
      title: say.windows,
      keepsLine: true,
      value: ({ windows }) => (windows.length === 0 ? say.anyTime : format.windows(windows)),
    },
    { key: 'vehicle', title: say.vehicle, value: ({ vehicle }) => vehicle },
    {
      key: 'arrival',
      title: say.arrival,
      align: 'right',
      isTime: true,
      value: ({ arrival, endedAt }) => endedAt ?? arrival?.at,
      show: ({ arrival, endedAt }) => {
        const at = endedAt ?? arrival?.at
        return at === undefined ? '–' : format.time(at)
      },
    },
  ]
  return (
    <Panel title={say.title}>
      <Stack gap="xs">
        <DataTable
          label={say.title}
          columns={columns}
          rows={rows}
          rowKey={({ delivery }) => delivery}
          exportAs="deliveries"
          pageSize={15}
        />
        {due.total > due.deliveries.length && (
          <Text size="xs" c="dimmed">
            {say.cut(format.count(due.deliveries.length), format.count(due.total))}
          </Text>
        )}
      </Stack>
    </Panel>
  )
}
