import type { ContactKind, DeliveryBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { Panel } from '../data/panel.tsx'
import { type Format, useFormat } from '../data/use-format.ts'
import type { Column } from '../table/column.ts'
import { TableFrame } from '../table/table-frame.tsx'
import { words } from './delivery.words.ts'

type Settled = DeliveryBody['settled']
type Row = { readonly kind: ContactKind } & Settled[ContactKind]

const kinds = ['web-push', 'email', 'webhook'] as const satisfies readonly ContactKind[]
const outcomes = ['delivered', 'held', 'stale', 'failed', 'gone', 'dead'] as const

/** What became of alerts, by channel. */
export function SettledTable({ settled }: { readonly settled: Settled }) {
  const say = useWords(words)
  const format = useFormat()
  return (
    <Panel title={say.settled} hint={say.settledHint}>
      <TableFrame
        label={say.settled}
        columns={columnsOf(say, format)}
        rows={kinds.map((kind) => ({ kind, ...settled[kind] }))}
        rowKey={({ kind }) => kind}
      />
    </Panel>
  )
}

function columnsOf(say: (typeof words)['en'], format: Format): readonly Column<Row>[] {
  return [
    { key: 'kind', title: say.kind, isSticky: true, keepsLine: true, value: ({ kind }) => say.kinds[kind] },
    ...outcomes.map(
      (outcome): Column<Row> => ({
        key: outcome,
        title: say.outcomes[outcome],
        align: 'right',
        value: (row) => row[outcome],
        show: (row) => format.count(row[outcome]),
      }),
    ),
  ]
}
