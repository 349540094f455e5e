import { Anchor, Group, Stack, Text } from '@mantine/core'
import { EmptyState, LoadingState, useLanguage, useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { Answered } from '../data/answered.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useFormat } from '../data/use-format.ts'
import { MallSelect } from '../malls/mall-select.tsx'
import { Page } from '../shell/page.tsx'
import { DataTable } from '../table/data-table.tsx'
import { words } from './coverage.words.ts'
import { coverageColumns } from './coverage-columns.tsx'
import { Legend } from './share-cell.tsx'

const separator = ' > '

/** How well attributes are filled, by category: a heat map whose numbers can be read, with the way into narrower categories. */
export function Coverage() {
  const say = useWords(words)
  const format = useFormat()
  const { lang } = useLanguage()
  const [search, setSearch] = useSearchParams()
  const mall = search.get('mall') ?? ''
  const category = search.get('category') ?? ''
  const go = (change: { readonly mall?: string; readonly category?: string }) => {
    const next = Object.entries({ mall, category, ...change }).filter(([, value]) => value !== '')
    setSearch(new URLSearchParams(next))
  }
  const answer = useAnswer(
    ['coverage', category, mall],
    (client, options) => client.coverage({ category: category || undefined, mall: mall || undefined }, options),
    { keepsLast: true },
  )
  const attributes = answer.data?.attributes
  const columns = useMemo(
    () => coverageColumns({ say, format, lang, attributes: attributes ?? [], depth: depthOf(category) }),
    [say, format, lang, attributes, category],
  )
  return (
    <Page title={say.title} intro={say.intro}>
      <Group justify="space-between" gap="xs">
        <Path category={category} onGo={(category) => go({ category })} />
        <MallSelect mall={mall} onChange={(mall) => go({ mall })} />
      </Group>
      <Answered answer={answer} waiting={<LoadingState rows={10} height={40} />}>
        {({ categories, offers }) =>
          categories.length === 0 ? (
            <EmptyState title={say.none}>{say.noneBody}</EmptyState>
          ) : (
            <Stack gap="sm">
              <DataTable
                label={say.table}
                columns={columns}
                rows={categories}
                rowKey={({ path }) => path.join(separator)}
                exportAs="attribute-coverage"
                pageSize={50}
                isBusy={answer.isPlaceholderData}
              />
              <Group justify="space-between" gap="xs">
                <Text size="xs" c="dimmed">
                  {say.looked(format.count(offers))}
                </Text>
                <Legend />
              </Group>
            </Stack>
          )
        }
      </Answered>
    </Page>
  )
}

function depthOf(category: string): number {
  return category === '' ? 0 : category.split(separator).length
}

/** The categories above, each a way back. */
function Path({ category, onGo }: { readonly category: string; readonly onGo: (category: string) => void }) {
  const say = useWords(words)
  const parts = category === '' ? [] : category.split(separator)
  return (
    <Group component="nav" aria-label={say.path} gap={6}>
      {parts.length === 0 ? (
        <Text size="sm" fw={600}>
          {say.all}
        </Text>
      ) : (
        <Anchor component="button" type="button" size="sm" onClick={() => onGo('')}>
          {say.all}
        </Anchor>
      )}
      {parts.map((part, nth) => {
        const path = parts.slice(0, nth + 1).join(separator)
        const isHere = nth === parts.length - 1
        return (
          <Group key={path} gap={6}>
            <Text size="sm" c="dimmed" aria-hidden>
              ›
            </Text>
            {isHere ? (
              <Text size="sm" fw={600} aria-current="location">
                {part}
              </Text>
            ) : (
              <Anchor component="button" type="button" size="sm" onClick={() => onGo(path)}>
                {part}
              </Anchor>
            )}
          </Group>
        )
      })}
    </Group>
  )
}
