import { expect, test } from 'vitest'
import { columnsOfTaught } from '../../decide/attributes/taught-columns.ts'
import { teachReaders } from '../../decide/attributes/teach-readers.ts'
import type { Offer } from '../../domain/offer.ts'
import { minor } from '../../domain/units.ts'
import { type Known, type Matched, type Matching, MatchingHere } from './matching.ts'
import { MatchingApart } from './matching-apart.ts'

const brands = ['오뚜기', '삼다수', '락앤락', '쿠쿠', '한샘', '모나미']
const things = ['참치캔', '생수', '밀폐용기', '전기밥솥', '책장', '볼펜', '후라이팬', '이불']
const colors = ['블랙', '화이트', '네이비', '']

/** Some offers of one thing by several malls, in an order that mixes them. */
function offers(count: number): Offer[] {
  return Array.from({ length: count }, (_, n) => {
    const product = (n * 7919) % Math.ceil(count / 3)
    const brand = brands[product % brands.length]!
    const color = colors[product % colors.length]!
    const size = `${(1 + (product % 9)) * 100}g`
    const words = [brand, things[(product >> 2) % things.length], `시리즈${product % 50}`, size, color]
    if (n % 3 === 1) words.reverse()
    return {
      mall: `mall-${n % 11}`,
      key: String(n),
      title: words.join(' '),
      brand: n % 2 === 0 ? brand : undefined,
      categoryPath: [],
      attributes: {},
      mpn: product % 5 === 0 ? `AB${1000 + product}` : undefined,
      priceMinor: minor(1_000 + product * 100 + (n % 4) * 10),
      inStock: true,
    }
  })
}

const first = offers(700)

/** Everything that a matcher is asked for, two blocks at a time where they may overlap. */
async function told(matching: Matching): Promise<unknown[]> {
  matching.teach(columnsOfTaught(teachReaders({ lessons: first })))
  const changed = first.slice(100, 160).map((offer) => ({ ...offer, title: `${offer.title} 특가 2개` }))
  const said: unknown[] = await Promise.all([
    matching.place(first.slice(0, 300)),
    matching.place([...first.slice(300, 400), ...changed, ...first.slice(400, 500)]),
    matching.place(first.slice(450)), // some of them say what they said before
  ])
  said.push(await matching.withdraw(first.slice(20, 60)))
  said.push(await matching.judge(first[1]!, first[2]!, 'same'), await matching.judge(first[1]!, first[3]!, 'different'))
  const [corrected] = first.slice(7, 8).map((offer) => ({ ...offer, said: [['color', 'red']] as const }))
  said.push(await matching.place([corrected!]))
  await matching.sellers('mall-3', true)
  said.push(await matching.place(first.slice(20, 60)), await matching.reviews(5))
  said.push(await matching.forgetMall('mall-4'), await matching.place(first.slice(0, 120)), await matching.reviews(5))
  return said
}

test.each([1, 2] as const)('%i threads beside this one give what this one gives', async (threads) => {
  const apart = new MatchingApart({}, () => {}, threads)
  const here = await told(new MatchingHere({}))
  expect(await told(apart)).toEqual(JSON.parse(JSON.stringify(here)))
  const products = (here as Matched[][]).slice(0, 3).flatMap((block) => block.map(({ product }) => product))
  expect(new Set(products).size).toBeLessThan(products.length * 0.8)
  await apart.close()
})

test('a catalogue that is put back goes on where it stood', async () => {
  const before = new MatchingHere({})
  const placed = await before.place(first)
  const products = new Map(first.map((offer, i) => [offer, placed[i]!]))
  for (const { moved } of placed)
    for (const { product, offers: some } of moved)
      for (const { mall, key } of some) {
        const offer = first.find((one) => one.mall === mall && one.key === key)!
        products.set(offer, { ...products.get(offer)!, product })
      }
  const known = first.map((offer): Known => ({ offer, ...products.get(offer)! }))
  const apart = new MatchingApart({}, () => {})
  const here = new MatchingHere({})
  for (const matching of [apart, here]) {
    await matching.putBack(known)
    await matching.numberFrom(10_000)
  }
  const more = offers(900).slice(700)
  expect(await apart.place(more)).toEqual(JSON.parse(JSON.stringify(await here.place(more))))
  expect(await apart.learn({ personsMax: 10, offersMax: 10, seed: 1 })).toBeUndefined()
  await apart.close()
})

test('a thread that fails refuses what was asked for, and says so once', async () => {
  const ends: Error[] = []
  const apart = new MatchingApart({ model: { schema: 'broken' } }, (error) => ends.push(error))
  await expect(apart.place(first.slice(0, 3))).rejects.toMatchObject({ code: 'MATCHING_STOPPED' })
  await expect(apart.reviews(1)).rejects.toMatchObject({ code: 'MATCHING_STOPPED' })
  expect(ends).toHaveLength(1)
  await apart.close()
})
