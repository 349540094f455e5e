import { Random } from '@nunchi/kernel'
import { type Brand, styles } from './brands.ts'
import { normal } from './chance.ts'
import { kinds } from './kinds.ts'
import { colors } from './titles.ts'

/** Somebody who lives in the town, with what only they know. */
export type TownShopper = {
  /** Their login at the shop. */
  readonly id: string
  readonly number: number
  /** Made up. */
  readonly name: string
  /** How much more than nothing they care for each kind, brand, style and colour; about -1 to 3. */
  readonly tastes: {
    readonly kinds: Float32Array
    readonly brands: Float32Array
    readonly styles: Float32Array
    readonly colors: Float32Array
  }
  /** 0: money does not matter; 1: a tenth more is a reason not to buy. */
  readonly priceSensitivity: number
  readonly visitsPerWeek: number
  /** Weights of the hours of a day, from 0. */
  readonly hours: readonly number[]
}

const families = '김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍'.split(' ')
const given =
  '민준 서연 도윤 하은 지호 수아 예준 지우 하린 건우 유나 현우 소율 준서 다은 시우 채원 은호 가온 나래'.split(' ')
/** When people shop: on the way, at noon, in the evening, at night, through the day. */
const rhythms: readonly (readonly [number, number][])[] = [
  [
    [7, 3],
    [8, 5],
    [18, 4],
    [19, 3],
  ],
  [
    [12, 6],
    [13, 4],
    [21, 3],
  ],
  [
    [20, 4],
    [21, 6],
    [22, 5],
  ],
  [
    [22, 4],
    [23, 6],
    [0, 4],
    [1, 2],
  ],
  [
    [10, 4],
    [11, 4],
    [14, 4],
    [15, 3],
    [16, 3],
  ],
]
/** How many sorts of people there are, and how much they resemble their sort: the rest is their own. */
const archetypes = 10
const ofSort = 0.55

/** Draws the people. Each belongs to a sort and differs from it, so a group's taste is a hint and no more. O(shoppers). */
export function makeShoppers({
  seed,
  count,
  brands,
}: {
  seed: number
  count: number
  brands: readonly Brand[]
}): TownShopper[] {
  const random = new Random(seed * 8 + 2)
  const sorts = Array.from({ length: archetypes }, () => drawKinds(random))
  return Array.from({ length: count }, (_, number) => {
    const sort = sorts[random.below(archetypes)]!
    const own = drawKinds(random)
    const kindTastes = own.map((value, kind) => ofSort * sort[kind]! + (1 - ofSort) * 1.4 * value)
    return {
      id: `demo-shopper-${number + 1}`,
      number,
      name: `${families[random.below(families.length)]}${given[random.below(given.length)]}`,
      tastes: {
        kinds: kindTastes,
        brands: drawBrands(brands, kindTastes, random),
        styles: Float32Array.from(styles, () => 0.35 * normal(random)),
        colors: Float32Array.from(colors, () => 0.25 * normal(random)),
      },
      priceSensitivity: 0.15 + 0.85 * random.unit(),
      visitsPerWeek: 0.4 + 5 * random.unit() ** 3,
      hours: drawHours(random),
    }
  })
}

/** A few departments that matter, a few kinds in them that matter most, and a shrug for the rest. */
function drawKinds(random: Random): Float32Array {
  const departments = new Map<string, number>()
  for (const { path } of kinds)
    if (!departments.has(path[0])) departments.set(path[0], random.unit() < 0.25 ? 0.6 : -0.8)
  return Float32Array.from(kinds, ({ path }) => {
    const department = departments.get(path[0])!
    const loved = random.unit() < (department > 0 ? 0.4 : 0.05) ? 1.5 + 0.7 * random.unit() : 0
    return department + loved + 0.3 * normal(random)
  })
}

/** Brands are loved where one buys: a handful of those at home there, and some that one would not take for a gift. */
function drawBrands(brands: readonly Brand[], tastes: Float32Array, random: Random): Float32Array {
  const interest = new Map<string, number>()
  kinds.forEach(({ path }, kind) => {
    interest.set(path[0], Math.max(interest.get(path[0]) ?? 0, tastes[kind]!))
  })
  return Float32Array.from(brands, ({ departments }) => {
    const here = departments.reduce((most, department) => Math.max(most, interest.get(department) ?? 0), 0)
    const chance = random.unit()
    if (here > 1 && chance < 0.16) return 0.8 + 0.5 * random.unit()
    return chance > 0.92 ? -0.8 : 0.15 * normal(random)
  })
}

function drawHours(random: Random): number[] {
  const hours = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour <= 23 ? 0.25 : 0.04))
  for (const [hour, weight] of rhythms[random.below(rhythms.length)]!) hours[hour]! += weight
  return hours
}
