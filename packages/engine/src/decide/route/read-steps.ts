import type { AskStep, GivenStep } from './ask.ts'
import type { Json } from './json.ts'
import { isId } from './read-parts.ts'

/** The route of a vehicle: its tasks, which the search begins with, and every step, which a plan that is given consists of. */
export type StepsRead = { readonly steps: readonly AskStep[]; readonly given: readonly GivenStep[] }

const types: readonly GivenStep['type'][] = ['start', 'job', 'pickup', 'delivery', 'break', 'end']

/** Reads `steps` of a vehicle; undefined where there are none. @throws Refusal ROUTING_INPUT */
export function readSteps(vehicle: Json, id: number): StepsRead | undefined {
  const list = vehicle.get('steps')?.list(`Invalid steps for vehicle ${id}.`)
  if (list === undefined) return undefined
  const given = list.map((step, i) => {
    const { type, ...rest } = readStep(step, id)
    if ((type === 'start' && i > 0) || (type === 'end' && i < list.length - 1))
      step.refuse(`Unexpected ${type} in input steps for vehicle ${id}.`, 'put start first and end last, once each')
    return { type, ...rest }
  })
  return { given, steps: given.flatMap((step) => (isTask(step) ? [{ ...step, id: step.id! }] : [])) }
}

function readStep(step: Json, vehicle: number): GivenStep {
  const named = step.isObject ? step.textOf('type') : undefined
  const type = types.find((one) => one === named)
  if (type === undefined)
    step.refuse(`Invalid type in steps for vehicle ${vehicle}.`, 'send start, job, pickup, delivery, break or end')
  const at = step.uintOf('service_at', undefined)
  const from = step.uintOf('service_after', at)
  const until = Math.min(at ?? noLimit, step.uintOf('service_before', noLimit))
  if (from !== undefined && from > until)
    step.refuse(`Infeasible route for vehicle ${vehicle}.`, 'let service_after be no later than service_before')
  const { field } = step
  const bounds = { from: Math.max(at ?? 0, from ?? 0), until }
  if (type === 'start' || type === 'end') return { type, field, ...bounds }
  const id = step.get('id')?.value
  if (!isId(id)) return step.refuse(`Invalid id in steps for vehicle ${vehicle}.`, `give the id of the ${type}`)
  return { type, id, field, ...bounds }
}

const noLimit = Number.POSITIVE_INFINITY

function isTask(step: GivenStep): step is GivenStep & AskStep {
  return step.type === 'job' || step.type === 'pickup' || step.type === 'delivery'
}
