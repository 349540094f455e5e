import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { RoutingDesk } from '../../app/routing/routing-desk.ts'
import { limits } from '../../domain/limits.ts'
import { epochMs } from '../../domain/units.ts'
import { testingRim } from '../testing-rim.ts'

const text = readFileSync(new URL('../../../../../docs/routing.md', import.meta.url), 'utf8')
const blocks = [...text.matchAll(/^```json (.+)\n([\s\S]*?)^```$/gm)].map(([, what, json]) => [
  what!,
  JSON.parse(json!),
])
const routing = new RoutingDesk({ now: () => epochMs(Date.now()) })
const rim = await testingRim({}, { routing })
afterAll(() => routing.close())

/** A plan that is made beside the answer is asked for once it is done. */
async function answerTo(what: string, body: object): Promise<object> {
  const url = what.split(' ')[1]!
  const { status, body: answer } = await rim.call({ url, body })
  expect(status, JSON.stringify(answer)).toBeLessThan(300)
  if (status === 200) return answer
  await routing.get(answer.id as string).over
  return (await rim.call({ url: `${url}/${answer.id}` })).body
}

test('the examples of docs/routing.md are answered as it says', async () => {
  const questions = blocks.filter(([what]) => what !== 'answer')
  expect(questions.length).toBeGreaterThan(2)
  for (const [what, body] of questions) {
    const answer = blocks[blocks.findIndex(([, one]) => one === body) + 1]!
    expect(answer[0]).toBe('answer')
    expect(await answerTo(what, body)).toMatchObject(answer[1])
  }
})

test('the limits that docs/routing.md states hold', () => {
  for (const count of [limits.routeTasksMax, limits.routeVehiclesMax])
    expect(text).toContain(count.toLocaleString('en-US'))
  expect(text).toContain(`${limits.routeBytesMax / 1024 / 1024} MB`)
})
