import { afterEach, expect, test, vi } from 'vitest'
import { readVroom } from '../../decide/route/read-vroom.ts'
import { matricesExample } from '../../decide/route/testing-vroom.ts'
import { epochMs } from '../../domain/units.ts'
import { RoutingDesk } from './routing-desk.ts'

afterEach(() => vi.useRealTimers())

test('what is refused before it is begun leaves no clock running', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const infeasible = { id: 0, start_index: 0, max_tasks: 0, steps: [{ type: 'job', id: 1414 }] }
  const ask = readVroom({ ...matricesExample, vehicles: [infeasible] })
  const question = { ask, form: 'vroom', budget: { iterations: 1 }, seed: 1, threads: 1 } as const
  const desk = new RoutingDesk({ now: () => epochMs(0) })
  await expect(desk.plan(question)).rejects.toMatchObject({ code: 'ROUTING_INPUT' })
  const full = new RoutingDesk({ now: () => epochMs(0), waitingMax: 0 })
  await expect(full.plan({ ...question, ask: readVroom(matricesExample) })).rejects.toMatchObject({
    code: 'ROUTING_BUSY',
  })
  expect(vi.getTimerCount()).toBe(0)
})
