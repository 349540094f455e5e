import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OfferRef } from '../../domain/offer.ts'
import { hashViews } from '../hash.ts'
import type { ReviewTold } from './answers.ts'
import { openMarket, type TestingMarket } from './testing-market.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-words-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const rows = {
  ganada: [
    '하루한장 탁상 다이어리 데일리,9000,하루한장',
    '맑은샘 데일리 텀블러 휴대용,9000,맑은샘',
    '소리결 무선 헤드폰 프로,129000,소리결',
    '든든한 원목 책상 의자,59000,든든한',
  ],
  marabas: [
    '하루한장 다이어리 휴대용,9000,하루한장',
    '맑은샘 텀블러 탁상,13000,맑은샘',
    '소리결 헤드폰,99000,소리결',
    '든든한 책상 의자 메쉬,69000,든든한',
  ],
}

/** Titles of both malls; with `more` they all say something new. */
async function feeds(opened: TestingMarket, more = ''): Promise<void> {
  for (const [mall, all] of Object.entries(rows))
    await opened.read(mall, ...all.map((row, n) => `${n},${row.replace(',', `${more},`)},0,,,,`))
}

async function grey(opened: TestingMarket) {
  const { reviews } = await opened.market.reviews(50)
  const pick = (isTogether: boolean) => reviews.find((review) => review.isTogether === isTogether)!
  return { together: pick(true), apart: pick(false), reviews }
}

const refOf = ({ mall, key }: OfferRef): OfferRef => ({ mall, key })
const pairOf = ({ one, other }: ReviewTold) => ({ one: refOf(one), other: refOf(other) })

function areTogether({ shop }: TestingMarket, { one, other }: { one: OfferRef; other: OfferRef }): boolean {
  const { offers } = shop.views.market
  return offers.productOf(offers.find(one)) === offers.productOf(offers.find(other))
}

test('pairs to review come with both offers and the evidence, the word that moves most first', async () => {
  const opened = await openMarket(dir)
  await feeds(opened)
  const { apart, reviews } = await grey(opened)
  expect(reviews.length).toBeGreaterThan(1)
  expect(apart.one.title).not.toBe('')
  expect(apart.one.values.find(({ name }) => name === 'brand')?.value).toBe(
    apart.evidence.shared.find(({ attribute }) => attribute === 'brand')?.one.value,
  )
  expect(apart.evidence.words.shared.length).toBeGreaterThan(0)
  expect((await opened.market.reviews(1)).reviews).toEqual(reviews.slice(0, 1))
  await opened.close()
})

test('verdicts merge and split products, and no later feed, restart or new matcher undoes them', async () => {
  const first = await openMarket(dir)
  await feeds(first)
  const { together, apart } = await grey(first)
  const [same, different] = [pairOf(apart), pairOf(together)]
  const merged = await first.market.judge({ ...same, verdict: 'same' })
  expect(merged.moved).toBeGreaterThan(0)
  expect(merged.products.one).toBe(merged.products.other)
  const parted = await first.market.judge({ ...different, verdict: 'different' })
  expect(parted.moved).toBeGreaterThan(0)
  expect(parted.products.one).not.toBe(parted.products.other)
  expect((await first.market.offer(same.one)).matched).toEqual({ how: 'person', chance: 1, with: same.other })
  expect((await first.market.offer(same.other)).verdicts).toContainEqual({ with: same.one, verdict: 'same' })
  expect((await first.market.offer(different.one)).verdicts).toContainEqual({
    with: different.other,
    verdict: 'different',
  })
  const products = [merged.products.one, parted.products.one, parted.products.other]
  for (const id of products) expect(first.shop.product(id!)?.title).toBeTruthy()
  expect((await first.market.reviews(50)).judged).toBe(2)

  const stands = (opened: TestingMarket) => [areTogether(opened, same), areTogether(opened, different)]
  await feeds(first, ' 신상품')
  expect(stands(first)).toEqual([true, false])
  const live = hashViews(first.shop.views)
  expect(hashViews(await first.shop.rebuild())).toEqual(live)
  await first.close()

  const second = await openMarket(dir)
  expect(hashViews(second.shop.views)).toEqual(live)
  await feeds(second, ' 특가')
  expect(stands(second)).toEqual([true, false])
  await second.read('dabonda', '1,소리결 이어폰,50000,소리결,0,,,,')
  await second.shop.malls.erase('dabonda') // the matcher is made anew after that
  await feeds(second, ' 재입고')
  expect(stands(second)).toEqual([true, false])
  expect((await second.market.reviews(50)).judged).toBe(2)
  await second.close()
})

