import { expect, test } from 'vitest'
import type { FeedRun, RunEnd } from '../domain/mall.ts'
import { epochMs } from '../domain/units.ts'
import { Malls } from './malls.ts'

const at = epochMs(0)
const counts = { rows: 0, rejected: 0, listed: 0, changed: 0, repriced: 0, withdrawn: 0, unchanged: 0 }
const runOf = (run: string, end: RunEnd): FeedRun => ({ run, startedAt: at, end, source: 'feed.csv', ...counts })

function mallWith(runs: readonly FeedRun[]) {
  const malls = new Malls()
  const mall = { id: 'ganada', name: '가나다몰', consent: { by: '김대표', at } }
  malls.apply({ kind: 'mall.registered', at, id: 'mall', mall }, 0)
  for (const run of runs) malls.apply({ kind: 'feed.read', at, id: `feed:${run.run}`, mall: 'ganada', run }, 1)
  return malls
}
const many = (end: RunEnd, count: number) => Array.from({ length: count }, (_, i) => runOf(`${end}${i}`, end))
const namesOf = (malls: Malls) => malls.find('ganada')!.runs.map(({ run }) => run)

test('the newest 200 runs are remembered, also where every one is held', () => {
  const names = namesOf(mallWith(many('held', 450)))
  expect([names.length, names[0], names.at(-1)]).toEqual([200, 'held250', 'held449'])
})

test('the newest held run waits for a person, however many came behind it', () => {
  const names = namesOf(mallWith([...many('held', 3), ...many('unchanged', 300)]))
  expect([names.length, names[0], names[1]]).toEqual([201, 'held2', 'unchanged100'])
})

test('a state that holds more of them is cut when it is restored', () => {
  const saved = mallWith([]).save()
  const state = JSON.parse((saved.malls as readonly string[])[0]!)
  const runs = [...many('held', 50), ...many('unchanged', 200)]
  const malls = new Malls()
  malls.restore({ ...saved, malls: [JSON.stringify({ ...state, runs })] })
  expect(namesOf(malls)).toHaveLength(201)
  expect(namesOf(malls)).toEqual(namesOf(mallWith(runs)))
})
