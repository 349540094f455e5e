import { gone, type PriceSteps, Random } from '@nunchi/kernel'
import { expect, test } from 'vitest'
import { madeUpPasts } from '../../sim/town/price-pasts.ts'
import { buyOrWait } from './buy-or-wait.ts'
import { learnWaiting } from './learn-waiting.ts'
import { checkWaiting } from './waiting-check.ts'
import { priceAt, waitingExamples } from './waiting-examples.ts'
import { waitingFeatures, writeWaitingFeatures } from './waiting-features.ts'
import { parseWaitingModel, waitingModelFile } from './waiting-model.ts'

const day = 86_400

/** Made-up histories, small: enough to learn that weekly sales come back. */
const pasts = madeUpPasts({ count: 150, days: 150, seed: 4 })
const lesson = {
  series: pasts.map(({ steps }) => steps),
  horizons: [7],
  offsetMinutes: 540,
  everyDays: 2,
  seed: 9,
  options: { trees: 60, shrinkage: 0.15 },
}
const learned = learnWaiting(lesson)

test('what is learned from made-up histories is better than base rate and "same as today" on other series later on', () => {
  const [report] = learned.reports
  const check = report!.check!
  expect(check.why).toBe('better')
  expect(check.brier).toBeLessThan(0.8 * check.brierBase)
  expect(check.brier).toBeLessThan(check.brierSame)
  expect(check.calibrationError).toBeLessThan(0.1)
  expect(report!.savingError!).toBeLessThan(report!.savingErrorBase!)
  expect(check.reliability.at(-1)!.share).toBeGreaterThan(check.reliability[0]!.share + 0.3)
})

test('a walk of chance teaches nothing: histories of it end without a model that is shown', () => {
  const random = new Random(5)
  const walks = Array.from({ length: 150 }, (): PriceSteps => {
    const times = Array.from({ length: 90 }, (_, i) => 1_700_000_000 + i * day)
    let price = 1e9
    const prices = times.map(() => {
      price = Math.round(price * (random.unit() < 0.5 ? 1.02 : 1 / 1.02))
      return price
    })
    return { times, prices, count: 90, until: times[89]! + day }
  })
  const { model, reports } = learnWaiting({ ...lesson, series: walks })
  expect(reports[0]!.check).toMatchObject({ isShown: false, why: 'no-better-than-base' })
  expect(buyOrWait(model, { steps: walks[0]!, now: walks[0]!.until, priceMinor: 1_000 }).why).toBe('no-model')
})

test('series alone hold nothing back in time, so nothing learned so is shown', () => {
  const { model, reports } = learnWaiting({ ...lesson, isLater: false })
  expect(reports[0]!.check!.why).toBe('better')
  expect(model.horizons.map(({ check }) => check!.isShown)).toEqual([false])
})

test('a product is told of with chance, saving and advice; one that is hardly known is not', () => {
  const weekly = pasts.filter(({ habit }) => habit === 'weekly').map(({ steps }) => steps)
  const steady = pasts.filter(({ habit }) => habit === 'steady').map(({ steps }) => steps)
  const chanceOf = (steps: PriceSteps, now: number) =>
    buyOrWait(learned.model, { steps, now, priceMinor: priceAt(steps, now) })
  const dear = weekly.map((steps) => {
    const now = steps.until - 20 * day
    const week = Array.from({ length: 7 }, (_, i) => now + i * day)
    return chanceOf(
      steps,
      week.reduce((best, one) => (priceAt(steps, one) > priceAt(steps, best) ? one : best)),
    )
  })
  const meanOf = (answers: ReturnType<typeof chanceOf>[]): number =>
    answers.reduce((sum, { chances }) => sum + chances[0]!.chance, 0) / answers.length
  const calm = steady.map((steps) => chanceOf(steps, steps.until - 20 * day))
  expect(meanOf(dear)).toBeGreaterThan(0.6)
  expect(meanOf(calm)).toBeLessThan(0.3)
  expect(dear.filter(({ chances }) => chances[0]!.advice === 'wait').length).toBeGreaterThan(dear.length / 2)
  expect(calm.filter(({ chances }) => chances[0]!.advice === 'wait').length).toBeLessThan(calm.length / 5)
  const fresh = { times: [1_700_000_000], prices: [500], count: 1, until: 1_700_000_000 + 5 * day }
  expect(chanceOf(fresh, fresh.until)).toEqual({ chances: [], why: 'too-little-known' })
})

