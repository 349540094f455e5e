import { expect, test } from 'vitest'
import { MemoryModelStore } from '../adapters/memory/model-store.ts'
import { Lessons } from '../decide/rank/lessons.ts'
import { rankerFile } from '../decide/rank/ranker.ts'
import { marketEvents } from '../decide/rank/testing-market.ts'
import { trainRanker } from '../decide/rank/train-ranker.ts'
import { Views } from '../state/views.ts'
import type { Trouble } from './chores.ts'
import { Shop } from './shop.ts'
import { openTestingShop, start, viewed } from './testing-shop.ts'
import type { Trainer, TrainingResult } from './training.ts'

/** A ranker that was really learned, of the smallest market that has one. */
const learned: TrainingResult = (() => {
  const views = new Views()
  const lessons = new Lessons(views, { share: 1, seed: 1 })
  for (const event of marketEvents({ shoppers: 40, visits: 16 })) {
    lessons.observe(event)
    views.fold(event)
  }
  const training = trainRanker(lessons.finish(), undefined)
  let step = training.next()
  while (!step.done) step = training.next()
  return { ...step.value, ranker: rankerFile(step.value.ranker!) }
})()

/** A trainer that ends when, and how, a test says. */
function scripted() {
  const runs: {
    end: (result: TrainingResult) => void
    fail: (error: Error) => void
    share: number
    hasCurrent: boolean
  }[] = []
  const trainer: Trainer = ({ share, current }, onProgress) => {
    onProgress({ stage: 'reading', events: 1, total: 2 })
    let cancel = () => {}
    const done = new Promise<TrainingResult>((end, fail) => {
      runs.push({ end, fail, share, hasCurrent: current !== undefined })
      cancel = () => fail(new Error('terminated'))
    })
    return { done, cancel }
  }
  return { runs, trainer }
}

async function open() {
  const { runs, trainer } = scripted()
  const models = new MemoryModelStore()
  const troubles: Trouble[] = []
  const parts = { models, trainer, tell: (trouble: Trouble) => troubles.push(trouble) }
  const opened = await openTestingShop(parts)
  return { ...opened, ...parts, runs, troubles }
}

const worse: TrainingResult = { ...learned, check: { ...learned.check, isBetter: false } }

test('a better one is kept and comes into use at once, and again after a restart', async () => {
  const { shop, runs, ...parts } = await open()
  expect([shop.rankers.inUse, await shop.rankers.versions()]).toEqual([undefined, []])
  shop.rankers.train()
  await Promise.resolve()
  expect(shop.rankers.state.training).toMatchObject({ startedAt: start })
  expect(() => shop.rankers.train()).toThrow(expect.objectContaining({ code: 'TRAINING_RUNNING' }))
  runs[0]!.end({ ...learned, check: { ...learned.check, isBetter: true } })
  await shop.rankers.settled()
  const [version] = await shop.rankers.versions()
  expect(version).toMatchObject({ isInUse: true, basedOn: 0, rows: learned.rows, version: '20231114221320-0' })
  expect(shop.rankers.state).toEqual({
    inUse: version!.version,
    training: undefined,
    last: { at: start, end: 'chosen', version: version!.version },
  })
  expect(shop.rankers.inUse?.acts).toEqual(['click', 'purchase'])
  await shop.settled()
  const again = await Shop.open(parts)
  expect(again.rankers.state.inUse).toBe(version!.version)
  expect(again.views.save()).toEqual(shop.views.save())
})

test('one that is not better is kept beside it; operators choose, go back and turn off', async () => {
  const { shop, runs, clock } = await open()
  for (const result of [learned, worse]) {
    clock.ms += 1_000
    shop.rankers.train()
    runs.at(-1)!.end(result)
    await shop.rankers.settled()
  }
  expect(runs.map(({ hasCurrent }) => hasCurrent)).toEqual([false, true])
  const [second, first] = await shop.rankers.versions()
  expect([first!.isInUse, second!.isInUse]).toEqual([true, false])
  expect(shop.rankers.state.last).toMatchObject({ end: 'not better', version: second!.version })
  await shop.rankers.choose(second!.version)
  expect(shop.rankers.state.inUse).toBe(second!.version)
  await shop.rankers.choose(first!.version)
  expect(shop.rankers.state.inUse).toBe(first!.version)
  await shop.rankers.choose(undefined)
  expect([shop.rankers.inUse, shop.rankers.state.inUse]).toEqual([undefined, undefined])
  await expect(shop.rankers.choose('none-such')).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' })
  await expect(shop.rankers.choose('../keys')).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' })
})

test('what an operator chose while one was learned stays in use, and the new one is kept', async () => {
  const { shop, runs } = await open()
  shop.rankers.train()
  await shop.rankers.choose(undefined)
  runs[0]!.end(learned)
  await shop.rankers.settled()
  const [version] = await shop.rankers.versions()
  expect(shop.rankers.state).toMatchObject({ inUse: undefined, last: { end: 'overtaken', version: version!.version } })
})

