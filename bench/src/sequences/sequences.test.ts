import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@nunchi/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSequenceData } from './data.ts'
import { bench } from './index.ts'
import { questionsOf } from './questions.ts'

let folder = ''

/** 300 users who walk around one of 20 rings of 12 items, a step at a time but for some noise; a ring shares an attribute. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nunchi-sequences-'))
  const random = new Random(5)
  const lines = Array.from({ length: 300 }, (_, user) => {
    const ring = random.below(20) * 12
    const start = random.below(12)
    const items = Array.from({ length: 6 + random.below(4) }, (_, step) => ring + ((start + step) % 12) + 1)
    return [user + 1, ...items].join(' ')
  })
  const attributes = Object.fromEntries(
    Array.from({ length: 240 }, (_, item) => [item + 1, [Math.floor(item / 12), 30 + (item % 3)]]),
  )
  await writeFile(join(folder, 'sequences.txt'), `${lines.join('\n')}\n`)
  await writeFile(join(folder, 'item-attributes.json'), JSON.stringify(attributes))
})

afterAll(() => rm(folder, { recursive: true }))

async function values(own: Record<string, string>): Promise<Record<string, number>> {
  const { rows } = await bench.run({ data: folder, seed: 1, own, progress: () => {} })
  return Object.fromEntries(rows.map(({ variant, metric, value }) => [`${variant} ${metric}`, value]))
}

test('on rings the next step is found, the same every time, and better than by popularity', async () => {
  const first = await values({})
  expect(first['data users']).toBe(300)
  expect(first['data items']).toBe(240)
  expect(first['transitions-strict HR@5']).toBeGreaterThan(0.8)
  expect(first['blend-strict HR@5']).toBeGreaterThan(0.8)
  expect(first['blend-refit HR@5']).toBeGreaterThan(0.8)
  expect(first['popular-strict HR@5']).toBeLessThan(0.2)
  expect(first['published-TIGER NDCG@10']).toBe(0.0384)
  const again = await values({})
  for (const [name, value] of Object.entries(first))
    if (/HR|NDCG/.test(name)) expect([name, again[name]]).toEqual([name, value])
}, 60_000)

test('a step earlier the same users are asked for the item before, and options must be numbers', async () => {
  expect((await values({ back: '1', questions: '50' }))['data users']).toBe(50)
  await expect(values({ back: 'x' })).rejects.toThrow('--back x is not a whole number')
  await expect(values({ protocol: 'loose' })).rejects.toThrow('--protocol loose is none of')
  const strict = await values({ protocol: 'strict' })
  expect(strict['blend-strict HR@5']).toBeGreaterThan(0.8)
  expect(strict['blend-refit HR@5']).toBeUndefined()
}, 60_000)

test('a question holds all before the item asked for, and nothing of it or after', async () => {
  const { sequences } = await readSequenceData(folder, 1)
  const questions = questionsOf(sequences, { fromEnd: 2, seed: 4 })
  expect(questions).toHaveLength(300)
  const asked = new Set(questions.map(({ history, next }) => [...history, next].join()))
  for (let s = 0; s < 300; s++) {
    const items = [...sequences.items.subarray(sequences.starts[s]!, sequences.starts[s + 1]!)]
    expect(asked).toContain(items.slice(0, -1).join())
  }
})

test('a line that is no sequence is named, and so is a file without any', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'nunchi-sequences-'))
  await writeFile(join(broken, 'item-attributes.json'), '{}')
  await writeFile(join(broken, 'sequences.txt'), '1 2 3 4\n2 3 x 5\n')
  await expect(readSequenceData(broken, 1)).rejects.toThrow('sequences.txt, line 2')
  await writeFile(join(broken, 'sequences.txt'), '1 2 3\n')
  await expect(readSequenceData(broken, 1)).rejects.toThrow('no user has 3 items or more')
  await writeFile(join(broken, 'sequences.txt'), '1 2 3 4\n')
  await writeFile(join(broken, 'item-attributes.json'), '{"1": "red"}')
  await expect(readSequenceData(broken, 1)).rejects.toThrow('item-attributes.json, item 1')
  await rm(broken, { recursive: true })
})
