import type { DealBody } from '@nunchi/protocol'
import { expect, test } from 'vitest'
import { bandOf, discountWords, standingWords, waitingWords } from './deal-words.ts'

const day = 86_400_000
const deal: DealBody = {
  currency: { code: 'KRW', digits: 0 },
  product: 'cup',
  title: '컵',
  priceMinor: 9_000,
  listPriceMinor: 12_000,
  score: 84,
  windows: [
    { days: 30, knownDays: 30, score: 70 },
    { days: 90, knownDays: 90, score: 84 },
    { days: 365, knownDays: 120 },
  ],
  standing: { allTimeLow: 'no', lowestInDays: 40, lowBefore: { minor: 8_500, until: 300 * day } },
  waiting: { why: 'no-model', chances: [] },
}
const evidence = { claimedShare: 0.25, chargedShare: 0.04, knownDays30: 30, knownDays90: 90 }
const chance = (days: number, likely: number, advice: string, expectedSavingMinor?: number) => {
  return { days, chance: likely, advice, expectedSavingMinor }
}

test('every score has its word, the better the higher', () => {
  expect([100, 80, 79, 40, 0].map((score) => bandOf(score, 'en'))).toEqual([
    'Very good price',
    'Very good price',
    'Good price',
    'Usual price',
    'High price',
  ])
})

test('a score is told with the window that it is of, and how low the price stands', () => {
  expect(standingWords(deal, 'ko')).toEqual([
    '최근 90일의 84%는 이보다 비쌌어요. (같은 값이던 때는 반만 셌어요)',
    '40일 동안 이보다 싼 적이 없었어요.',
    expect.stringMatching(/^가장 쌌을 때는 ₩8,500이었어요/),
  ])
  const young = { ...deal, score: 70, windows: [deal.windows[0]!, { days: 90, knownDays: 20 }] }
  expect(standingWords(young, 'en')[0]).toBe(
    'It cost more for 70% of the last 30 days (time at this price counts half).',
  )
  const lowest = { ...deal, standing: { allTimeLow: 'new', lowestInDays: 120 } }
  expect(standingWords(lowest, 'en')[1]).toBe('It was never this cheap before.')
})

test('of a price that is hardly known, nothing is said but that', () => {
  const fresh = {
    ...deal,
    score: undefined,
    windows: [{ days: 30, knownDays: 2.5 }],
    standing: { allTimeLow: 'new', lowestInDays: 2 },
  }
  expect(standingWords(fresh, 'ko')).toEqual(['가격을 안 지 2일이라 아직 점수를 매길 수 없어요.'])
  const newborn = { ...fresh, windows: [{ days: 30, knownDays: 0.3 }] }
  expect(standingWords(newborn, 'ko')).toEqual(['가격을 안 지 하루가 안 되어 아직 점수를 매길 수 없어요.'])
  expect(standingWords(newborn, 'en')[0]).toContain('less than a day')
})

test('a reduction is found fault with in either language, with its evidence; a true one is not', () => {
  const rise = { at: 20 * day, fromMinor: 9_000, toMinor: 12_000 }
  const faulty: NonNullable<DealBody['discount']>[] = [
    { ...evidence, verdict: 'raised-before-sale', rise: { ...rise, heldDays: 9 } },
    { ...evidence, verdict: 'list-raised', listRise: rise },
    { ...evidence, verdict: 'hardly-ever-charged' },
    { ...evidence, verdict: 'overstated', trueShare: 0.1, reference: { minor: 10_000, until: 20 * day } },
  ]
  for (const lang of ['ko', 'en'] as const) {
    const told = faulty.map((discount) => discountWords({ ...deal, discount }, lang)!)
    expect(new Set(told.map(({ title }) => title)).size).toBe(4)
    for (const { body } of told) expect(body).toMatch(/₩(9,000|10,000|12,000)/)
    for (const verdict of ['true', 'not-enough-known', 'no-discount'])
      expect(discountWords({ ...deal, discount: { ...evidence, verdict } }, lang)).toBeUndefined()
  }
  const dearer = { ...faulty[3]!, trueShare: -0.2 }
  expect(discountWords({ ...deal, discount: dearer }, 'en')!.body).toContain('it is not cheaper now, not 25%')
  expect(discountWords(deal, 'ko')).toBeUndefined()
})

test('waiting is spoken of only where it is told, by the soonest horizon at which it pays', () => {
  const told = (...chances: DealBody['waiting']['chances']) =>
    waitingWords({ ...deal, waiting: { why: 'told', chances } }, 'en')
  expect(told()).toBeUndefined()
  expect(told(chance(7, 0.3, 'open'), chance(14, 0.6, 'wait', 800), chance(30, 0.8, 'wait', 900))).toBe(
    'Wait if you can. The chance of a lower price within 14 days is 60%. Waiting saves ₩800 on average.',
  )
  expect(told(chance(7, 0.01, 'buy'), chance(30, 0.1, 'buy'))).toMatch(/^Buy now if you need it\..*30 days is 10%/)
  expect(told(chance(7, 0.2, 'open'))).toBe('The chance of a lower price within 7 days is 20%.')
})
