import type { EpochMs, ProductId, ShopEvent } from '@nunchi/engine'
import type { Random } from '@nunchi/kernel'

const tops = ['가전', '패션', '뷰티', '식품', '생활', '스포츠', '유아', '도서', '가구', '반려동물'] as const
const nouns = [
  ['무선 이어폰', '공기 청정기', '전기 포트', '로봇 청소기'],
  ['린넨 원피스', '러닝화', '니트 가디건', '캔버스 가방'],
  ['수분 크림', '선크림', '클렌징 오일', '헤어 에센스'],
  ['원두 커피', '제주 감귤', '현미 즉석밥', '닭가슴살'],
  ['호텔 베개', '극세사 담요', '주방 세제', '수납 상자'],
  ['요가 매트', '등산 양말', '캠핑 의자', '배드민턴 라켓'],
  ['물티슈', '이유식 식판', '아기 로션', '원목 블록'],
  ['여행 에세이', '수학 문제집', '그림 동화', '요리 백과'],
  ['원목 책상', '사무용 의자', '벽 선반', '무드 조명'],
  ['강아지 사료', '고양이 모래', '산책 목줄', '노즈워크 장난감'],
] as const
const colors = ['블랙', '화이트', '베이지', '네이비', '그린', '핑크'] as const
const sizes = ['소형', '중형', '대형'] as const
const day = 86_400_000
/** Brands of one top category; the lower its number the more products a brand has. */
export const brandsPerTop = 50
const productsPerLeaf = 100

type Listing = Extract<ShopEvent, { kind: 'product.listed' }>

export type MarketProduct = {
  readonly id: ProductId
  readonly noun: string
  readonly brandNumber: number
  readonly priceMinor: number
  readonly inStock: boolean
}

/**
 * The products of a made-up market. A product is computed from its number and the seed, so that nothing is stored.
 * Numbers go round the narrowest categories (leaves): the low numbers are what sells best in each.
 */
export class MarketShelf {
  readonly size: number
  /** Narrowest categories. */
  readonly leaves: number
  readonly #seed: number

  constructor({ seed, size }: { seed: number; size: number }) {
    this.#seed = Math.imul(seed, 0x9e3779b1)
    this.size = size
    this.leaves = Math.max(8, Math.round(size / productsPerLeaf))
  }

  /** A 32-bit number that depends on n, the seed and what it is for, and looks random. */
  mix(n: number, purpose: number): number {
    let hash = Math.imul(n ^ this.#seed, 0x85ebca6b) ^ Math.imul(purpose, 0xc2b2ae35)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
    return (hash ^ (hash >>> 15)) >>> 0
  }

  /** Draws a product of a leaf, or of the whole shop (-1), by Zipf's law with exponent 1. */
  draw(random: Random, leaf: number): MarketProduct {
    if (leaf < 0) return this.product(Math.floor(this.size ** random.unit()) - 1)
    const rank = Math.floor(Math.max(1, this.size / this.leaves) ** random.unit()) - 1
    return this.product(Math.min(this.size - 1, rank * this.leaves + leaf))
  }

  product(n: number): MarketProduct {
    const leaf = n % this.leaves
    const top = leaf % tops.length
    const share = this.mix(n, 11) / 2 ** 32
    return {
      id: `synthetic-product-${n}` as ProductId,
      noun: nouns[top][this.mix(leaf, 12) % 4],
      brandNumber: top * brandsPerTop + Math.floor(brandsPerTop * share * share),
      priceMinor: Math.round(10 ** (3.3 + (2.2 * this.mix(n, 13)) / 2 ** 32) / 100) * 100,
      inStock: this.mix(n, 17) % 33 !== 0,
    }
  }

  /** The product as the shop lists it: some 600 bytes, 11 or 12 tags; a quarter reduced, one in 33 sold out. */
  listing(n: number, { now }: { now: number }): Listing {
    const { id, noun, brandNumber, priceMinor, inStock } = this.product(n)
    const leaf = n % this.leaves
    const color = colors[this.mix(n, 14) % colors.length]
    const size = sizes[this.mix(n, 15) % sizes.length]
    const isReduced = this.mix(n, 16) % 4 === 0
    const top = tops[leaf % tops.length]
    return {
      kind: 'product.listed',
      at: (now - 90 * day) as EpochMs,
      id: `synthetic-listing-${n}`,
      product: {
        id,
        title: `Synthetic ${brandNumber} ${noun} ${color} ${size} M${this.mix(n, 19) % 20_000}`,
        brand: `Synthetic ${brandNumber}`,
        categoryPath: [top, `${top} ${Math.floor(leaf / tops.length) % 10}`, `${noun} ${leaf}`],
        attributes: { color, size },
        priceMinor: (isReduced ? Math.round(priceMinor * 0.8) : priceMinor) as Listing['product']['priceMinor'],
        listPriceMinor: priceMinor as Listing['product']['priceMinor'],
        inStock,
        url: `https://shop.invalid/products/${n}`,
        imageUrl: `https://images.shop.invalid/products/${n}/main-640.webp`,
        availableFrom: (now - (this.mix(n, 18) % 400) * day) as EpochMs,
      },
    }
  }
}
