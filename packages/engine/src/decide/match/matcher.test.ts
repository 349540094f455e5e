import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Offer, OfferRef } from '../../domain/offer.ts'
import { minor } from '../../domain/units.ts'
import { learnBrands } from '../attributes/learn-brands.ts'
import { readAttributes } from '../attributes/read-attributes.ts'
import { OfferMatcher, type OfferMatcherOptions } from './matcher.ts'
import { shippedMatcher } from './shipped-matcher.ts'

const brands = learnBrands([
  { title: '맑은샘 생수', brand: '맑은샘' },
  { title: '무르덴 러닝화', brand: '무르덴' },
  { title: '한소끔 냄비', brand: '한소끔' },
])

function offer(mall: string, key: string, title: string, more: Partial<Offer> = {}): Offer {
  return { mall, key, title, categoryPath: [], attributes: {}, inStock: true, priceMinor: minor(10_000), ...more }
}

function place(matcher: OfferMatcher, content: Offer) {
  return matcher.place(content, readAttributes(content, { brands }))
}

function made(options: Partial<OfferMatcherOptions> = {}): OfferMatcher {
  return new OfferMatcher(shippedMatcher(), options)
}

const water = [
  offer('가', '1', '맑은샘 생수 2L x 12개'),
  offer('나', 'a', '[무료배송] 맑은샘 생수 2리터 12개입'),
  offer('다', 'x', '생수 맑은샘 2000ml*12'),
] as const

test('the same thing in the words of three malls is one product, another pack another', () => {
  const matcher = made()
  const placed = water.map((one) => place(matcher, one))
  expect(placed.map(({ product, isNew, by }) => [product, isNew, by.how])).toEqual([
    [0, true, 'alone'],
    [0, false, 'trees'],
    [0, false, 'trees'],
  ])
  expect(placed[1]!.by.with).toEqual({ mall: '가', key: '1' })
  expect(place(matcher, offer('라', '9', '맑은샘 생수 2L x 6개')).product).toBe(1)
})

test.each([
  ['Acme UltraGlide Steam Iron 2400W Blue', 'UltraGlide steam iron by Acme, 2400 W, blue', true],
  ['Acme UltraGlide Steam Iron 2400W Blue', 'Acme UltraGlide Garment Steamer 1800W', false],
  ['Bolt USB-C cable 2 m, pack of 2', 'NEW Bolt USB-C Cable 2-pack, 2 m', true],
  ['Bolt USB-C cable 2 m, pack of 2', 'Bolt USB-C cable 2 m, pack of 4', false],
  ['한소끔 통주물 냄비 20cm', '[무료배송] 한소끔 통주물냄비 20센치', true],
  ['무르덴 메쉬 러닝화 블랙 270mm', 'MD추천 무르덴 메쉬러닝화 Black 270', true],
  ['무르덴 메쉬 러닝화 블랙 270mm', '무르덴 메쉬 러닝화 화이트 270mm', false],
  ['무르덴 메쉬 러닝화 블랙 270mm', '무르덴 메쉬 러닝화 블랙 265mm', false],
])('%s | %s: %s', (one, other, isSame) => {
  const matcher = made()
  place(matcher, offer('가', '1', one))
  expect(place(matcher, offer('나', '1', other)).isNew).toBe(!isSame)
})

test("a GTIN decides however the titles read, a brand and its code too, and a shop's own number decides nothing", () => {
  const matcher = made()
  const gtin = '8801234567893'
  place(matcher, offer('가', '1', '뚝딱 냄비 스텐 편수 18cm', { gtin }))
  const same = place(matcher, offer('나', '1', '한소끔 18센치 소스팬', { gtin }))
  expect([same.product, same.by.how, same.by.chance > 0.99]).toEqual([0, 'gtin', true])
  place(matcher, offer('가', '2', '무르덴 NX-2470B 청소기', { brand: '무르덴' }))
  const code = place(matcher, offer('나', '2', '[정품] 진공 클리너 nx2470b', { brand: '무르덴', mpn: 'NX2470B' }))
  expect([code.product, code.by.how]).toEqual([1, 'code'])
  const own = '2000000000015'
  place(matcher, offer('가', '3', '국내산 감자 한 봉지', { gtin: own }))
  expect(place(matcher, offer('나', '3', '프리미엄 에코 볼펜', { gtin: own })).isNew).toBe(true)
})

