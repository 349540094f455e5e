import { Button } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words as dispatchWords } from './dispatch.words.ts'
import { words } from './plan.words.ts'
import type { Mark } from './plan-scene.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'

/** All that is on the map, as rows. */
export function StopTable({
  marks,
  askMove,
  format,
}: {
  readonly marks: readonly Mark[]
  readonly askMove: ((delivery: string) => void) | undefined
  readonly format: DispatchFormat
}) {
  const say = useWords(words)
  const { stopStates } = useWords(dispatchWords)
  const columns: readonly Column<Mark>[] = [
    { key: 'delivery', title: say.table.delivery, value: ({ delivery }) => delivery, isSticky: true },
    { key: 'tour', title: say.table.tour, value: ({ tour }) => tour && say.tourOf(tour.look.number, tour.name) },
    {
      key: 'place',
      title: say.table.place,
      align: 'right',
      value: ({ place, tour }) => (tour ? place + 1 : undefined),
    },
    { key: 'address', title: say.table.address, value: ({ address }) => address },
    {
      key: 'planned',
      title: say.table.planned,
      align: 'right',
      isTime: true,
      value: ({ stop }) => stop?.plannedAt,
      show: ({ stop }) => (stop ? format.time(stop.plannedAt) : '–'),
    },
    {
      key: 'late',
      title: say.table.late,
      align: 'right',
      value: ({ stop }) => stop?.lateSeconds,
      show: ({ stop }) => (stop && stop.lateSeconds > 0 ? `! ${format.span(stop.lateSeconds)}` : '–'),
    },
    { key: 'state', title: say.table.state, value: ({ stop }) => stopStates[stop?.state ?? 'waiting'] },
    ...(askMove ? [moveColumn(askMove, say)] : []),
  ]
  return (
    <DataTable
      label={say.map}
      columns={columns}
      rows={marks}
      rowKey={({ delivery }) => delivery}
      exportAs="stops"
      pageSize={15}
    />
  )
}

function moveColumn(askMove: (delivery: string) => void, say: (typeof words)['en' | 'ko']): Column<Mark> {
  return {
    key: 'move',
    title: say.table.move,
    canSort: false,
    value: () => undefined,
    show: ({ delivery, stop }) =>
      stop?.isFixed ? (
        '–'
      ) : (
        <Button size="compact-xs" variant="default" aria-label={say.moveOf(delivery)} onClick={() => askMove(delivery)}>
          {say.move}
        </Button>
      ),
  }
}
