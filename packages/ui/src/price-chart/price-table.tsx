import { Table } from '@mantine/core'
import type { PriceHistoryBody } from '@nunchi/protocol'
import { dayOf, money } from '../format.ts'
import { useLanguage, useWords } from '../language.tsx'
import css from './price-chart.module.css'
import { words } from './price-chart.words.ts'
import type { PriceEvent } from './price-events.ts'

/** More rows than anybody reads. */
const rowsMax = 200

type Row = { readonly at: number; readonly minor?: number; readonly what: 'step' | PriceEvent['kind'] }
type Props = { readonly history: PriceHistoryBody; readonly events: readonly PriceEvent[] }

/** What the chart shows, as tables: every change of the price and what happened, newest first; and malls beside each other. */
export function PriceTable({ history, events }: Props) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const amount = (minor: number | undefined) => (minor === undefined ? '–' : money(minor, history.currency, lang))
  const rows = rowsOf(history, events)
  return (
    <details className={css.table}>
      <summary>{say.table}</summary>
      {history.offers && history.offers.length > 0 && <MallTable history={history} />}
      <Table withRowBorders verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say.columns.day}</Table.Th>
            <Table.Th scope="col" ta="right">
              {say.columns.price}
            </Table.Th>
            <Table.Th scope="col">{say.columns.event}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, rowsMax).map(({ at, minor, what }) => (
            <Table.Tr key={`${what} ${at}`}>
              <Table.Td>{dayOf(at, lang)}</Table.Td>
              <Table.Td ta="right">{amount(minor)}</Table.Td>
              <Table.Td>{say.events[what]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > rowsMax && <p className={css.note}>{say.cut(rows.length - rowsMax)}</p>}
    </details>
  )
}

function rowsOf({ steps }: PriceHistoryBody, events: readonly PriceEvent[]): readonly Row[] {
  const marked = events.map((event): Row => {
    return { at: event.at, what: event.kind, ...(event.kind !== 'gap' && { minor: event.minor }) }
  })
  const isLow = ({ at }: { readonly at: number }) => marked.some((one) => one.what === 'low' && one.at === at)
  const changed = steps
    .filter((step) => step.priceMinor !== undefined && !isLow(step))
    .map(({ at, priceMinor }): Row => ({ at, minor: priceMinor, what: 'step' }))
  return [...marked, ...changed].sort((a, b) => b.at - a.at)
}

function MallTable({ history: { offers = [], currency } }: { readonly history: PriceHistoryBody }) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const amount = (minor: number | undefined) => (minor === undefined ? say.gone : money(minor, currency, lang))
  return (
    <Table withRowBorders verticalSpacing={4} aria-label={say.malls.title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{say.malls.mall}</Table.Th>
          {(['now', 'low', 'high'] as const).map((name) => (
            <Table.Th key={name} scope="col" ta="right">
              {say.malls[name]}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {offers.map(({ mall, key, mallName, priceMinor, steps }) => {
          const prices = steps.flatMap((step) => step.priceMinor ?? [])
          return (
            <Table.Tr key={`${mall} ${key}`}>
              <Table.Th scope="row" fw={400}>
                {mallName}
              </Table.Th>
              <Table.Td ta="right">{amount(priceMinor)}</Table.Td>
              <Table.Td ta="right">{prices.length === 0 ? '–' : amount(Math.min(...prices))}</Table.Td>
              <Table.Td ta="right">{prices.length === 0 ? '–' : amount(Math.max(...prices))}</Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