test('a product holds one new offer of a mall, but for the same GTIN, the same words, used ones and malls of many sellers', () => {
  const other = offer('가', '2', '생수 맑은샘 2L*12 무료배송')
  const matcher = made()
  for (const one of [...water, other]) place(matcher, one)
  expect(matcher.productOf(other)).not.toBe(matcher.productOf(water[0]))
  const twin = offer('가', '3', water[0].title)
  expect(place(matcher, twin).product).toBe(matcher.productOf(water[0]))
  const many = made({ manySellers: new Set(['가']) })
  for (const one of [...water, other]) place(many, one)
  expect(many.productOf(other)).toBe(0)
})

test('where codes part, one mall’s codes of whatever series do, but for the same GTIN; those of two malls may be of two hands', () => {
  const title = (code: string) => `한소끔 통주물 냄비 20cm ${code}`
  const gtin = { gtin: '4006381333931' }
  const areOne = (codesPart: boolean, mall: string, more: Partial<Offer> = {}) => {
    const matcher = made({ codesPart, manySellers: new Set(['가', '나']) })
    place(matcher, offer('가', '1', title('HS-2041'), more))
    return !place(matcher, offer(mall, '2', title('KW77310'), more)).isNew
  }
  expect(areOne(false, '가')).toBe(true)
  expect(areOne(true, '가')).toBe(false)
  expect(areOne(true, '가', gtin)).toBe(true)
  expect(areOne(true, '나')).toBe(true)
})

test("a person's word moves offers, outlives that one goes and comes back, and can be taken back", () => {
  const matcher = made()
  for (const one of water) place(matcher, one)
  const { holds, moved } = matcher.judge(water[0], water[2], 'different')
  expect(holds).toBe(true)
  // Which of the two leaves depends on whom the third is more like.
  expect(moved.map(({ product, offers }) => [product, offers.length])).toEqual([[1, 1]])
  const left = water.find(({ mall }) => mall === moved[0]!.offers[0]!.mall)!
  expect([water[0], water[2]]).toContain(left)
  expect(matcher.productOf(left)).toBe(1)
  expect(matcher.withdraw(left)).toEqual([])
  expect(matcher.productOf(left)).toBe(-1)
  expect(place(matcher, left).product).toBe(1)
  expect(matcher.judge(water[0], water[2], 'unsure').moved).toEqual([
    { product: 0, offers: [{ mall: left.mall, key: left.key }] },
  ])
})

test('what contradicts earlier words is refused and changes nothing', () => {
  const matcher = made()
  for (const one of water) place(matcher, one)
  matcher.judge(water[0], water[1], 'same')
  matcher.judge(water[1], water[2], 'same')
  expect(matcher.judge(water[0], water[2], 'different')).toEqual({ holds: false, moved: [] })
  matcher.withdraw(water[1]) // the first and the last are still one by what was said of the second
  expect(matcher.productOf(water[0])).toBe(matcher.productOf(water[2]))
})

test('a product keeps its number while offers go and come; a number is never given to something else', () => {
  const matcher = made()
  for (const one of water) place(matcher, one)
  matcher.withdraw(water[0])
  expect([matcher.productOf(water[1]), matcher.productOf(water[2])]).toEqual([0, 0])
  matcher.withdraw(water[1])
  matcher.withdraw(water[2])
  expect(place(matcher, offer('가', '7', '무르덴 메쉬 러닝화 블랙 270')).product).toBe(1)
  expect(place(matcher, water[1]).product).toBe(0)
})

test('a catalogue that is put back stands as it was, and goes on from there', () => {
  const before = made()
  for (const one of water) place(before, one)
  before.judge(water[0], water[1], 'different')
  const after = made()
  for (const one of water) after.putBack(one, readAttributes(one, { brands }), before.productOf(one))
  after.judge(water[0], water[1], 'different')
  expect(water.map((one) => after.productOf(one))).toEqual(water.map((one) => before.productOf(one)))
  const next = offer('라', '1', '한소끔 통주물 냄비 20cm')
  expect(place(after, next).product).toBe(place(before, next).product)
})

