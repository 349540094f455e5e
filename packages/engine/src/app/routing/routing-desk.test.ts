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

test('problems that do not fit into memory together are refused until one of them is over', async () => {
  const ask = readVroom(matricesExample)
  const question = { ask, form: 'model', budget: { iterations: 10 }, seed: 1, threads: 1 } as const
  const desk = new RoutingDesk({ now: () => epochMs(0), matrixBytesMax: 1 })
  const first = await desk.start(question)
  await expect(desk.start(question)).rejects.toMatchObject({ code: 'ROUTING_BUSY', details: { waiting: 1 } })
  await expect(desk.plan(question)).rejects.toMatchObject({ code: 'ROUTING_BUSY' })
  await first.over
  expect((await desk.plan(question)).iterations).toBeGreaterThan(0)
  await expect(desk.start({ ...question, ask: { ...ask, profiles: [] } })).rejects.not.toMatchObject({
    code: 'ROUTING_BUSY',
  })
  const last = await desk.start(question)
  await last.over
  expect(last.state).toBe('done')
})

test('no more large problems wait to be read than may', async () => {
  const desk = new RoutingDesk({ now: () => epochMs(0), waitingMax: 1 })
  const body = new TextEncoder().encode(JSON.stringify(matricesExample))
  const reads = [desk.read(body), desk.read(body), desk.read(body)]
  await expect(reads[2]).rejects.toMatchObject({ code: 'ROUTING_BUSY' })
  expect((await Promise.all(reads.slice(0, 2))).length).toBe(2)
  expect((await desk.read(body)).ask.tasks.length).toBeGreaterThan(0)
})
