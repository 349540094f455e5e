import { expect, test } from 'vitest'
import type { Offer } from '../../domain/offer.ts'
import { readAttributes } from '../attributes/read-attributes.ts'
import { OfferMatcher } from './matcher.ts'
import { shippedMatcher } from './shipped-matcher.ts'

function offer(mall: string, key: string, title: string, more: Partial<Offer> = {}): Offer {
  return { mall, key, title, categoryPath: [], attributes: {}, inStock: true, ...more }
}

function place(matcher: OfferMatcher, content: Offer) {
  return matcher.place(content, readAttributes(content, {}))
}

const tumbler = offer('ganada', 't', '스텐 텀블러 500ml')
const headphone = offer('marabas', 'h', '블루투스 헤드폰 접이식')

test.each(['open', 'unsure'] as const)('two that nothing was known of part again when "same" becomes %s', (word) => {
  const matcher = new OfferMatcher(shippedMatcher())
  for (const one of [tumbler, headphone]) place(matcher, one)
  expect(matcher.judge(tumbler, headphone, 'same')).toMatchObject({ holds: true, moved: [{}] })
  expect(matcher.productOf(headphone)).toBe(matcher.productOf(tumbler))
  expect(matcher.judge(tumbler, headphone, word).moved.flatMap(({ offers }) => offers)).toHaveLength(1)
  expect(matcher.productOf(headphone)).not.toBe(matcher.productOf(tumbler))
})

test('two that cannot be one part again', () => {
  const matcher = new OfferMatcher(shippedMatcher())
  const packs = [offer('ganada', '6', '맑은샘 생수 2L x 6개'), offer('marabas', '12', '맑은샘 생수 2L x 12개')] as const
  for (const one of packs) place(matcher, one)
  matcher.judge(...packs, 'same')
  matcher.judge(...packs, 'open')
  expect(matcher.productOf(packs[0])).not.toBe(matcher.productOf(packs[1]))
})

test('those that only one of a mall held together part when the mall is forgotten, and those that are the same stay', () => {
  const matcher = new OfferMatcher(shippedMatcher())
  const [other, alike] = [offer('marabas', 'x', '스텐 텀블러 500ml'), offer('sasaja', 'z', '500ml 스텐 텀블러')]
  const between = offer('ganada', 'b', '선물 세트')
  for (const one of [between, headphone, other, alike]) place(matcher, one)
  for (const one of [headphone, other, alike]) matcher.judge(between, one, 'same')
  const products = () => [headphone, other, alike].map((one) => matcher.productOf(one))
  expect(new Set(products()).size).toBe(1)
  expect(matcher.forgetMall('ganada').flatMap(({ offers }) => offers)).toHaveLength(1)
  const [apart, one, same] = products()
  expect(one).toBe(same)
  expect(apart).not.toBe(one)
})