test('chosen twice at once, a version is in use, and both choices are facts of their own', async () => {
  const { shop, runs, log } = await open()
  shop.rankers.train()
  runs[0]!.end(worse)
  await shop.rankers.settled()
  const { version } = (await shop.rankers.versions())[0]!
  const before = await log.length()
  await Promise.all([shop.rankers.choose(version), shop.rankers.choose(version)])
  const ids = (await log.read(before, 10)).map((event) => (event as { id: string }).id)
  expect([new Set(ids).size, shop.rankers.state.inUse]).toEqual([2, version])
})

test('a trainer that cannot start is told of, and does not fail what people report', async () => {
  const trainer = () => {
    throw new Error('no worker')
  }
  const parts = { models: new MemoryModelStore(), trainer, trainEveryDays: 1 }
  const { shop } = await openTestingShop(parts)
  const reports = Array.from({ length: 1_100 }, (_, i) => viewed({ user: `u${i}` }, `p${i % 7}`))
  const verdicts = await shop.collect(reports, { consent: 'assumed' })
  expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(['accepted']))
  await shop.rankers.settled()
  expect(shop.rankers.state.last).toMatchObject({ end: 'failed', reason: 'no worker' })
})

test('too little to learn from, a cancelled one and one that failed leave all as it was', async () => {
  const { shop, runs, troubles } = await open()
  const { ranker: _, ...nothing } = learned
  shop.rankers.train()
  runs[0]!.end(nothing)
  await shop.rankers.settled()
  expect(shop.rankers.state.last).toMatchObject({ end: 'too little', reason: expect.stringContaining('from 200 on') })
  shop.rankers.train()
  expect(await shop.rankers.cancel()).toBe(true)
  expect(shop.rankers.state).toMatchObject({ training: undefined, last: { end: 'cancelled' } })
  expect(await shop.rankers.cancel()).toBe(false)
  shop.rankers.train()
  runs[2]!.fail(new Error('out of memory'))
  await shop.rankers.settled()
  expect(shop.rankers.state.last).toMatchObject({ end: 'failed', reason: 'out of memory' })
  expect(troubles).toEqual([{ chore: 'ranker', reason: 'out of memory' }])
  expect([await shop.rankers.versions(), shop.rankers.inUse]).toEqual([[], undefined])
})

test('a version that is in use and cannot be read is told of, and the blend orders alone', async () => {
  const { shop, runs, troubles, ...parts } = await open()
  shop.rankers.train()
  runs[0]!.end(learned)
  await shop.rankers.settled()
  const { inUse } = shop.rankers.state
  await parts.models.save(inUse!, { at: 1, basedOn: 1, ranker: {} })
  await shop.settled()
  const again = await Shop.open(parts)
  expect(again.rankers.inUse).toBeUndefined()
  expect(troubles.map(({ chore }) => chore)).toEqual(['ranker'])
})

test('where it is to learn by itself, it does so when the log has grown and the days have passed', async () => {
  const { runs, trainer } = scripted()
  const models = new MemoryModelStore()
  const { shop, clock } = await openTestingShop({ models, trainer, trainEveryDays: 2 })
  const say = (n: number) =>
    shop.collect(
      Array.from({ length: n }, (_, i) => viewed({ user: `u${i % 50}` }, `p${i % 7}`)),
      { consent: 'assumed' },
    )
  await say(900)
  expect(runs).toHaveLength(0)
  await say(200)
  expect(runs).toHaveLength(1)
  runs[0]!.end(worse)
  await shop.rankers.settled()
  await say(1_200)
  expect(runs).toHaveLength(1)
  clock.ms += 2 * 86_400_000
  await say(1)
  expect(runs).toHaveLength(2)
  await shop.close()
  expect(shop.rankers.state.last?.end).toBe('cancelled')
})

test('a shop without what trains says so', async () => {
  const { shop } = await openTestingShop()
  expect(() => shop.rankers.train()).toThrow(expect.objectContaining({ code: 'TRAINING_NONE' }))
})

test('versions that cannot be read are listed with the reason, refused when chosen, and spoil no others', async () => {
  const { shop, runs, models } = await open()
  shop.rankers.train()
  runs[0]!.end(worse)
  await shop.rankers.settled()
  const { version } = (await shop.rankers.versions())[0]!
  const good = (await models.load(version)) as { check: object }
  const bad: readonly (readonly [string, unknown])[] = [
    ['a1', {}],
    ['a2', null],
    ['a3', []],
    ['a4', { ...good, check: undefined }],
    ['a5', { ...good, check: { ...good.check, ndcg: {} } }],
  ]
  for (const [name, model] of bad) await models.save(name, model)
  const listed = await shop.rankers.versions()
  expect(listed.filter(({ unreadable }) => unreadable === undefined).map((one) => one.version)).toEqual([version])
  expect(listed).toHaveLength(6)
  for (const [name] of bad) await expect(shop.rankers.choose(name)).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' })
  await models.save('b1', { ...good, ranker: { schema: 'other' } })
  await expect(shop.rankers.choose('b1')).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' })
  await shop.rankers.choose(version)
  expect(shop.rankers.state.inUse).toBe(version)
})