test('a mall is forgotten with all that was said of its offers', () => {
  const matcher = made()
  for (const one of water) place(matcher, one)
  matcher.judge(water[0], water[1], 'different')
  matcher.forgetMall('나')
  expect([matcher.count, matcher.productOf(water[1])]).toEqual([2, -1])
  expect(place(matcher, water[1]).product).toBe(0) // nothing is known of what was said
})

test('a mall that is forgotten leaves the weights of words as they would be without it', () => {
  const [matcher, without] = [made(), made()]
  const ownWords = Array.from({ length: 40 }, (_, n) => offer('나', `${n}`, `맑은샘 ${n}호 정수기 필터`))
  for (const one of [...water.slice(0, 1), ...ownWords]) place(matcher, one)
  place(without, water[0])
  matcher.forgetMall('나')
  const next = offer('라', '1', '생수 맑은샘 정수기 2L 12개')
  place(matcher, next)
  place(without, next)
  expect(matcher.tieOf(next, water[0])).toEqual(without.tieOf(next, water[0]))
})

const words = ['맑은샘', '생수', '무르덴', '러닝화', '2L', 'x 12개', 'x 6개', '블랙', '화이트', '메쉬', 'MR-2041']
const refs = fc.record({ mall: fc.constantFrom('가', '나', '다'), key: fc.constantFrom('1', '2', '3') })
const titles = fc.subarray(words, { minLength: 2 }).map((list) => list.join(' '))
type Step =
  | { readonly kind: 'place'; readonly ref: OfferRef; readonly title: string }
  | { readonly kind: 'withdraw'; readonly ref: OfferRef }
  | {
      readonly kind: 'judge'
      readonly ref: OfferRef
      readonly other: OfferRef
      readonly verdict: 'same' | 'different' | 'unsure'
    }
  | { readonly kind: 'forget'; readonly mall: string }
  | { readonly kind: 'reconsider' }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 18, arbitrary: fc.record({ kind: fc.constant('place' as const), ref: refs, title: titles }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), ref: refs }) },
    {
      weight: 9,
      arbitrary: fc.record({
        kind: fc.constant('judge' as const),
        ref: refs,
        other: refs,
        verdict: fc.constantFrom('same' as const, 'different' as const, 'unsure' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'reconsider' as const }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), mall: fc.constantFrom('가', '나') }) },
  ),
  { maxLength: 40 },
)

/** What stands after some steps, told by another book than the matcher's. */
class Witness {
  readonly matcher = made()
  readonly offers = new Map<string, Offer>()
  readonly verdicts = new Map<string, { readonly one: OfferRef; readonly other: OfferRef; readonly verdict: string }>()
  /** Product by offer, from what the matcher said alone. */
  readonly products = new Map<string, number>()
  readonly said: unknown[] = []

  take(step: Step): void {
    const { matcher } = this
    if (step.kind === 'place') {
      const content = offer(step.ref.mall, step.ref.key, step.title)
      const { moved, product, ...rest } = place(matcher, content)
      this.said.push({ moved, product, ...rest })
      this.offers.set(nameOf(step.ref), content)
      this.products.set(nameOf(step.ref), product)
      this.#follow(moved)
    } else if (step.kind === 'withdraw') {
      this.#follow(matcher.withdraw(step.ref))
      this.offers.delete(nameOf(step.ref))
    } else if (step.kind === 'judge') {
      const { holds, moved } = matcher.judge(step.ref, step.other, step.verdict)
      const pair = [nameOf(step.ref), nameOf(step.other)].sort().join(' ')
      if (holds && nameOf(step.ref) !== nameOf(step.other)) {
        this.verdicts.delete(pair)
        if (step.verdict !== 'unsure')
          this.verdicts.set(pair, { one: step.ref, other: step.other, verdict: step.verdict })
      }
      this.#follow(moved)
    } else if (step.kind === 'reconsider') {
      this.#follow(matcher.reconsider())
    } else {
      this.#follow(matcher.forgetMall(step.mall))
      for (const [name, { mall }] of this.offers) if (mall === step.mall) this.offers.delete(name)
      for (const [pair, { one, other }] of this.verdicts)
        if (one.mall === step.mall || other.mall === step.mall) this.verdicts.delete(pair)
    }
  }

