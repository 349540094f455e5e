import { Box, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import type { QualityBody } from '@nunchi/protocol'
import { EmptyState, useWords } from '@nunchi/ui'
import { useMemo } from 'react'
import { Bar } from '../chart/bar.tsx'
import { Panel } from '../data/panel.tsx'
import { useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './quality.words.ts'

/** What products lack, over all and by category. */
export function CatalogGaps({ body: { catalog, unknownProducts } }: { readonly body: QualityBody }) {
  const say = useWords(words)
  if (catalog.products === 0)
    return (
      <Panel title={say.catalog}>
        <EmptyState title={say.catalogNone} />
      </Panel>
    )
  return (
    <>
      <Panel title={say.catalog} hint={say.catalogHint(catalog.products)}>
        <Stack gap="md">
          <Missing missing={catalog.missing} />
          {unknownProducts > 0 && <Text size="sm">{say.unknownProducts(unknownProducts)}</Text>}
        </Stack>
      </Panel>
      <Panel title={say.byCategory}>
        <CategoryTable rows={catalog.byCategory} />
      </Panel>
    </>
  )
}

function Missing({ missing }: { readonly missing: QualityBody['catalog']['missing'] }) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="md" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {missing.map(({ field, count, share }) => (
        <Box component="li" key={field}>
          <Group justify="space-between" mb={2}>
            <Text size="sm">{say.lacks(say.fields[field])}</Text>
            <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {format.count(count)}{' '}
              <Text span size="xs" c="dimmed" fw={400}>
                {format.percent(share)}
              </Text>
            </Text>
          </Group>
          <Bar share={share} color={share > 0.2 ? 'orange' : 'teal'} />
        </Box>
      ))}
    </SimpleGrid>
  )
}

type Row = QualityBody['catalog']['byCategory'][number]
const fields = ['brand', 'image', 'price', 'attributes'] as const

function CategoryTable({ rows }: { readonly rows: readonly Row[] }) {
  const say = useWords(words)
  const format = useFormat()
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      {
        key: 'category',
        title: say.category,
        value: ({ category }) => (category === '' ? say.noCategory : category.replaceAll('>', ' > ')),
      },
      {
        key: 'products',
        title: say.products,
        align: 'right',
        value: ({ products }) => products,
        show: ({ products }) => format.count(products),
      },
      ...fields.map(
        (field): Column<Row> => ({
          key: field,
          title: say.lacks(say.fields[field]),
          align: 'right',
          value: ({ missing }) => missing[field],
          show: ({ missing }) => (
            <Text span size="sm" c={missing[field] === 0 ? 'dimmed' : undefined} fw={missing[field] === 0 ? 400 : 600}>
              {format.count(missing[field])}
            </Text>
          ),
        }),
      ),
    ],
    [say, format],
  )
  return (
    <DataTable
      label={say.byCategory}
      columns={columns}
      rows={rows}
      rowKey={({ category }) => category}
      exportAs="catalogue-gaps"
      pageSize={15}
    />
  )
}
