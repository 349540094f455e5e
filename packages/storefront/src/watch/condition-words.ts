import type { ConditionBody, CountingBody, Currency, WantedBody } from '@nunchi/protocol'
import { count, type Lang, money } from '@nunchi/ui'

/** What is waited for, as a phrase: "at most ₩9,500", "역대 최저가". Several have to hold at once. */
export function conditionWords(conditions: readonly ConditionBody[], currency: Currency, lang: Lang): string {
  if (conditions.length === 0) return lang === 'ko' ? '조건에 맞는 상품이 나오면' : 'whatever comes to fit'
  return conditions.map((one) => (lang === 'ko' ? korean : english)(one, currency)).join(' + ')
}

function korean(condition: ConditionBody, currency: Currency): string {
  if (condition.when === 'at-most') {
    const price = `${money(condition.minor, currency, 'ko')} 이하`
    return condition.per ? `${perWords(condition.per, 'ko')}당 ${price}` : price
  }
  if (condition.when === 'back-in-stock') return '재입고'
  if (condition.when === 'lowest') {
    const low = condition.days === undefined ? '역대 최저가' : `${count(condition.days, 'ko')}일 최저가`
    return condition.orEqual ? `${low}(같은 가격 포함)` : low
  }
  const from = { start: '신청할 때보다', alert: '지난 알림 때보다', before: '바로 전보다' }[sinceOf(condition)]
  return `${from} ${stepWords(condition, currency, 'ko')} ${condition.when === 'rise' ? '인상' : '인하'}`
}

function english(condition: ConditionBody, currency: Currency): string {
  if (condition.when === 'at-most') {
    const price = `at most ${money(condition.minor, currency, 'en')}`
    return condition.per ? `${price} per ${perWords(condition.per, 'en')}` : price
  }
  if (condition.when === 'back-in-stock') return 'back in stock'
  if (condition.when === 'lowest') {
    const low = condition.days === undefined ? 'all-time low' : `low of ${count(condition.days, 'en')} days`
    return condition.orEqual ? `${low}, or as low` : low
  }
  const from = { start: 'when you asked', alert: 'at the last alert', before: 'just before' }[sinceOf(condition)]
  return `${stepWords(condition, currency, 'en')} ${condition.when === 'rise' ? 'higher' : 'lower'} than ${from}`
}

type Stepped = Extract<ConditionBody, { when: 'drop' | 'rise' }>
const sinceOf = (condition: Stepped) => (condition.when === 'drop' ? condition.since : 'start')

/** "100 g", "1 piece", "1개". */
export function perWords({ amount, unit }: { amount: number; unit: string }, lang: Lang): string {
  if (unit === 'g' || unit === 'ml') return `${count(amount, lang)} ${unit}`
  if (lang === 'ko') return `${count(amount, 'ko')}${unit === 'sheet' ? '매' : '개'}`
  return `${count(amount, 'en')} ${unit}${amount === 1 ? '' : 's'}`
}

/** Which prices count: "쿠팡 · 삼성카드"; empty for those of all malls that everybody pays. */
export function countingWords({ malls = [], benefits = [] }: CountingBody = {}): string {
  return [...malls, ...benefits].join(' · ')
}

function stepWords(step: { byMinor?: number; byPercent?: number }, currency: Currency, lang: Lang): string {
  return step.byMinor === undefined ? `${step.byPercent}%` : money(step.byMinor, currency, lang)
}

/** What a query looks for, in the words that somebody gave: "원두 · 커피 > 원두 · ₩5,000–₩9,000". */
export function queryWords(wanted: WantedBody & { what: 'query' }, currency: Currency, lang: Lang): string {
  const { words, brand, categoryPath, attributes, fromMinor, toMinor } = wanted
  const band = bandWords(fromMinor, toMinor, (minor) => money(minor, currency, lang), lang)
  return [words, brand, categoryPath?.join(' > '), ...Object.values(attributes ?? {}), band].filter(Boolean).join(' · ')
}

function bandWords(
  from: number | undefined,
  to: number | undefined,
  amount: (minor: number) => string,
  lang: Lang,
): string {
  if (from !== undefined && to !== undefined) return `${amount(from)}–${amount(to)}`
  if (from !== undefined) return lang === 'ko' ? `${amount(from)}부터` : `from ${amount(from)}`
  if (to !== undefined) return lang === 'ko' ? `${amount(to)}까지` : `up to ${amount(to)}`
  return ''
}
