import type { Lang } from '@nunchi/protocol'
import type { ModuleName, Why } from '../../decide/rank/answer.ts'
import { sentences } from '../../decide/rank/sentences.ts'

const modules: Readonly<Record<ModuleName, Readonly<Record<Lang, string>>>> = {
  'for-you': { en: 'For you', ko: '당신을 위한 추천' },
  deals: { en: 'Deals for you', ko: '맞춤 할인' },
  'pick-up': { en: 'Pick up where you left off', ko: '이어서 보기' },
  again: { en: 'Again', ko: '다시 구매' },
  'new-in-your-brands': { en: 'New from your brands', ko: '관심 브랜드 신상품' },
}

/** The heading of a module on the page. */
export function moduleTitle(module: ModuleName, lang: Lang): string {
  return modules[module][lang]
}

/** Why an item stands on the page, in one sentence. @param titleOf  title of a product of the shopper's own past */
export function sentenceOf(why: Why, lang: Lang, titleOf: (product: string) => string | undefined): string {
  const title = why.product === undefined ? undefined : titleOf(why.product)
  return sentences[lang][why.source]({ title, tag: why.tag === undefined ? undefined : nameOf(why.tag) })
}

/** 'brand:삼성' -> 삼성, 'category:가전>음향' -> 음향; a price band has no name worth saying. */
function nameOf(tag: string): string | undefined {
  const colon = tag.indexOf(':')
  const [type, name] = [tag.slice(0, colon), tag.slice(colon + 1)]
  if (type === 'price') return undefined
  if (type === 'category') return name.slice(name.lastIndexOf('>') + 1)
  return type === 'attribute' ? name.slice(name.indexOf('=') + 1) : name
}
