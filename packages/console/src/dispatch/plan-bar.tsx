import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core'
import type { PlanHeadBody } from '@nunchi/protocol'
import { ErrorState, useWords } from '@nunchi/ui'
import { IconCheck, IconRoute } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useSession } from '../session/session.tsx'
import { words } from './dispatch.words.ts'
import { planName } from './plan-name.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'

type Props = {
  readonly day: string
  readonly heads: readonly PlanHeadBody[]
  readonly head: PlanHeadBody | undefined
  /** Of a day: it is planned no more. */
  readonly isOver: boolean
  readonly isSolving: boolean
  readonly onPlan: (plan: string | undefined) => void
  readonly format: DispatchFormat
}

const spans = ['5', '10', '30', '60', '300']

/** Which plan is shown, and what can be done with it as a whole. */
export function PlanBar({ day, heads, head, isOver, isSolving, onPlan, format }: Props) {
  const say = useWords(words)
  const over = useId()
  const [seconds, setSeconds] = useState('10')
  const { solve, accept, withdraw } = usePlanActs(day, head)
  const failed = solve.error ?? accept.error ?? withdraw.error
  const said = accept.isSuccess ? say.accepted : withdraw.isSuccess ? say.withdrawn : ''
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end">
        {head && (
          <Select
            label={say.which}
            w={{ base: '100%', xs: '17rem' }}
            allowDeselect={false}
            checkIconPosition="right"
            data={heads.map((one) => ({ value: one.plan, label: planName(one, say, format) }))}
            value={head.plan}
            onChange={(plan) => onPlan(plan ?? undefined)}
          />
        )}
        {head && <HeadActs head={head} accept={accept} withdraw={withdraw} />}
        <Select
          label={say.planFor}
          w="8rem"
          allowDeselect={false}
          checkIconPosition="right"
          data={spans.map((value) => ({ value, label: say.seconds(Number(value)) }))}
          value={seconds}
          onChange={(value) => setSeconds(value ?? '10')}
        />
        <Button
          variant={head ? 'default' : 'filled'}
          leftSection={<IconRoute size={16} aria-hidden />}
          disabled={isSolving || isOver}
          aria-describedby={isOver ? over : undefined}
          loading={solve.isPending}
          onClick={() => solve.mutate(Number(seconds))}
        >
          {head ? say.planAgain : say.plan}
        </Button>
      </Group>
      {isOver && (
        <Text id={over} size="sm" c="dimmed">
          {say.over}
        </Text>
      )}
      <Text size="sm" role="status">
        {said}
      </Text>
      {failed && <ErrorState error={failed} />}
      {head && head.state === 'proposed' && (
        <Alert color="gray" py="xs">
          {say.acceptHint}
        </Alert>
      )}
    </Stack>
  )
}

type Acts = ReturnType<typeof usePlanActs>

/** What can be done with the plan that is shown. */
function HeadActs({ head, accept, withdraw }: Pick<Acts, 'accept' | 'withdraw'> & { readonly head: PlanHeadBody }) {
  const say = useWords(words)
  return (
    <>
      {head.state === 'proposed' && (
        <Button
          leftSection={<IconCheck size={16} aria-hidden />}
          title={say.acceptHint}
          loading={accept.isPending}
          onClick={() => accept.mutate()}
        >
          {say.accept}
        </Button>
      )}
      {(head.state === 'proposed' || head.state === 'accepted') && (
        <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {say.withdraw}
        </Button>
      )}
    </>
  )
}

function usePlanActs(day: string, head: PlanHeadBody | undefined) {
  const { client } = useSession()
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries({ queryKey: ['dispatch'] })
  const solve = useMutation({ mutationFn: (seconds: number) => client.startSolve({ day, seconds }), onSettled })
  const accept = useMutation({ mutationFn: () => client.acceptPlan(head!.plan), onSettled })
  const withdraw = useMutation({ mutationFn: () => client.withdrawPlan(head!.plan), onSettled })
  return { solve, accept, withdraw }
}