test('a verdict that others contradict is refused with their names, and changes nothing', async () => {
  const opened = await openMarket(dir)
  await feeds(opened)
  const [a, b, c] = [
    { mall: 'ganada', key: '0' },
    { mall: 'marabas', key: '0' },
    { mall: 'marabas', key: '3' },
  ]
  const { market, shop } = opened
  await market.judge({ one: a, other: b, verdict: 'same' })
  await market.judge({ one: b, other: c, verdict: 'same' })
  await market.judge({ one: a, other: c, verdict: 'same' }) // what is said of the pair itself is replaced, and stands against nothing
  const { position } = shop.views
  await expect(market.judge({ one: a, other: c, verdict: 'different' })).rejects.toMatchObject({
    code: 'VERDICT_CONTRADICTS',
    details: { earlier: 'ganada/0 = marabas/0, marabas/0 = marabas/3' },
  })
  for (const [other, code] of [
    [{ mall: 'ganada', key: 'none' }, 'OFFER_UNKNOWN'],
    [{ mall: 'nobody', key: '0' }, 'OFFER_UNKNOWN'],
    [a, 'BODY_INVALID'],
  ] as const)
    await expect(market.judge({ one: a, other, verdict: 'same' })).rejects.toMatchObject({ code })
  expect(shop.views.position).toBe(position)
  await market.judge({ one: b, other: a, verdict: 'unsure' })
  expect(await market.judge({ one: a, other: c, verdict: 'different' })).toMatchObject({ products: {} })
  await expect(market.judge({ one: a, other: b, verdict: 'same' })).rejects.toMatchObject({
    details: { earlier: expect.stringMatching(/≠/) },
  })
  await opened.close()
})

test('who is not sure puts a pair aside, also over a restart, until one of the two says something new', async () => {
  const first = await openMarket(dir)
  await feeds(first)
  const { apart } = await grey(first)
  const pair = pairOf(apart)
  const isAsked = async (opened: TestingMarket) =>
    (await grey(opened)).reviews.some((review) => JSON.stringify(pairOf(review)) === JSON.stringify(pair))
  expect(await isAsked(first)).toBe(true)
  await first.market.judge({ ...pair, verdict: 'unsure' })
  expect(await isAsked(first)).toBe(false)
  await first.close()
  const second = await openMarket(dir)
  expect(await isAsked(second)).toBe(false)
  const { reviews } = await second.market.reviews(50)
  expect(await second.market.reviews(1)).toMatchObject({ waiting: reviews.length, judged: 0, reviews: [{}] })
  await feeds(second, '!')
  expect(await isAsked(second)).toBe(true)
  await second.close()
})

