import { counted, type Lang } from '@nunchi/ui'
import type { Act, ActKind, HomeChange } from '../app/home-watch.tsx'

const because: Readonly<Record<Lang, Readonly<Record<ActKind, (name: string) => string>>>> = {
  ko: {
    viewed: (name) => `방금 본 ‘${name}’ 때문에`,
    wished: (name) => `‘${name}’ 상품을 찜해서`,
    unwished: (name) => `‘${name}’ 찜을 취소해서`,
    shared: (name) => `‘${name}’ 상품을 공유해서`,
    carted: (name) => `‘${name}’ 상품을 장바구니에 담아서`,
    uncarted: (name) => `‘${name}’ 상품을 장바구니에서 빼서`,
    ordered: () => '방금 한 주문 때문에',
    searched: (name) => `‘${name}’ 검색 때문에`,
    hid: (name) => `‘${name}’ 항목을 숨겨서`,
    unhid: (name) => `‘${name}’ 항목을 다시 보기로 해서`,
    removed: (name) => `‘${name}’ 관심사를 지워서`,
    chose: () => '설정을 바꿔서',
  },
  en: {
    viewed: (name) => `Because you looked at “${name}”`,
    wished: (name) => `Because you wished for “${name}”`,
    unwished: (name) => `Because you no longer wish for “${name}”`,
    shared: (name) => `Because you shared “${name}”`,
    carted: (name) => `Because you put “${name}” in the cart`,
    uncarted: (name) => `Because you took “${name}” out of the cart`,
    ordered: () => 'Because of your order',
    searched: (name) => `Because you searched for “${name}”`,
    hid: (name) => `Because you hid “${name}”`,
    unhid: (name) => `Because “${name}” may be shown again`,
    removed: (name) => `Because “${name}” is no interest of yours`,
    chose: () => 'Because of your settings',
  },
}

/** Titles of feeds and what people type can be as long as a page; the sentence floats above one. */
const nameMax = 60

/** What became of the home and why, in a sentence: "Because you looked at “X”, 12 places changed." */
export function changeSentence({ acts, places }: HomeChange, lang: Lang): string {
  const reason = reasonOf(acts, lang)
  if (lang === 'ko') {
    return places === 0 ? `${reason} 바뀐 자리는 없어요.` : `${reason} 홈에서 ${places}자리가 바뀌었어요.`
  }
  if (places === 0) return `${reason}, nothing moved on your home.`
  return `${reason}, ${counted(places, 'place')} on your home changed.`
}

function reasonOf(acts: readonly Act[], lang: Lang): string {
  const { kind, name } = acts.at(-1) ?? { kind: 'chose', name: '' }
  const short =
    name.length > nameMax
      ? `${Array.from(name)
          .slice(0, nameMax - 1)
          .join('')}…`
      : name
  const more = acts.length - 1
  if (lang === 'ko')
    return more > 0 ? `최근 행동 ${acts.length}개, 특히 ${because.ko[kind](short)}` : because.ko[kind](short)
  return because.en[kind](short) + (more > 0 ? ` and ${more} more` : '')
}
