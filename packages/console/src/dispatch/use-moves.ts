import type { DispatchPlanBody, MovedBody } from '@nunchi/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useAnswer } from '../data/use-answer.ts'
import { useSession } from '../session/session.tsx'
import { placeIn } from './place-in.ts'

/** Where a stop would go: a tour (null: out of the plan) and its index among the others; without one, where it costs least. */
export type Target = { readonly vehicle: string | null; readonly position?: number }
export type Done = { readonly delivery: string; readonly costMinor: number; readonly isUndo: boolean }
type Step = Target & { readonly delivery: string }
type Shown = Pick<DispatchPlanBody, 'plan' | 'version' | 'routes'>

export type Moves = ReturnType<typeof useMoves>

/** Changes of a plan by hand, and taking them back one by one. */
export function useMoves(plan: Shown) {
  const { client } = useSession()
  const queries = useQueryClient()
  const [past, setPast] = useState<readonly Step[]>([])
  const [done, setDone] = useState<Done>()
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ step }: { readonly step: Step; readonly isUndo: boolean }): Promise<MovedBody> =>
      client.moveStop(plan.plan, { version: plan.version, ...step }),
    onMutate: ({ step }) => ({ back: { delivery: step.delivery, ...placeIn(plan.routes, step.delivery) } }),
    onSuccess: ({ costMinor }, { step, isUndo }, { back }) => {
      setPast((steps) => (isUndo ? steps.slice(0, -1) : [...steps, back]))
      setDone({ delivery: step.delivery, costMinor, isUndo })
    },
    // Also after a refusal: the plan may be another by now.
    onSettled: () => queries.invalidateQueries({ queryKey: ['dispatch'] }),
  })
  const move = useCallback((step: Step) => mutate({ step, isUndo: false }), [mutate])
  const undo = useCallback(() => {
    const step = past.at(-1)
    if (step) mutate({ step, isUndo: true })
  }, [mutate, past])
  return { move, undo, canUndo: past.length > 0, isPending, error, reset, done }
}

/** What a move would come to, asked while somebody still considers it. */
export function useMoveCost({ plan, version }: Shown, delivery: string | undefined, target: Target | undefined) {
  return useAnswer(
    ['dispatch', 'ask', plan, version, delivery, target?.vehicle, target?.position],
    (client, options) => client.moveStop(plan, { version, delivery: delivery!, ...target!, ask: true }, options),
    { isWanted: delivery !== undefined && target !== undefined },
  )
}
