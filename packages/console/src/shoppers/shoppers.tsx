import { Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { EmptyState, ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { Answered } from '../data/answered.tsx'
import { DownloadButton } from '../data/download-button.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { useNow } from '../data/use-now.ts'
import { Page } from '../shell/page.tsx'
import { Pager } from '../table/pager.tsx'
import { words as tableWords } from '../table/table.words.ts'
import { TableFrame } from '../table/table-frame.tsx'
import { shopperColumns } from './columns.tsx'
import { addressOf, type ListState, listIn, pageSize, questionOf } from './list-address.ts'
import { words } from './shoppers.words.ts'
import { exportedMax, useExport } from './use-export.ts'

/** Everybody the shop knows; search, order and page stand in the address. */
export function Shoppers() {
  const say = useWords(words)
  const format = useFormat()
  const [search, setSearch] = useSearchParams()
  const list = listIn(search)
  const go = (change: Partial<ListState>) => setSearch(addressOf({ ...list, page: 1, ...change }), { replace: true })
  const answer = useAnswer(
    ['shoppers', search.toString()],
    (client, options) => client.shoppers(questionOf(list), options),
    {
      keepsLast: true,
      every: 10_000,
    },
  )
  const now = useNow()
  const currency = answer.data?.currency
  const columns = useMemo(() => shopperColumns({ say, format, currency, now }), [say, format, currency, now])
  return (
    <Page title={say.title} intro={say.intro}>
      <Tools list={list} columns={columns} onSearch={(q) => go({ q })} />
      <Answered answer={answer} waiting={<LoadingState rows={12} height={32} />}>
        {({ shoppers, total }) =>
          total === 0 ? (
            <Nobody q={list.q} />
          ) : (
            <Stack gap="sm">
              <TableFrame
                label={say.title}
                columns={columns}
                rows={shoppers}
                rowKey={({ user, anonymous }) => (user === undefined ? `device ${anonymous}` : `login ${user}`)}
                sort={list.sort}
                onSort={(sort) => go({ sort })}
                isBusy={answer.isPlaceholderData}
              />
              <Pager page={list.page} pageSize={pageSize} total={total} onPage={(page) => go({ page })} />
            </Stack>
          )
        }
      </Answered>
    </Page>
  )
}

type ToolsProps = {
  readonly list: ListState
  readonly columns: ReturnType<typeof shopperColumns>
  readonly onSearch: (q: string) => void
}

function Tools({ list, columns, onSearch }: ToolsProps) {
  const say = useWords(words)
  const sayTable = useWords(tableWords)
  const format = useFormat()
  const [text, setText] = useState(list.q)
  const search = useDebouncedCallback(onSearch, 250)
  const file = useExport(list, columns)
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-end" gap="xs">
        <TextInput
          size="sm"
          type="search"
          w={{ base: '100%', xs: 280 }}
          aria-label={say.search}
          placeholder={`${say.search} · ${say.searchHint}`}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            search(event.currentTarget.value)
          }}
        />
        <DownloadButton words={sayTable.export} make={() => file.mutate()} isMaking={file.isPending} />
      </Group>
      {file.error && <ErrorState error={file.error} />}
      {file.data?.isCut && (
        <Text size="sm" c="dimmed" role="status">
          {say.cut(format.count(exportedMax))}
        </Text>
      )}
    </Stack>
  )
}

function Nobody({ q }: { readonly q: string }) {
  const say = useWords(words)
  if (q === '') return <EmptyState title={say.none}>{say.noneBody}</EmptyState>
  return <EmptyState title={say.notFound(q)}>{say.notFoundBody}</EmptyState>
}
