import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import type { Currency, SolveBody } from '@nunchi/protocol'
import { ErrorState, LoadingState, useWords } from '@nunchi/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { TimeChart } from '../chart/time-chart.tsx'
import { Panel } from '../data/panel.tsx'
import { useSession } from '../session/session.tsx'
import { words } from './plan.words.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'

type Props = {
  readonly solve: string
  readonly currency: Currency
  readonly format: DispatchFormat
  readonly onEnd: (told: SolveBody) => void
}

/** A search for a plan while it runs: how far it is, how good what it has is, and how to end it. */
export function SolvePanel({ solve, currency, format, onEnd }: Props) {
  const say = useWords(words)
  const { client } = useSession()
  const queries = useQueryClient()
  const { told, error } = useSolve(solve, onEnd)
  const stop = useMutation({
    mutationFn: (keep: boolean) => client.endSolve(solve, { keep }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['dispatch'] }),
  })
  const isOn = told?.state === 'preparing' || told?.state === 'searching'
  return (
    <Panel
      title={say.solve}
      hint={
        told &&
        [
          say.solveStates[told.state],
          say.solveOf(told.stops, told.vehicles),
          say.iterations(format.count(told.iterations)),
        ].join(' · ')
      }
      actions={
        <Group gap="xs">
          <Button
            size="xs"
            disabled={!isOn || told.costMinor === undefined}
            loading={stop.isPending}
            onClick={() => stop.mutate(true)}
          >
            {say.stopKeep}
          </Button>
          <Button size="xs" variant="default" disabled={!isOn} onClick={() => stop.mutate(false)}>
            {say.stopDrop}
          </Button>
        </Group>
      }
    >
      <Stack gap="sm" mih={220}>
        {error !== undefined || stop.error ? <ErrorState error={error ?? stop.error} /> : null}
        {told?.problem && (
          <Text size="sm" c="var(--mantine-color-error)">
            {told.problem.message}
          </Text>
        )}
        {told ? <Progressing told={told} currency={currency} format={format} /> : <LoadingState rows={3} height={48} />}
      </Stack>
    </Panel>
  )
}

function Progressing({
  told,
  currency,
  format,
}: {
  readonly told: SolveBody
  readonly currency: Currency
  readonly format: DispatchFormat
}) {
  const say = useWords(words)
  const { startedAt, elapsedMs, limitMs, curve, costMinor } = told
  const share = limitMs > 0 ? Math.min(100, (elapsedMs / limitMs) * 100) : 0
  const { times, series } = useMemo(() => {
    // What is best now is best until now: the line goes on to the present.
    const points =
      costMinor === undefined ? curve : [...curve, { ms: Math.max(elapsedMs, curve.at(-1)?.ms ?? 0), costMinor }]
    return {
      times: points.map(({ ms }) => startedAt + ms),
      series: [
        { label: say.best, color: 'teal', kind: 'steps', values: points.map((point) => point.costMinor) },
      ] as const,
    }
  }, [curve, costMinor, elapsedMs, startedAt, say])
  return (
    <>
      <Group gap="sm" wrap="nowrap">
        <Progress value={share} flex={1} aria-label={say.solve} />
        <Text size="xs" c="dimmed" miw="5rem" ta="end">
          {say.left(format.span(Math.max(0, Math.ceil((limitMs - elapsedMs) / 1_000))))}
        </Text>
      </Group>
      <TimeChart
        label={say.best}
        times={times}
        series={series}
        step="moment"
        height={140}
        format={(value) => format.money(value, currency)}
        compact={(value) => format.compactMoney(value, currency)}
        hasTable={false}
      />
    </>
  )
}

/** Follows a search as it goes. @param onEnd told once, when it has ended */
function useSolve(solve: string, onEnd: (told: SolveBody) => void) {
  const { client, state } = useSession()
  const [told, setTold] = useState<SolveBody>()
  const [error, setError] = useState<unknown>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: who listens may change with every drawing; the stream goes on
  useEffect(() => {
    if (state !== 'in') return
    const stop = new AbortController()
    const read = async () => {
      let last: SolveBody | undefined
      for await (const now of client.solveStream(solve, { signal: stop.signal })) {
        last = now
        setTold(now)
        if (now.state !== 'preparing' && now.state !== 'searching') break
      }
      if (last && !stop.signal.aborted) onEnd(last)
    }
    read().catch((failure) => !stop.signal.aborted && setError(failure))
    return () => stop.abort()
  }, [client, solve, state])
  return { told, error }
}
