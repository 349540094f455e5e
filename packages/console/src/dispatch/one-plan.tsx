import { Alert, Button, Group, Stack, Text, useComputedColorScheme } from '@mantine/core'
import type { Currency, DeliveriesBody, DepotBody, DispatchPlanBody, PlanHeadBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { Answered } from '../data/answered.tsx'
import { Figures } from '../data/figures.tsx'
import { Panel } from '../data/panel.tsx'
import { useAnswer } from '../data/use-answer.ts'
import { useSession } from '../session/session.tsx'
import { ComparePanel } from './compare-panel.tsx'
import { words } from './dispatch.words.ts'
import { DispatchLoading } from './dispatch-loading.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { changeText, DragNote } from './move-text.tsx'
import { words as planWords } from './plan.words.ts'
import { PlanMap } from './plan-map.tsx'
import { planName } from './plan-name.ts'
import { type Chosen, sceneOf, toursOf } from './plan-scene.ts'
import { Timeline } from './timeline.tsx'
import { TourTable } from './tour-table.tsx'
import { UnservedList } from './unserved-list.tsx'
import type { DispatchFormat } from './use-dispatch-format.ts'
import { useDrag } from './use-drag.ts'
import { type Moves, type Target, useMoves } from './use-moves.ts'

type Props = {
  readonly head: PlanHeadBody
  readonly heads: readonly PlanHeadBody[]
  readonly depots: readonly DepotBody[]
  readonly site: string | undefined
  readonly currency: Currency
  readonly due: DeliveriesBody
  readonly format: DispatchFormat
}

/** A plan: what it comes to, on the map, over time, what it leaves out, and beside another. */
export function OnePlan(props: Props) {
  const { head } = props
  const answer = useAnswer(
    ['dispatch', 'plan', head.plan, head.version, head.state],
    (client, options) => client.plan(head.plan, options),
    { keepsLast: true, every: head.state === 'accepted' ? 5_000 : undefined },
  )
  return (
    <Answered answer={answer} waiting={<DispatchLoading />}>
      {(plan) => <Shown {...props} plan={plan} />}
    </Answered>
  )
}

function Shown({ plan, heads, depots, site, currency, due, format }: Props & { readonly plan: DispatchPlanBody }) {
  const say = useWords(words)
  const { map, timeline, timelineHint } = useWords(planWords)
  const [chosen, choose] = useState<Chosen>({})
  const [asked, askMove] = useState<string>()
  const moves = useMoves(plan)
  const { move } = moves
  const doMove = useCallback((delivery: string, target: Target) => move({ delivery, ...target }), [move])
  const drag = useDrag(doMove)
  const { tours, scene } = useScene(plan, depots, site)
  const mayMove = plan.state === 'proposed' || plan.state === 'accepted' ? askMove : undefined
  const focus = useCallback((vehicle: string) => choose({ vehicle }), [])
  const chooseOne = useCallback((delivery: string) => choose({ delivery }), [])
  const nameOf = useCallback((other: PlanHeadBody) => planName(other, say, format), [say, format])
  const shared = { chosen, choose, drag, askMove: mayMove, format }
  return (
    <Stack gap="lg">
      <Sums plan={plan} due={due} currency={currency} format={format} />
      {plan.leftOut > 0 && <Alert color="orange">{say.leftOut(plan.leftOut)}</Alert>}
      <Panel
        title={map}
        hint={say.travelFrom[plan.travel]}
        actions={<UndoBar moves={moves} currency={currency} format={format} />}
      >
        <PlanMap {...shared} scene={scene} plan={plan.plan} />
      </Panel>
      <Panel title={timeline} hint={mayMove && timelineHint}>
        <Timeline {...shared} tours={tours} />
      </Panel>
      <UnservedList plan={plan} askMove={mayMove} onChoose={chooseOne} />
      <TourTable tours={tours} currency={currency} format={format} onFocus={focus} />
      <ComparePanel plan={plan} heads={heads} nameOf={nameOf} currency={currency} format={format} />
      <MoveDialog
        delivery={asked}
        plan={plan}
        tours={tours}
        currency={currency}
        format={format}
        onMove={doMove}
        onClose={() => askMove(undefined)}
      />
      {drag.now && <DragNote dragged={drag.now} plan={plan} tours={tours} currency={currency} format={format} />}
    </Stack>
  )
}

/** The plan as it is drawn: of one depot where one is chosen. */
function useScene(plan: DispatchPlanBody, depots: readonly DepotBody[], site: string | undefined) {
  const { client } = useSession()
  const isDark = useComputedColorScheme('light') === 'dark'
  const shown = useMemo(() => depots.filter(({ depot }) => site === undefined || depot === site), [depots, site])
  const roads = useQueries({
    queries: shown.map(({ depot }) => ({
      queryKey: ['roads', depot],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => client.roads(depot, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (answers) => answers.flatMap(({ data }) => data?.lines ?? []),
  })
  const tours = useMemo(
    () => toursOf(plan, isDark).filter(({ depot }) => site === undefined || depot === site),
    [plan, isDark, site],
  )
  const scene = useMemo(
    () => sceneOf({ tours, unserved: plan.unserved, depots: shown, roads }),
    [tours, plan.unserved, shown, roads],
  )
  return { tours, scene }
}

function Sums({
  plan: { sums },
  due,
  currency,
  format,
}: Pick<Props, 'due' | 'currency' | 'format'> & { readonly plan: DispatchPlanBody }) {
  const { figures, lateBy } = useWords(words)
  return (
    <Figures
      columns={6}
      figures={[
        { label: figures.deliveries, value: format.count(due.total) },
        { label: figures.vehicles, value: format.count(sums.vehicles) },
        { label: figures.cost, value: format.money(sums.costMinor, currency) },
        { label: figures.distance, value: format.km(sums.metres) },
        {
          label: figures.late,
          value: format.count(sums.late),
          hint: sums.late > 0 ? lateBy(format.span(sums.lateSeconds)) : undefined,
        },
        { label: figures.unserved, value: format.count(sums.unserved) },
      ]}
    />
  )
}

/** What was changed last, and how to take it back. */
function UndoBar({
  moves: { done, undo, canUndo, isPending, error },
  currency,
  format,
}: {
  readonly moves: Moves
  readonly currency: Currency
  readonly format: DispatchFormat
}) {
  const say = useWords(planWords)
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="xs" mih={30}>
        <Text size="xs" role="status">
          {done &&
            (done.isUndo ? say.undone : say.moved(done.delivery, changeText(done.costMinor, currency, say, format)))}
        </Text>
        <Button
          size="xs"
          variant="default"
          disabled={!canUndo}
          loading={isPending}
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          onClick={undo}
        >
          {say.undo}
        </Button>
      </Group>
      {error && <ErrorState error={error} />}
    </Stack>
  )
}
