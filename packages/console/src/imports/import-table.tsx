import { Anchor } from '@mantine/core'
import type { ImportBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './imports.words.ts'
import { StateBadge } from './state-badge.tsx'

/** Imports so far, each with the way to its page. */
export function ImportTable({ imports }: { readonly imports: readonly ImportBody[] }) {
  const say = useWords(words)
  const format = useFormat()
  const columns = useMemo(() => columnsOf(say, format), [say, format])
  return <DataTable label={say.history} columns={columns} rows={imports} rowKey={({ id }) => id} exportAs="imports" />
}

function columnsOf(say: (typeof words)['en'], format: Format): readonly Column<ImportBody>[] {
  const count = (key: 'accepted' | 'duplicates' | 'rejected', visibleFrom?: 'sm'): Column<ImportBody> => ({
    key,
    title: say[key],
    align: 'right',
    visibleFrom,
    value: (row) => row[key],
    show: (row) => format.count(row[key]),
  })
  return [
    {
      key: 'name',
      title: say.name,
      value: ({ name }) => name,
      show: ({ id, name }) => (
        <Anchor component={Link} href={`/imports/${encodeURIComponent(id)}`} size="sm">
          {name}
        </Anchor>
      ),
    },
    { key: 'kind', title: say.kind, visibleFrom: 'sm', value: ({ kind }) => say.kinds[kind] },
    {
      key: 'state',
      title: say.state,
      value: ({ state }) => say.states[state],
      show: ({ state }) => <StateBadge state={state} />,
    },
    {
      key: 'createdAt',
      title: say.createdAt,
      visibleFrom: 'sm',
      isTime: true,
      value: ({ createdAt }) => createdAt,
      show: ({ createdAt }) => format.moment(createdAt),
    },
    count('accepted'),
    count('duplicates', 'sm'),
    count('rejected'),
  ]
}
