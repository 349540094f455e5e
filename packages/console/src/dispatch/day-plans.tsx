import { Stack } from '@mantine/core'
import type { DeliveriesBody, DepotBody, PlanHeadBody, PlansBody, SolveBody } from '@nunchi/protocol'
import { EmptyState, useWords } from '@nunchi/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Answered } from '../data/answered.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { DeliveryTable } from './delivery-table.tsx'
import { words } from './dispatch.words.ts'
import { DispatchLoading } from './dispatch-loading.tsx'
import { OnePlan } from './one-plan.tsx'
import { PlanBar } from './plan-bar.tsx'
import { SolvePanel } from './solve-panel.tsx'
import { type DispatchFormat, useDispatchFormat } from './use-dispatch-format.ts'

type Props = {
  readonly day: string
  readonly depots: readonly DepotBody[]
  readonly site: string | undefined
  readonly zone: string | undefined
  readonly wanted: string | undefined
  readonly onPlan: (plan: string | undefined) => void
}

const everyMs = 5_000
const deliveriesMax = 2_000

/** A day: its deliveries and its plans, of which one is shown. */
export function DayPlans(props: Props) {
  const { day, zone } = props
  const format = useDispatchFormat(zone)
  const plans = useAnswer(['dispatch', 'plans', day], (client, options) => client.plans(day, options), {
    every: everyMs,
  })
  const deliveries = useAnswer(
    ['dispatch', 'deliveries', day],
    (client, options) => client.deliveries({ day, count: deliveriesMax }, options),
    { every: 2 * everyMs },
  )
  return (
    <Answered answer={plans} waiting={<DispatchLoading />}>
      {(told) => (
        <Answered answer={deliveries} waiting={<DispatchLoading />}>
          {(due) => <Day {...props} plans={told} due={due} format={format} />}
        </Answered>
      )}
    </Answered>
  )
}

type DayProps = Props & { readonly plans: PlansBody; readonly due: DeliveriesBody; readonly format: DispatchFormat }

function Day({ day, depots, site, wanted, onPlan, plans, due, format }: DayProps) {
  const say = useWords(words)
  const queries = useQueryClient()
  const head = shownOf(plans.plans, wanted)
  const ended = ({ plan }: SolveBody) => {
    if (plan !== undefined) onPlan(plan)
    void queries.invalidateQueries({ queryKey: ['dispatch'] })
  }
  if (due.total === 0 && plans.plans.length === 0) return <EmptyState title={say.none}>{say.noneBody}</EmptyState>
  return (
    <Stack gap="lg">
      <PlanBar
        day={day}
        heads={plans.plans}
        head={head}
        isOver={plans.isOver}
        isSolving={plans.solve !== undefined}
        onPlan={onPlan}
        format={format}
      />
      {plans.solve !== undefined && (
        <SolvePanel key={plans.solve} solve={plans.solve} currency={plans.currency} format={format} onEnd={ended} />
      )}
      {head ? (
        <OnePlan
          key={head.plan}
          head={head}
          heads={plans.plans}
          depots={depots}
          site={site}
          currency={plans.currency}
          due={due}
          format={format}
        />
      ) : (
        <EmptyState title={say.noPlan}>{say.noPlanBody(due.total)}</EmptyState>
      )}
      <DeliveryTable due={due} site={site} format={format} />
    </Stack>
  )
}

/** The plan that the address names; else the newest that is proposed or accepted; else the newest. */
function shownOf(heads: readonly PlanHeadBody[], wanted: string | undefined): PlanHeadBody | undefined {
  return (
    heads.find(({ plan }) => plan === wanted) ??
    heads.find(({ state }) => state === 'proposed' || state === 'accepted') ??
    heads[0]
  )
}
