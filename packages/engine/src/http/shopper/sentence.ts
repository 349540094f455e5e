import type { Lang } from '@nunchi/protocol'
import type { ModuleName, Why } from '../../decide/rank/answer.ts'

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

const plain: Readonly<Record<Why['source'], Readonly<Record<Lang, string>>>> = {
  next: { en: 'Often chosen next', ko: '이어서 많이 찾는 상품' },
  session: { en: 'Goes with what you are looking at', ko: '지금 보고 있는 상품과 어울리는 상품' },
  again: { en: 'You chose this before', ko: '전에 선택한 상품' },
  tags: { en: 'Matches what you like', ko: '취향에 맞는 상품' },
  trend: { en: 'Popular right now', ko: '지금 인기 있는 상품' },
  cluster: { en: 'Popular with shoppers like you', ko: '비슷한 고객에게 인기 있는 상품' },
}

/** Why an item stands on the page, in a few words. @param titleOf  title of a product of the shopper's own past */
export function shortSentence(why: Why, lang: Lang, titleOf: (product: string) => string | undefined): string {
  const title = why.product === undefined ? undefined : titleOf(why.product)
  if (title !== undefined && why.source === 'next')
    return lang === 'ko' ? `"${title}" 다음으로 많이 찾는 상품` : `Often chosen after "${title}"`
  if (title !== undefined && why.source === 'session')
    return lang === 'ko' ? `방금 본 "${title}" 관련 상품` : `Goes with "${title}"`
  const name = why.source === 'tags' && why.tag !== undefined ? nameOf(why.tag) : undefined
  if (name !== undefined) return lang === 'ko' ? `관심사에 맞는 상품: ${name}` : `Because you like ${name}`
  return plain[why.source][lang]
}

/** 'brand:삼성' -> 삼성, 'category:가전>음향' -> 음향; a price band has no name worth saying. */
function nameOf(tag: string): string | undefined {
  const colon = tag.indexOf(':')
  const [type, name] = [tag.slice(0, colon), tag.slice(colon + 1)]
  if (type === 'price') return undefined
  if (type === 'category') return name.slice(name.lastIndexOf('>') + 1)
  return type === 'attribute' ? name.slice(name.indexOf('=') + 1) : name
}
