import { Anchor, Text } from '@mantine/core'
import type { CoverageBody } from '@nunchi/protocol'
import { attributeName, type Lang } from '@nunchi/ui'
import { Link, useSearchParams } from 'wouter'
import type { Format } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import type { words } from './coverage.words.ts'
import { ShareCell } from './share-cell.tsx'

export type Row = CoverageBody['categories'][number]

type Given = {
  readonly say: (typeof words)['en']
  readonly format: Format
  readonly lang: Lang
  readonly attributes: readonly string[]
  /** How many names of a path are those of where one is, and need not be said again. */
  readonly depth: number
}

/** The category, its offers, and a share per attribute. */
export function coverageColumns({ say, format, lang, attributes, depth }: Given): readonly Column<Row>[] {
  const nameOf = ({ path }: Row) =>
    path.length === 0 ? say.noCategory : path.slice(path.length > depth ? depth : -1).join(' > ')
  return [
    {
      key: 'category',
      title: say.category,
      isSticky: true,
      width: 150,
      value: nameOf,
      show: (row) => <Category row={row} name={nameOf(row)} label={say.into(nameOf(row))} />,
    },
    {
      key: 'offers',
      title: say.offers,
      align: 'right',
      value: ({ offers }) => offers,
      show: ({ offers }) => format.count(offers),
    },
    ...attributes.map(
      (name, nth): Column<Row> => ({
        key: `share-${name}`,
        title: attributeName(name, lang),
        align: 'right',
        value: ({ shares }) => shares[nth],
        show: ({ shares }) => <ShareCell share={shares[nth] ?? 0} />,
      }),
    ),
  ]
}

/** Leads into a category that has narrower ones. */
function Category({ row: { path, hasMore }, name, label }: { row: Row; name: string; label: string }) {
  const [search] = useSearchParams()
  if (!hasMore) return <Text size="sm">{name}</Text>
  const next = new URLSearchParams(search)
  next.set('category', path.join(' > '))
  return (
    <Anchor component={Link} href={`/coverage?${next}`} size="sm" title={label}>
      {name} <span aria-hidden>›</span>
    </Anchor>
  )
}