  #follow(moved: readonly { readonly product: number; readonly offers: readonly OfferRef[] }[]): void {
    this.said.push(moved)
    for (const { product, offers } of moved) for (const ref of offers) this.products.set(nameOf(ref), product)
  }
}

function nameOf({ mall, key }: OfferRef): string {
  return `${mall}/${key}`
}

test('law: verdicts hold after any steps, and what was said of moves is where all offers are', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const witness = new Witness()
      for (const step of list) {
        witness.take(step)
        const { matcher } = witness
        for (const { one, other, verdict } of witness.verdicts.values()) {
          const [a, b] = [matcher.productOf(one), matcher.productOf(other)]
          if (a >= 0 && b >= 0)
            expect([nameOf(one), nameOf(other), a === b]).toEqual([nameOf(one), nameOf(other), verdict === 'same'])
        }
        for (const [name, content] of witness.offers)
          expect([name, matcher.productOf(content)]).toEqual([name, witness.products.get(name)])
        expect(matcher.count).toBe(witness.offers.size)
      }
    }),
    { seed: 1, numRuns: 300 },
  )
})

test('law: without verdicts a product holds one new offer of a mall, unless two say the same', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const witness = new Witness()
      for (const step of list) {
        if (step.kind === 'judge') continue
        witness.take(step)
        const seen = new Map<string, string>()
        for (const content of witness.offers.values()) {
          const place = `${content.mall} ${witness.matcher.productOf(content)}`
          const title = seen.get(place)
          const twins = [...witness.offers.values()].filter(
            (one) => one.mall === content.mall && one.title === content.title,
          )
          if (title !== undefined && twins.length === 1 && !hasTwin(witness, title, content.mall))
            expect(place).toBe('')
          seen.set(place, content.title)
        }
      }
    }),
    { seed: 1, numRuns: 200 },
  )
})

function hasTwin({ offers }: Witness, title: string, mall: string): boolean {
  return [...offers.values()].filter((one) => one.mall === mall && one.title === title).length > 1
}

test('law: the same steps give the same, and placing again what is there changes nothing', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const [one, other] = [new Witness(), new Witness()]
      for (const step of list) {
        one.take(step)
        other.take(step)
        for (const content of other.offers.values()) {
          const again = place(other.matcher, content)
          expect([again.product, again.isNew, again.moved, again.grey]).toEqual([
            other.matcher.productOf(content),
            false,
            [],
            [],
          ])
        }
      }
      expect(other.said).toEqual(one.said)
      expect(other.matcher.productCount).toBe(one.matcher.productCount)
    }),
    { seed: 1, numRuns: 100 },
  )
})

test('law: a catalogue that is put back has the products that it had, and what persons said holds in it', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const before = new Witness()
      for (const step of list) before.take(step)
      const after = made()
      for (const [name, content] of before.offers)
        after.putBack(content, readAttributes(content, { brands }), before.products.get(name)!)
      for (const { one, other, verdict } of before.verdicts.values())
        expect(after.judge(one, other, verdict as 'same' | 'different').holds).toBe(true)
      for (const [name, content] of before.offers)
        expect([name, after.productOf(content)]).toEqual([name, before.products.get(name)])
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('law: a mall that is forgotten leaves what a matcher has that was made anew without it', () => {
  const forgotten = '나'
  fc.assert(
    fc.property(steps, (list) => {
      const before = new Witness()
      for (const step of [...list, { kind: 'forget', mall: forgotten } as const]) before.take(step)
      const after = made()
      for (const [name, content] of before.offers)
        after.putBack(content, readAttributes(content, { brands }), before.products.get(name)!)
      after.numberFrom(before.matcher.productCount)
      for (const { one, other, verdict } of before.verdicts.values())
        expect(after.judge(one, other, verdict as 'same' | 'different').holds).toBe(true)
      expect(before.matcher.count).toBe(after.count)
      const there = [...before.offers.values()]
      expect(there.map((one) => before.matcher.productOf(one))).toEqual(there.map((one) => after.productOf(one)))
      for (const key of ['1', '2', '3']) expect(before.matcher.productOf({ mall: forgotten, key })).toBe(-1)
    }),
    { seed: 1, numRuns: 200 },
  )
})
