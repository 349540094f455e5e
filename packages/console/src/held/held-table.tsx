import { Anchor, Button, Group, Text } from '@mantine/core'
import type { Currency } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { Link } from 'wouter'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { words } from './held.words.ts'
import { slipText } from './slip-text.ts'
import type { HeldRow, Verdict } from './use-judging.ts'

type Props = {
  readonly label: string
  readonly rows: readonly HeldRow[]
  readonly currency: Currency
  readonly isPending: boolean
  readonly judge: (of: { readonly row: HeldRow; readonly verdict: Verdict }) => void
}

/** Held prices with what is usual, what they look like, and the two words on each. */
export function HeldTable({ label, rows, ...props }: Props) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <DataTable
      label={label}
      columns={columnsOf({ say, format, ...props })}
      rows={rows}
      rowKey={({ mall, key, product }) => JSON.stringify([mall, key, product])}
      exportAs="held-prices"
    />
  )
}

type Given = Pick<Props, 'currency' | 'isPending' | 'judge'> & {
  readonly say: (typeof words)['en' | 'ko']
  readonly format: Format
}

function columnsOf(given: Given): readonly Column<HeldRow>[] {
  const { say, format, currency } = given
  const money = (minor: number) => format.money(minor, currency)
  const plain = (minor: number) => minor / 10 ** currency.digits
  return [
    {
      key: 'product',
      title: say.product,
      value: ({ title }) => title,
      show: (row) => <Whose row={row} {...given} />,
    },
    {
      key: 'total',
      title: say.said,
      align: 'right',
      keepsLine: true,
      value: ({ totalMinor }) => plain(totalMinor),
      show: ({ totalMinor, usualMinor }) => (
        <>
          <Text fw={650}>{money(totalMinor)}</Text>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {say.usualIs(money(usualMinor))}
          </Text>
        </>
      ),
    },
    {
      key: 'usual',
      title: say.usual,
      align: 'right',
      keepsLine: true,
      visibleFrom: 'sm',
      value: ({ usualMinor }) => plain(usualMinor),
      show: ({ usualMinor }) => money(usualMinor),
    },
    { key: 'slip', title: say.looksLike, visibleFrom: 'md', value: (row) => slipText(row, say, format) },
    {
      key: 'at',
      title: say.since,
      visibleFrom: 'md',
      isTime: true,
      value: ({ at }) => at,
      show: (row) => <Since row={row} {...given} />,
    },
    {
      key: 'waiting',
      title: say.waiting,
      align: 'right',
      visibleFrom: 'sm',
      value: ({ subscriptions }) => subscriptions,
      show: ({ subscriptions }) => format.count(subscriptions),
    },
    {
      key: 'actions',
      title: say.actions,
      canSort: false,
      align: 'right',
      value: () => undefined,
      show: (row) => <Words row={row} {...given} />,
    },
  ]
}

function Whose({ row: { title, product, mallName }, say }: Given & { readonly row: HeldRow }) {
  return (
    <>
      <Anchor component={Link} href={`/offers/${encodeURIComponent(product)}`} size="sm" lineClamp={2}>
        {title}
      </Anchor>
      <Text size="xs" c="dimmed">
        {mallName ?? say.own}
      </Text>
    </>
  )
}

/** When it was said, and when it is believed by itself. */
function Since({ row: { at, isWrong, believedAt }, say, format }: Given & { readonly row: HeldRow }) {
  return (
    <>
      <Text size="sm">{format.moment(at)}</Text>
      {!isWrong && (
        <Text size="xs" c="dimmed">
          {believedAt === undefined ? say.neverBelieved : say.believed(format.moment(believedAt))}
        </Text>
      )}
    </>
  )
}

/** The two words that a person has on a held price; on one that is wrong already, the other one. */
function Words({ row, say, format, currency, isPending, judge }: Given & { readonly row: HeldRow }) {
  const { title, totalMinor, isWrong, shoppers } = row
  const of = `${title}, ${format.money(totalMinor, currency)}`
  const right = shoppers > 0 ? say.rightTell(shoppers) : say.right
  return (
    <Group gap={6} justify="flex-end" wrap="wrap">
      <Button
        size="compact-xs"
        variant="light"
        disabled={isPending}
        aria-label={`${right}: ${of}`}
        onClick={() => judge({ row, verdict: 'right' })}
      >
        {right}
      </Button>
      {!isWrong && (
        <Button
          size="compact-xs"
          variant="light"
          color="red"
          disabled={isPending}
          aria-label={`${say.isWrong}: ${of}`}
          onClick={() => judge({ row, verdict: 'wrong' })}
        >
          {say.isWrong}
        </Button>
      )}
    </Group>
  )
}
