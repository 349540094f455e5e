import { Group, Text } from '@mantine/core'
import type { Currency, ShopperBody } from '@nunchi/protocol'
import { PersonLink } from '../data/person-link.tsx'
import { Tag } from '../data/tag.tsx'
import type { Format } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import type { words } from './shoppers.words.ts'

type Say = (typeof words)['en']
type Given = {
  readonly say: Say
  readonly format: Format
  readonly currency: Currency | undefined
  readonly now: number
}

/** The columns of the list; the keys of those that sort are the words of the API. */
export function shopperColumns({ say, format, currency, now }: Given): readonly Column<ShopperBody>[] {
  const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
  return [
    {
      key: 'person',
      keepsLine: true,
      title: say.columns.person,
      canSort: false,
      value: ({ user, anonymous }) => user ?? anonymous,
      show: (shopper) => <PersonLink person={shopper} />,
    },
    {
      key: 'recent',
      keepsLine: true,
      title: say.columns.recent,
      value: ({ lastAt }) => iso(lastAt),
      show: ({ lastAt }) => (
        <Text span size="sm" title={lastAt === undefined ? undefined : format.moment(lastAt)}>
          {lastAt === undefined ? '–' : format.ago(Math.min(lastAt, now), now)}
        </Text>
      ),
    },
    {
      key: 'firstAt',
      title: say.columns.firstAt,
      canSort: false,
      visibleFrom: 'md',
      value: ({ firstAt }) => iso(firstAt),
      show: ({ firstAt }) => (firstAt === undefined ? '–' : format.day(firstAt)),
    },
    numbers('events', say.columns.events, ({ events }) => events, format),
    numbers('orders', say.columns.orders, ({ orders }) => orders, format),
    {
      key: 'spent',
      title: say.columns.spent,
      align: 'right',
      value: ({ spentMinor }) => (currency ? spentMinor / 10 ** currency.digits : spentMinor),
      show: ({ spentMinor }) => (currency ? format.money(spentMinor, currency) : '–'),
    },
    {
      key: 'flags',
      title: say.columns.flags,
      canSort: false,
      visibleFrom: 'sm',
      value: (shopper) => flagsOf(shopper, say).join(', '),
      show: (shopper) => (
        <Group gap={4}>
          {flagsOf(shopper, say).map((flag) => (
            <Tag key={flag} color="orange">
              {flag}
            </Tag>
          ))}
        </Group>
      ),
    },
  ]
}

function numbers(key: string, title: string, value: (row: ShopperBody) => number, format: Format): Column<ShopperBody> {
  return { key, title, align: 'right', value, show: (row) => format.count(value(row)) }
}

function flagsOf({ personalised, consent }: ShopperBody, say: Say): string[] {
  return [!personalised && say.refused, !consent && say.withdrawn].filter((flag) => flag !== false)
}