test('features look at nothing that comes later, and follow neither currency nor size', () => {
  const steps = pasts[1]!.steps
  const now = steps.until - 60 * day
  const rowOf = (one: PriceSteps, factor: number): Float64Array => {
    const row = new Float64Array(waitingFeatures.length)
    writeWaitingFeatures(one, { now, priceMinor: priceAt(steps, now) * factor, offsetMinutes: 540 }, row, 0)
    return row
  }
  const kept = Array.from(steps.times).filter((time) => time <= now).length
  const cut = {
    times: Array.from(steps.times).slice(0, kept),
    prices: Array.from(steps.prices).slice(0, kept),
    count: kept,
    until: now,
  }
  expect([...rowOf(steps, 1)]).toEqual([...rowOf(cut, 1)])
  const tenfold = { ...steps, prices: Array.from(steps.prices, (price) => price * 8) }
  rowOf(tenfold, 8).forEach((value, i) => {
    if (!Number.isNaN(value)) expect(value).toBeCloseTo(rowOf(steps, 1)[i]!, 10)
  })
})

test('a lower price counts from 1 % on, within the horizon, and only where all of it is known', () => {
  const steps = {
    times: [0, 5 * day, 8 * day, 20 * day, 21 * day],
    prices: [1_000, 995, 900, gone, 1_000],
    count: 5,
    until: 25 * day,
  }
  const { moments, lower, savings } = waitingExamples({
    series: [steps],
    horizonDays: 4,
    offsetMinutes: 0,
    everyDays: 1,
  })
  const at = (daysOn: number) => {
    const row = moments.indexOf(daysOn * day)
    return row < 0 ? undefined : [lower[row], Math.round(1_000 * savings[row]!)]
  }
  expect(at(3)).toEqual([0, 5])
  expect(at(4)).toEqual([0, 5])
  expect(at(5)).toEqual([1, 95])
  expect(at(19)).toEqual([0, 0])
  expect(at(20)).toBeUndefined()
  expect(at(21)).toEqual([0, 0])
  expect(at(22)).toBeUndefined()
})

test('a model survives its file, and a damaged one is refused', () => {
  const file = JSON.parse(JSON.stringify(waitingModelFile(learned.model)))
  const steps = pasts[0]!.steps
  const question = { steps, now: steps.until, priceMinor: priceAt(steps, steps.until) }
  expect(buyOrWait(parseWaitingModel(file), question)).toEqual(buyOrWait(learned.model, question))
  expect(() => parseWaitingModel({ ...file, version: 2 })).toThrow(/version 2/)
  expect(() => parseWaitingModel({ ...file, horizons: [{ ...file.horizons[0], platt: {} }] })).toThrow(/horizons\[0\]/)
  expect(() => parseWaitingModel({ ...file, horizons: [{ ...file.horizons[0], chance: {} }] })).toThrow()
})

test('a check by hand: Brier scores, and too few rows to say anything', () => {
  const chances = [0.9, 0.1, 0.6, 0.4]
  const check = checkWaiting({ chances, labels: [1, 0, 1, 0], series: [0, 1, 2, 3], baseChance: 0.5 })
  expect(check.brier).toBeCloseTo((0.01 + 0.01 + 0.16 + 0.16) / 4, 12)
  expect(check.brierBase).toBeCloseTo(0.25, 12)
  expect(check.brierSame).toBeCloseTo(0.5, 12)
  expect(check).toMatchObject({ rate: 0.5, isShown: false, why: 'too-few-held-back' })
})
