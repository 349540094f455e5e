import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { EmptyState, LoadingState, useWords } from '@nunchi/ui'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { Answered } from '../data/answered.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { MallSelect } from '../malls/mall-select.tsx'
import { Page } from '../shell/page.tsx'
import { Pager } from '../table/pager.tsx'
import { TableFrame } from '../table/table-frame.tsx'
import { offerColumns } from './offer-columns.tsx'
import { words } from './offers.words.ts'
import { words as valueWords } from './values.words.ts'

const pageSize = 20

type Asked = { readonly q: string; readonly mall: string; readonly page: number }

/** Offers of all malls or of one, found by words; search and page stand in the address. */
export function Offers() {
  const say = useWords(words)
  const sayValue = useWords(valueWords)
  const format = useFormat()
  const [search, setSearch] = useSearchParams()
  const asked = askedIn(search)
  const go = (change: Partial<Asked>) => setSearch(addressOf({ ...asked, page: 1, ...change }), { replace: true })
  const { q, mall, page } = asked
  const answer = useAnswer(
    ['offers', 'search', q, mall, page],
    (client, options) =>
      client.offers(
        { q: q || undefined, mall: mall || undefined, offset: (page - 1) * pageSize, count: pageSize },
        options,
      ),
    { keepsLast: true },
  )
  const currency = answer.data?.currency
  const columns = useMemo(() => offerColumns({ say, sayValue, format, currency }), [say, sayValue, format, currency])
  return (
    <Page title={say.title} intro={say.intro}>
      <Tools asked={asked} onChange={go} />
      <Answered answer={answer} waiting={<LoadingState rows={8} height={56} />}>
        {({ offers, total }) =>
          total === 0 ? (
            <Nothing asked={asked} />
          ) : (
            <Stack gap="sm">
              <TableFrame
                label={say.list}
                columns={columns}
                rows={offers}
                rowKey={({ mall, key }) => `${mall} ${key}`}
                isBusy={answer.isPlaceholderData}
              />
              <Pager page={page} pageSize={pageSize} total={total} onPage={(page) => go({ page })} />
            </Stack>
          )
        }
      </Answered>
    </Page>
  )
}

function askedIn(search: URLSearchParams): Asked {
  const page = Number(search.get('page'))
  return {
    q: search.get('q') ?? '',
    mall: search.get('mall') ?? '',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  }
}

function addressOf({ q, mall, page }: Asked): URLSearchParams {
  const search = new URLSearchParams()
  if (q !== '') search.set('q', q)
  if (mall !== '') search.set('mall', mall)
  if (page > 1) search.set('page', String(page))
  return search
}

function Tools({ asked, onChange }: { readonly asked: Asked; readonly onChange: (change: Partial<Asked>) => void }) {
  const say = useWords(words)
  const [text, setText] = useState(asked.q)
  const search = useDebouncedCallback((q: string) => onChange({ q: q.trim() }), 250)
  return (
    <Group gap="xs">
      <TextInput
        type="search"
        w={{ base: '100%', xs: 360 }}
        maxLength={200}
        aria-label={say.search}
        placeholder={`${say.search} · ${say.searchHint}`}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          search(event.currentTarget.value)
        }}
      />
      <MallSelect mall={asked.mall} onChange={(mall) => onChange({ mall })} />
    </Group>
  )
}

function Nothing({ asked: { q, mall } }: { readonly asked: Asked }) {
  const say = useWords(words)
  if (q !== '') return <EmptyState title={say.notFound(q)}>{say.notFoundBody}</EmptyState>
  if (mall !== '') return <EmptyState title={say.notFoundMall}>{say.notFoundBody}</EmptyState>
  return (
    <EmptyState
      title={say.none}
      action={
        <Button component={Link} href="/malls" variant="default">
          {say.toMalls}
        </Button>
      }
    >
      {say.noneBody}
    </EmptyState>
  )
}
