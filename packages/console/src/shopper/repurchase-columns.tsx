import type { NextBody } from '@nunchi/protocol'
import type { Format } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import type { words } from './next.words.ts'

type Row = NextBody['repurchases'][number]

/** The columns of what is bought again. */
export function repurchaseColumns(say: (typeof words)['en'], format: Format): readonly Column<Row>[] {
  const share = (key: 'within7' | 'within30'): Column<Row> => ({
    key,
    title: say[key],
    align: 'right',
    value: (row) => row[key],
    show: (row) => format.percent(row[key], 0),
  })
  return [
    { key: 'product', title: say.product, value: ({ title, product }) => title ?? product },
    { key: 'times', title: say.times, align: 'right', value: ({ times }) => times },
    {
      key: 'lastAt',
      title: say.lastAt,
      visibleFrom: 'sm',
      isTime: true,
      value: ({ lastAt }) => lastAt,
      show: ({ lastAt }) => format.day(lastAt),
    },
    {
      key: 'expectedAt',
      title: say.expectedAt,
      visibleFrom: 'sm',
      isTime: true,
      value: ({ expectedAt }) => expectedAt,
      show: ({ expectedAt }) => (expectedAt === undefined ? '–' : format.day(expectedAt)),
    },
    share('within7'),
    share('within30'),
  ]
}
