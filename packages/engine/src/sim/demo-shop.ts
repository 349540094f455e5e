import { Random } from '@nunchi/kernel'
import type { Report } from '../app/report.ts'
import type { Product } from '../domain/product.ts'
import { type EpochMs, epochMs, minor, type OrderId, type ProductId } from '../domain/units.ts'
import type { CatalogEvent } from '../events/catalog.ts'

const day = 86_400_000
const minute = 60_000
const daysShown = 14

/** What a demo department sells: nouns, words before them, and a price level in won. */
const departments = [
  {
    path: ['패션', '원피스'],
    nouns: ['플라워 원피스', '린넨 원피스', '니트 원피스'],
    brands: ['봄날', '하루옷', 'MOA'],
    won: 39_000,
  },
  { path: ['패션', '운동화'], nouns: ['러닝화', '워킹화', '캔버스화'], brands: ['달림', 'MOA', '스텝업'], won: 69_000 },
  {
    path: ['뷰티', '스킨케어'],
    nouns: ['수분 크림', '선크림 50ml', '토너 200ml'],
    brands: ['이슬', '맑음', '온도'],
    won: 18_000,
  },
  {
    path: ['식품', '커피'],
    nouns: ['원두 500g', '드립백 20개입', '콜드브루 1L'],
    brands: ['새벽로스터', '온도', '마루'],
    won: 14_000,
  },
  {
    path: ['식품', '과일'],
    nouns: ['제주 감귤 3kg', '샤인머스캣 2kg', '사과 5kg'],
    brands: ['산들농장', '마루', '바른밭'],
    won: 24_000,
  },
  {
    path: ['가전', '음향'],
    nouns: ['무선 이어폰', '블루투스 스피커', '헤드폰'],
    brands: ['소리결', 'NURI', '한빛'],
    won: 89_000,
  },
  {
    path: ['가전', '주방'],
    nouns: ['에어프라이어 5L', '전기포트 1.7L', '믹서기'],
    brands: ['한빛', 'NURI', '부엌'],
    won: 59_000,
  },
  {
    path: ['생활', '침구'],
    nouns: ['호텔 베개', '차렵이불', '극세사 담요'],
    brands: ['포근', '하루옷', '온도'],
    won: 35_000,
  },
] as const
const colors = ['블랙', '화이트', '베이지', '네이비', '그린', '핑크'] as const

/** A seeded little shop with shoppers of known taste: demo data, made up, and named so wherever it shows. */
export type DemoShop = { readonly catalog: readonly CatalogEvent[]; readonly reports: readonly Report[] }

/** About 290 products and 120 shoppers over the two weeks before `now`. The same seed and time give the same shop. */
export function demoShop({ seed, now }: { seed: number; now: EpochMs }): DemoShop {
  const random = new Random(seed)
  const products = departments.flatMap((_, department) => demoProducts(department, random, now))
  const reports = Array.from({ length: 120 }, (_, n) => demoVisits(n, products, random, now)).flat()
  reports.sort((a, b) => a.event!.at - b.event!.at || (a.id < b.id ? -1 : 1))
  return {
    catalog: products.map((product) => ({
      kind: 'product.listed',
      at: epochMs(now - daysShown * day),
      id: `demo:listed:${product.id}`,
      product,
    })),
    reports,
  }
}

function demoProducts(department: number, random: Random, now: EpochMs): Product[] {
  const { path, nouns, brands, won } = departments[department]!
  return nouns.flatMap((noun, n) =>
    brands.flatMap((brand, b) =>
      pick(random, colors, 4).map((color, c): Product => {
        const listPriceMinor = minor(Math.round((won * (0.6 + random.unit())) / 100) * 100)
        const reduced =
          random.unit() < 0.25
            ? minor(Math.round((listPriceMinor * (0.6 + 0.3 * random.unit())) / 100) * 100)
            : undefined
        return {
          id: `demo-${department}${n}${b}${c}` as ProductId,
          title: `[데모] ${brand} ${noun} ${color}`,
          brand,
          categoryPath: path,
          attributes: { color },
          priceMinor: reduced ?? listPriceMinor,
          listPriceMinor,
          inStock: random.unit() > 0.03,
          availableFrom: epochMs(now - Math.floor(random.unit() * 60) * day),
        }
      }),
    ),
  )
}

/** A shopper who likes two departments, one brand in each, and one colour. */
function demoVisits(n: number, products: readonly Product[], random: Random, now: EpochMs): Report[] {
  const liked = pick(random, departments, 2).map(({ path, brands }) => ({
    path,
    brand: brands[random.below(brands.length)]!,
  }))
  const color = colors[random.below(colors.length)]!
  const appeal = (product: Product): number => {
    const taste = liked.find(({ path }) => path.join('>') === product.categoryPath.join('>'))
    return (taste ? 8 : 0.3) * (taste?.brand === product.brand ? 3 : 1) * (product.attributes.color === color ? 2 : 1)
  }
  const weights = products.map(appeal)
  const reports: Report[] = []
  for (let visit = 0; visit < 2 + random.below(5); visit++) {
    const start = now - Math.floor(random.unit() * daysShown * day) - 30 * minute
    for (let step = 0; step < 3 + random.below(8); step++) {
      const product = products[draw(random, weights)]!
      reports.push(...demoSteps({ n, visit, step, product, at: epochMs(start + step * minute), random }))
    }
  }
  return reports
}

function demoSteps(one: {
  n: number
  visit: number
  step: number
  product: Product
  at: EpochMs
  random: Random
}): Report[] {
  const { n, visit, step, product, at, random } = one
  const id = `demo:${n}:${visit}:${step}`
  const user = `demo-shopper-${n + 1}`
  const reports: Report[] = [{ user, id, event: { kind: 'product.viewed', at, id, product: product.id } }]
  if (random.unit() < 0.25) {
    reports.push({
      user,
      id: `${id}:cart`,
      event: { kind: 'cart.added', at: epochMs(at + 20_000), id: `${id}:cart`, product: product.id, quantity: 1 },
    })
  }
  if (random.unit() < 0.12) {
    const order = `order:demo-${n}-${visit}-${step}`
    const lines = [{ product: product.id, quantity: 1, priceMinor: product.priceMinor }]
    reports.push({
      user,
      id: order,
      event: { kind: 'order.placed', at: epochMs(at + 40_000), id: order, order: order.slice(6) as OrderId, lines },
    })
  }
  return reports
}

function pick<Item>(random: Random, from: readonly Item[], count: number): Item[] {
  const left = [...from]
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)[0]!)
}

/** An index drawn with probability proportional to its weight. */
function draw(random: Random, weights: readonly number[]): number {
  let left = random.unit() * weights.reduce((sum, weight) => sum + weight, 0)
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!
    if (left < 0) return i
  }
  return weights.length - 1
}
