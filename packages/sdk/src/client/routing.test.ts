import { openInMemory } from '@nunchi/engine'
import { expect, test } from 'vitest'
import { createClient } from '../index.ts'

test('routes are planned while one waits, or beside it with a stream of how far that is', async () => {
  const nunchi = await openInMemory()
  const client = createClient({ url: await nunchi.server.listen({ port: 0 }), key: nunchi.secret })
  const vroom = {
    vehicles: [{ id: 1, start_index: 0, end_index: 0 }],
    jobs: [
      { id: 1, location_index: 1 },
      { id: 2, location_index: 2 },
    ],
    matrices: {
      car: {
        durations: [
          [0, 5, 9],
          [9, 0, 5],
          [5, 9, 0],
        ],
      },
    },
  }
  const { summary, routes } = await client.planRoutes({ ...vroom, options: { iterations: 20 } })
  expect(summary).toMatchObject({ cost: 15, unassigned: 0 })
  expect(routes[0]!.steps.map(({ id }) => id)).toEqual([undefined, 1, 2, undefined])
  const begun = await client.startRouting({ vroom, iterations: 20, id: 'once' })
  const states: string[] = []
  for await (const { state, cost } of client.routingSolveStream(begun.id)) states.push(`${state} ${cost ?? ''}`)
  expect(states.at(-1)).toBe('done 15')
  expect((await client.routingSolve(begun.id)).vroom?.summary.cost).toBe(15)
  expect((await client.startRouting({ vroom, iterations: 20, id: 'once' })).id).toBe(begun.id)
  expect((await client.routingSolves()).solves.map(({ id }) => id)).toEqual([begun.id])
  expect((await client.endRouting(begun.id)).state).toBe('done')
  await nunchi.close()
})