test('a verdict that is taken back is as if nobody had said it, and its pair waits in its place again, also over a restart', async () => {
  const first = await openMarket(dir)
  await feeds(first)
  const { together, apart, reviews } = await grey(first)
  const asked = async (opened: TestingMarket) => {
    const { waiting, judged, reviews } = await opened.market.reviews(50)
    return { waiting, judged, pairs: reviews.map((review) => JSON.stringify(pairOf(review))).sort() }
  }
  const before = await asked(first)
  expect(before).toMatchObject({ waiting: reviews.length, judged: 0 })
  const said = [
    [apart, 'same'],
    [apart, 'unsure'],
    [together, 'different'],
    [together, 'unsure'],
  ] as const
  for (const [review, verdict] of said) {
    const pair = pairOf(review)
    await first.market.judge({ ...pair, verdict })
    expect(await asked(first)).toMatchObject({
      waiting: before.waiting - 1,
      pairs: before.pairs.filter((one) => one !== JSON.stringify(pair)),
    })
    const { products, follows } = await first.market.withdrawVerdict({ one: pair.other, other: pair.one })
    expect([products.one === products.other, follows]).toEqual([review.isTogether, undefined])
    expect(areTogether(first, pair)).toBe(review.isTogether)
    expect(await asked(first)).toEqual(before)
  }
  const { position } = first.shop.views
  await expect(first.market.withdrawVerdict(pairOf(apart))).rejects.toMatchObject({ code: 'VERDICT_UNKNOWN' })
  expect(first.shop.views.position).toBe(position)
  const live = hashViews(first.shop.views)
  expect(hashViews(await first.shop.rebuild())).toEqual(live)
  await first.close()
  const second = await openMarket(dir)
  expect(hashViews(second.shop.views)).toEqual(live)
  expect(await asked(second)).toEqual(before)
  await second.close()
})

test('what other verdicts say goes on holding when one is taken back, and is told; one of an offer that went can be too', async () => {
  const opened = await openMarket(dir)
  await feeds(opened)
  const { market, read } = opened
  const [a, b, c] = [
    { mall: 'ganada', key: '0' },
    { mall: 'marabas', key: '0' },
    { mall: 'marabas', key: '3' },
  ]
  await market.judge({ one: a, other: b, verdict: 'same' })
  await market.judge({ one: b, other: c, verdict: 'same' })
  await market.judge({ one: a, other: c, verdict: 'same' })
  expect(await market.withdrawVerdict({ one: a, other: b })).toMatchObject({ moved: 0, follows: 'same' })
  expect(areTogether(opened, { one: a, other: b })).toBe(true)
  await market.judge({ one: a, other: b, verdict: 'same' })
  await market.withdrawVerdict({ one: a, other: c })
  await read('marabas', ...rows.marabas.slice(1).map((row, n) => `${n + 1},${row},0,,,,`))
  await expect(market.offer(b)).rejects.toMatchObject({ code: 'OFFER_UNKNOWN' })
  const { products, follows } = await market.withdrawVerdict({ one: a, other: b })
  expect([products.one, products.other, follows]).toEqual([expect.stringMatching(/^np-/), undefined, undefined])
  await expect(market.withdrawVerdict({ one: a, other: { mall: 'ganada', key: 'none' } })).rejects.toMatchObject({
    code: 'OFFER_UNKNOWN',
  })
  expect(await market.judge({ one: a, other: c, verdict: 'different' })).toMatchObject({ products: {} })
  await opened.close()
})

test('a word that comes while a feed is applied waits for a block of rows, and both are kept', async () => {
  const opened = await openMarket(dir)
  await feeds(opened)
  const { apart } = await grey(opened)
  const lots = Array.from({ length: 12_000 }, (_, n) => `t${n},양말공방 무늬 양말 ${n}번,${1_000 + n},양말공방,0,,,,`)
  let isRead = false
  const reading = opened.read('dabonda', ...lots).then(() => {
    isRead = true
  })
  while (opened.shop.views.market.offers.count < 100) await new Promise((resolve) => setImmediate(resolve))
  await opened.market.judge({ ...pairOf(apart), verdict: 'same' })
  expect(isRead).toBe(false)
  await reading
  expect(areTogether(opened, pairOf(apart))).toBe(true)
  expect(opened.shop.malls.get('dabonda').offers).toBe(12_000)
  expect(hashViews(await opened.shop.rebuild())).toEqual(hashViews(opened.shop.views))
  await opened.close()
})
