import type { TouchName } from '../../domain/touch.ts'
import type { Source } from './answer.ts'

export type Lang = 'ko' | 'en'

/** The facts a sentence is made of; what is unknown is left out of it. */
export type Evidence = {
  readonly title?: string
  readonly tag?: string
  readonly times?: number
  readonly daysAgo?: number
  readonly act?: TouchName
}

const actsEn: Readonly<Partial<Record<TouchName, string>>> = {
  search: 'searched for it',
  wish: 'wished for one',
  cart: 'put one in the cart',
  order: 'bought one',
  like: 'liked one',
  share: 'shared one',
  review: 'reviewed one',
}
const actsKo: Readonly<Partial<Record<TouchName, string>>> = {
  search: '검색',
  wish: '찜',
  cart: '장바구니에 담기',
  order: '구매',
  like: '좋아요',
  share: '공유',
  review: '리뷰 작성',
}

function whenEn(days: number | undefined): string {
  if (days === undefined) return ''
  return days === 0 ? ' today' : days === 1 ? ' yesterday' : ` ${days} days ago`
}

function whenKo(days: number | undefined): string {
  if (days === undefined) return ''
  return days === 0 ? '오늘 ' : days === 1 ? '어제 ' : `${days}일 전 `
}

/** One sentence per source and language: what speaks for a product, in the shopper's own words. */
export const sentences: Readonly<Record<Lang, Readonly<Record<Source, (evidence: Evidence) => string>>>> = {
  en: {
    next: ({ title }) => (title ? `Often follows on “${title}”, which you had.` : 'Often follows on what you had.'),
    session: ({ title }) =>
      title
        ? `People who had “${title}” and more of what you had went on to this.`
        : 'People with a basket like yours went on to this.',
    again: ({ times, daysAgo }) =>
      times === undefined
        ? 'You have bought it before.'
        : `You have bought it ${times === 1 ? 'once' : `${times} times`}, last${whenEn(daysAgo)}.`,
    tags: ({ tag, times, daysAgo, act }) =>
      tag === undefined
        ? 'It suits your interests.'
        : times === undefined
          ? `You like ${tag}.`
          : `You like ${tag}: ${times} ${times === 1 ? 'act' : 'acts'} of yours, and last you ${(act && actsEn[act]) ?? 'looked at one'}${whenEn(daysAgo)}.`,
    unfinished: () => 'You looked at it and have not decided yet.',
    trend: () => 'Many shoppers want it right now.',
    cluster: () => 'Bought most by the group of shoppers you are counted to.',
  },
  ko: {
    next: ({ title }) =>
      title ? `함께하신 ‘${title}’ 다음으로 많이 찾는 상품이에요.` : '함께하신 상품 다음으로 많이 찾는 상품이에요.',
    session: ({ title }) =>
      title
        ? `‘${title}’ 등 비슷한 상품을 담은 분들이 이어서 찾은 상품이에요.`
        : '장바구니가 비슷한 분들이 이어서 찾은 상품이에요.',
    again: ({ times, daysAgo }) =>
      times === undefined
        ? '전에 구매하신 상품이에요.'
        : `${times}번 구매하셨고, 마지막은 ${whenKo(daysAgo).trim() || '전'}이에요.`,
    tags: ({ tag, times, daysAgo, act }) =>
      tag === undefined
        ? '관심사와 잘 맞아요.'
        : times === undefined
          ? `관심 있는 ${tag} 상품이에요.`
          : `관심 있는 ${tag} 상품이에요: 활동 ${times}회, 마지막은 ${whenKo(daysAgo)}${(act && actsKo[act]) ?? '조회'}.`,
    unfinished: () => '보시고 아직 결정하지 않은 상품이에요.',
    trend: () => '지금 많은 분들이 찾는 상품이에요.',
    cluster: () => '고객님이 속한 그룹이 가장 많이 구매한 상품이에요.',
  },
}
