import type { Taste } from '../../decide/rank/evidence.ts'
import type { TouchName } from '../../domain/touch.ts'
import { clearlyMore, type Facts, roundTimes, type Sentences } from './facts.ts'
import { particleAfter } from './particle.ts'

/** What they did, up to the ending that `stated`, `linked` and `described` add: 구매하셨어요, 구매하셨고, 구매하신. */
const acts: Readonly<Record<TouchName, string>> = {
  search: '검색하',
  view: '살펴보',
  click: '살펴보',
  dwell: '살펴보',
  wish: '찜하',
  unwish: '찜에서 빼',
  like: '좋다고 하',
  dislike: '별로라고 하',
  share: '공유하',
  review: '평가하',
  cart: '장바구니에 담으',
  uncart: '장바구니에서 빼',
  checkout: '결제하려고 하',
  order: '구매하',
  refund: '반품하',
}
const tastes: Readonly<Record<Taste, string>> = {
  more: '관심 있게 보시는',
  less: '다른 분들보다 덜 찾으시는',
  against: '선호하지 않으시는',
}
const stated = '셨어요'
const linked = '셨고'
const described = '신'

function when(daysAgo: number | undefined): string {
  if (daysAgo === undefined) return ''
  return daysAgo === 0 ? '최근 24시간 안에 ' : daysAgo === 1 ? '하루 전에 ' : `${daysAgo}일 전에 `
}

function often(times: number): string {
  return times === 1 ? '한 번' : times === 2 ? '두 번' : `${times}번`
}

/** 3일 전에 ‘모아’를 구매하셨어요 */
function done({ act, title, daysAgo }: Facts, ending: string): string {
  const what = title === undefined ? '' : `‘${title}’${particleAfter(title, '을/를')} `
  return `${when(daysAgo)}${what}${acts[act ?? 'view']}${ending}`
}

/** 3일 전에 구매하신 ‘모아’ */
function past({ title, act, daysAgo }: Facts): string {
  return `${act === undefined ? '살펴보거나 구매하신' : `${when(daysAgo)}${acts[act]}${described}`} ‘${title}’`
}

export const korean: Sentences = {
  next: (facts) =>
    facts.title === undefined
      ? '살펴보거나 구매하신 상품 다음으로 많이 찾는 상품이에요.'
      : `${past(facts)} 다음으로 많이 찾는 상품이에요.`,
  session: (facts) =>
    facts.title === undefined
      ? '찾는 상품이 비슷한 분들이 이어서 찾은 상품이에요.'
      : `${past(facts)}${particleAfter(facts.title, '을/를')} 고른 분들이 함께 찾은 상품이에요.`,
  again: ({ times, daysAgo }) => {
    if (times === undefined) return '전에 구매하신 상품이에요.'
    return times === 1
      ? `${when(daysAgo)}한 번 구매하신 상품이에요.`
      : `지금까지 ${often(times)}${daysAgo === undefined ? '' : `, 마지막으로 ${when(daysAgo).trim()}`} 구매하신 상품이에요.`
  },
  new: () => '아직 구매하신 적이 없는 상품이에요.',
  tags: (facts) => {
    const { tag, times, taste = 'more', act } = facts
    if (tag === undefined)
      return taste === 'more' ? '관심사와 잘 맞는 상품이에요.' : '평소 고르시는 상품과는 다른 상품이에요.'
    const said = `${tastes[taste]} ${tag} 상품이에요.`
    if (times === undefined || act === undefined) return said
    const last = `${done(facts, stated)}.`
    return times === 1 ? `${said} ${last}` : `${said} 지금까지 ${often(times)}, 마지막으로 ${last}`
  },
  unfinished: (facts) => {
    const { act, times } = facts
    if (act === undefined) return '관심을 보이셨지만 아직 구매하지 않으신 상품이에요.'
    const own = { ...facts, title: undefined }
    return times === undefined
      ? `${done(own, linked)} 아직 구매하지 않으신 상품이에요.`
      : `${done(own, described)} 상품이에요.`
  },
  trend: ({ average, period }) => {
    if (average === undefined) return '많은 분들이 찾는 상품이에요.'
    const time = period === 'season' ? '이번 시즌에' : '지금'
    if (average <= 1) return `${time} 찾는 분이 평균보다 적은 상품이에요.`
    return average < clearlyMore
      ? `${time} 찾는 분이 평균보다 조금 많은 상품이에요.`
      : `${time} 많은 분들이 찾는 상품이에요. 평균의 ${roundTimes(average)}배예요.`
  },
  cluster: () => '취향이 비슷한 분들이 가장 많이 구매하는 상품 중 하나예요.',
  nothing: () => '아직 특별히 추천할 이유는 찾지 못한 상품이에요.',
  explore: ({ tag }) =>
    tag === undefined
      ? '마음에 드시는지 알아보려고 가끔 골라 보여 드리는 상품이에요.'
      : `관심 있게 보시는 ${tag} 상품이에요. 마음에 드시는지 알아보려고 가끔 골라 보여 드려요.`,
  hidden: () => '이 상품이나 브랜드, 카테고리를 숨기셔서 보여 드리지 않아요.',
  unavailable: () => '지금은 구매할 수 없어서 보여 드리지 않는 상품이에요.',
  countsFor: '이 점은 순위를 높여요.',
  countsAgainst: '이 점은 순위를 낮춰요.',
}
