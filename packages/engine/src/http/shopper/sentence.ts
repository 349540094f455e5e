import type { Currency, Lang } from '@nunchi/protocol'
import type { ShopFace } from '../../app/face.ts'
import type { ModuleName, Why } from '../../decide/rank/answer.ts'
import type { ProductId } from '../../domain/units.ts'
import { english } from './english.ts'
import type { Sentences } from './facts.ts'
import { korean } from './korean.ts'
import { tagPhrase } from './tag-words.ts'

export const sentences: Readonly<Record<Lang, Sentences>> = { en: english, ko: korean }

type Titles = Readonly<Record<Lang, string>>
const modules: Readonly<Record<ModuleName, Titles>> = {
  'for-you': { en: 'For you', ko: '고객님을 위한 추천' },
  deals: { en: 'Deals for you', ko: '맞춤 할인' },
  'pick-up': { en: 'Pick up where you left off', ko: '이어서 보기' },
  again: { en: 'Buy again', ko: '다시 구매하기' },
  'new-in-your-brands': { en: 'New in what you like', ko: '관심 브랜드·카테고리 신상품' },
}
/** What is ordered alike for everybody is nobody's own, and must not claim to be: they may have refused just that. */
const modulesOfAll: Partial<Readonly<Record<ModuleName, Titles>>> = {
  'for-you': { en: 'Popular', ko: '인기 상품' },
  deals: { en: 'Deals', ko: '할인 상품' },
}

/** The heading of a module on a page. @param page.isForAll whether everybody is shown the same */
export function moduleTitle(module: ModuleName, lang: Lang, page: { readonly isForAll: boolean }): string {
  return ((page.isForAll && modulesOfAll[module]) || modules[module])[lang]
}

/** What sentences about a shop's products are said with. */
export type Speech = {
  readonly lang: Lang
  readonly currency: Currency
  /** Title of a product, if it has one. */
  readonly titleOf: (product: ProductId) => string | undefined
}

/** How a shop's sentences are said in a language: kept by whoever says many. */
export function speechOf(shop: Pick<ShopFace, 'product'>, currency: Currency, lang: Lang): Speech {
  return { lang, currency, titleOf: (product) => shop.product(product)?.title || undefined }
}

/** Why an item stands on the page, in one sentence. */
export function sentenceOf({ source, product, tag }: Why, { lang, currency, titleOf }: Speech): string {
  return sentences[lang][source]({
    title: product === undefined ? undefined : titleOf(product),
    tag: tag === undefined ? undefined : tagPhrase(tag, lang, currency),
  })
}
