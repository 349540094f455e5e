import { Text } from '@mantine/core'
import type { LaneBody } from '@nunchi/protocol'
import { noteWords, useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { Panel } from '../data/panel.tsx'
import { Tag } from '../data/tag.tsx'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './delivery.words.ts'

const colors = { open: 'teal', trying: 'orange', closed: 'red' } as const

/** The servers that messages go to, and what is wrong with which. */
export function LaneTable({ lanes, now }: { readonly lanes: readonly LaneBody[]; readonly now: number }) {
  const say = useWords(words)
  const format = useFormat()
  const columns = useMemo(() => columnsOf(say, format, now), [say, format, now])
  return (
    <Panel title={say.lanes} hint={say.lanesHint}>
      {lanes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say.noLanes}
        </Text>
      ) : (
        <DataTable label={say.lanes} columns={columns} rows={lanes} rowKey={({ lane }) => lane} exportAs="servers" />
      )}
    </Panel>
  )
}

function columnsOf(say: (typeof words)['en'], format: Format, now: number): readonly Column<LaneBody>[] {
  return [
    { key: 'lane', title: say.lane, value: ({ lane }) => laneText(lane, say.kinds) },
    {
      key: 'state',
      title: say.state,
      value: ({ state }) => say.states[state],
      show: ({ state }) => <Tag color={colors[state]}>{say.states[state]}</Tag>,
    },
    {
      key: 'reason',
      title: say.reason,
      value: ({ reason }) => reason && noteWords(reason, format.lang),
    },
    {
      key: 'failures',
      title: say.failures,
      align: 'right',
      visibleFrom: 'sm',
      value: ({ failures }) => failures,
      show: ({ failures }) => format.count(failures),
    },
    {
      key: 'inFlight',
      title: say.figures.inFlight,
      align: 'right',
      visibleFrom: 'md',
      value: ({ inFlight }) => inFlight,
      show: ({ inFlight }) => format.count(inFlight),
    },
    {
      key: 'closedUntil',
      title: say.again,
      visibleFrom: 'sm',
      isTime: true,
      value: ({ closedUntil }) => closedUntil,
      show: ({ closedUntil }) => (closedUntil === undefined ? '–' : format.ago(Math.max(closedUntil, now), now)),
    },
  ]
}

/** "webhook 3fa21" as "Webhook 3fa21": a lane begins with its channel. */
export function laneText(lane: string, kinds: Readonly<Record<string, string>>): string {
  const [kind = '', ...rest] = lane.split(' ')
  return [kinds[kind] ?? kind, ...rest].join(' ')
}
