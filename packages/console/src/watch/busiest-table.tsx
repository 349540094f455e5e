import { Button, Text } from '@mantine/core'
import type { BusiestBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './watch.words.ts'

type Props = { readonly body: BusiestBody; readonly onTry: (product: string) => void }
type Row = BusiestBody['products'][number]

/** The products that most wait for, each with the way to try a price of it. */
export function BusiestTable({ body: { products, currency }, onTry }: Props) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <DataTable
      label={say.busiest}
      columns={columnsOf({ say, format, currency, onTry })}
      rows={products}
      rowKey={({ product }) => product}
      exportAs="price-subscriptions"
    />
  )
}

type Given = {
  readonly say: (typeof words)['en']
  readonly format: Format
  readonly currency: BusiestBody['currency']
  readonly onTry: Props['onTry']
}

function columnsOf({ say, format, currency, onTry }: Given): readonly Column<Row>[] {
  return [
    {
      key: 'product',
      title: say.product,
      value: ({ title }) => title,
      show: ({ title, product }) => (
        <>
          <Text size="sm" lineClamp={2}>
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {product}
          </Text>
        </>
      ),
    },
    {
      key: 'subscriptions',
      title: say.subscriptions,
      align: 'right',
      value: ({ subscriptions }) => subscriptions,
      show: ({ subscriptions }) => format.count(subscriptions),
    },
    {
      key: 'price',
      title: say.priceNow,
      align: 'right',
      visibleFrom: 'sm',
      value: ({ priceMinor }) => (priceMinor === undefined ? undefined : priceMinor / 10 ** currency.digits),
      show: ({ priceMinor }) => (priceMinor === undefined ? say.soldOut : format.money(priceMinor, currency)),
    },
    {
      key: 'actions',
      title: say.actions,
      canSort: false,
      align: 'right',
      value: () => undefined,
      show: ({ product, title }) => (
        <Button size="compact-xs" variant="light" aria-label={say.tryOf(title)} onClick={() => onTry(product)}>
          {say.try}
        </Button>
      ),
    },
  ]
}
