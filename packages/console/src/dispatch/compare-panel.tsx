import { Select, Stack, Text } from '@mantine/core'
import type { ComparedBody, Currency, DispatchPlanBody, PlanHeadBody, PlanSums } from '@nunchi/protocol'
import { LoadingState, useWords } from '@nunchi/ui'
import { memo, useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import type { Column } from '../table/column.ts'
import { DataTable } from '../table/data-table.tsx'
import { TableFrame } from '../table/table-frame.tsx'
import { words } from './plan.words.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'

type Props = {
  readonly plan: DispatchPlanBody
  readonly heads: readonly PlanHeadBody[]
  readonly nameOf: (head: PlanHeadBody) => string
  readonly currency: Currency
  readonly format: DispatchFormat
}

/** A plan beside another of the same day: what it comes to, and which deliveries another vehicle has. */
export const ComparePanel = memo(function ComparePanel({ plan, heads, nameOf, currency, format }: Props) {
  const say = useWords(words)
  const [other, setOther] = useState<string | null>(null)
  const others = heads.filter((head) => head.plan !== plan.plan)
  const chosen = others.some((head) => head.plan === other) ? other : null
  return (
    <Panel title={say.compare} hint={say.compareHint}>
      {others.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say.compareNone}
        </Text>
      ) : (
        <Stack gap="sm">
          <Select
            maw="24rem"
            label={say.compareWith}
            placeholder={say.compareChoose}
            data={others.map((head) => ({ value: head.plan, label: nameOf(head) }))}
            value={chosen}
            onChange={setOther}
          />
          {chosen !== null && <Compared plan={plan} other={chosen} currency={currency} format={format} />}
        </Stack>
      )}
    </Panel>
  )
})

function Compared({ plan, other, currency, format }: Omit<Props, 'heads' | 'nameOf'> & { readonly other: string }) {
  const answer = useAnswer(['dispatch', 'compare', plan.plan, plan.version, other], (client, options) =>
    client.comparePlans(plan.plan, other, options),
  )
  const names = new Map(plan.routes.map(({ vehicle, name }) => [vehicle, name]))
  return (
    <Answered answer={answer} waiting={<LoadingState rows={7} height={28} />}>
      {(body) => (
        <Stack gap="sm">
          <SumsTable body={body} currency={currency} format={format} />
          <MovedTable body={body} names={names} format={format} />
        </Stack>
      )}
    </Answered>
  )
}

type Measure = {
  readonly name: string
  readonly other: number
  readonly now: number
  readonly write: (value: number) => string
}

function SumsTable({ body, currency, format }: { readonly body: ComparedBody } & Pick<Props, 'currency' | 'format'>) {
  const say = useWords(words)
  const row = (name: string, of: keyof PlanSums, write: (value: number) => string): Measure => ({
    name,
    other: body.other.sums[of],
    now: body.plan.sums[of],
    write,
  })
  const rows = [
    row(say.measures.cost, 'costMinor', (value) => format.money(value, currency)),
    row(say.measures.distance, 'metres', format.km),
    row(say.measures.duty, 'dutySeconds', format.span),
    row(say.measures.vehicles, 'vehicles', format.count),
    row(say.measures.late, 'late', format.count),
    row(say.measures.lateTime, 'lateSeconds', format.span),
    row(say.measures.unserved, 'unserved', format.count),
  ]
  const columns: readonly Column<Measure>[] = [
    { key: 'what', title: say.compareColumns.what, value: ({ name }) => name },
    { key: 'other', title: say.compareColumns.other, align: 'right', value: ({ other, write }) => write(other) },
    { key: 'this', title: say.compareColumns.this, align: 'right', value: ({ now, write }) => write(now) },
    {
      key: 'change',
      title: say.compareColumns.change,
      align: 'right',
      value: ({ other, now, write }) => changeOf(now - other, write),
    },
  ]
  return <TableFrame label={say.compare} columns={columns} rows={rows} rowKey={({ name }) => name} />
}

function changeOf(change: number, write: (value: number) => string): string {
  return change === 0 ? '0' : `${change > 0 ? '+' : '−'}${write(Math.abs(change))}`
}

type MovedRow = ComparedBody['moved'][number]

function MovedTable({
  body,
  names,
  format,
}: { readonly body: ComparedBody; readonly names: ReadonlyMap<string, string> } & Pick<Props, 'format'>) {
  const say = useWords(words)
  const where = (vehicle: string | undefined, at: number | undefined) =>
    vehicle === undefined
      ? say.unserved
      : [names.get(vehicle) ?? vehicle, at !== undefined && format.time(at)].filter(Boolean).join(', ')
  const columns: readonly Column<MovedRow>[] = [
    { key: 'delivery', title: say.movedColumns.delivery, value: ({ delivery }) => delivery },
    { key: 'from', title: say.movedColumns.from, value: ({ from, fromAt }) => where(from, fromAt) },
    { key: 'to', title: say.movedColumns.to, value: ({ to, toAt }) => where(to, toAt) },
  ]
  return (
    <>
      <Text size="sm">{say.movedCount(body.movedCount)}</Text>
      {body.moved.length > 0 && (
        <DataTable
          label={say.movedCount(body.movedCount)}
          columns={columns}
          rows={body.moved}
          rowKey={({ delivery }) => delivery}
          exportAs="moved"
          pageSize={10}
        />
      )}
    </>
  )
}
