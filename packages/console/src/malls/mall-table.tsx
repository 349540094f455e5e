import { Anchor, Group, Text } from '@mantine/core'
import type { MallBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { Tag } from '../data/tag.tsx'
import { type Format, useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './malls.words.ts'
import { RunBadge } from './run-badge.tsx'

/** Malls with their offers, their last run and their next one, each with the way to its page. */
export function MallTable({ malls }: { readonly malls: readonly MallBody[] }) {
  const say = useWords(words)
  const format = useFormat()
  const now = useNow()
  const columns = useMemo(() => columnsOf(say, format, now), [say, format, now])
  return (
    <DataTable
      label={say.list}
      columns={columns}
      rows={malls}
      rowKey={({ mall }) => mall}
      exportAs="malls"
      pageSize={malls.length}
    />
  )
}

function columnsOf(say: (typeof words)['en'], format: Format, now: number): readonly Column<MallBody>[] {
  return [
    {
      key: 'name',
      title: say.name,
      value: ({ name }) => name,
      show: ({ mall, name, isPaused }) => (
        <Group gap={6}>
          <Anchor component={Link} href={`/malls/${encodeURIComponent(mall)}`} size="sm">
            {name}
          </Anchor>
          {isPaused && <Tag color="orange">{say.paused}</Tag>}
        </Group>
      ),
    },
    {
      key: 'offers',
      title: say.offers,
      align: 'right',
      value: ({ offers }) => offers,
      show: ({ offers }) => format.count(offers),
    },
    {
      key: 'lastRun',
      title: say.lastRun,
      isTime: true,
      value: ({ run }) => run?.startedAt,
      show: ({ run }) =>
        run ? (
          <Group gap={6}>
            <RunBadge state={run.state} />
            <Text span size="xs" c="dimmed" title={format.moment(run.startedAt)}>
              {format.ago(Math.min(run.startedAt, now), now)}
            </Text>
          </Group>
        ) : (
          <Dim>{say.never}</Dim>
        ),
    },
    {
      key: 'nextAt',
      title: say.nextAt,
      visibleFrom: 'sm',
      isTime: true,
      value: ({ feed, isPaused }) => (isPaused ? undefined : feed?.nextAt),
      show: (mall) => <Next mall={mall} now={now} />,
    },
  ]
}

function Next({ mall: { feed, isPaused }, now }: { readonly mall: MallBody; readonly now: number }) {
  const say = useWords(words)
  const format = useFormat()
  if (isPaused) return <Dim>–</Dim>
  if (!feed) return <Dim>{say.byUpload}</Dim>
  if (feed.nextAt === undefined) return <Dim>–</Dim>
  return <span title={format.moment(feed.nextAt)}>{feed.nextAt <= now ? say.soon : format.ago(feed.nextAt, now)}</span>
}

function Dim({ children }: { readonly children: string }) {
  return (
    <Text span size="sm" c="dimmed">
      {children}
    </Text>
  )
}
