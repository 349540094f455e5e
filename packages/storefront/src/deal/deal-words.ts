import type { DealBody, DiscountBody } from '@nunchi/protocol'
import { count, counted, dayOf, type Lang, money, percent } from '@nunchi/ui'

/** From which score on a price is called what. */
const bands = [
  { from: 80, ko: '아주 좋은 가격', en: 'Very good price' },
  { from: 60, ko: '좋은 가격', en: 'Good price' },
  { from: 40, ko: '보통 가격', en: 'Usual price' },
  { from: 20, ko: '비싼 편', en: 'On the high side' },
  { from: 0, ko: '비싼 가격', en: 'High price' },
] as const
/** From so many known days on, that it was never cheaper is worth a word. */
const lowestDaysMin = 7

/** Whether a score is worth the colour of what is good. */
export function isGood(score: number): boolean {
  return score >= 60
}

/** A score in words. */
export function bandOf(score: number, lang: Lang): string {
  return bands.find(({ from }) => score >= from)![lang]
}

/** How the price stands among those of the past: its score explained, then whether it was ever this low. */
export function standingWords(deal: DealBody, lang: Lang): readonly string[] {
  const { score, windows, standing } = deal
  const scored = windows.find((window) => window.days === 90 && window.score !== undefined) ?? windows[0]
  const known = windows.reduce((most, { knownDays }) => Math.max(most, Math.floor(knownDays)), 0)
  const first =
    score === undefined || !scored
      ? lang === 'ko'
        ? `가격을 안 지 ${known < 1 ? '하루가 안 되어' : `${count(known, 'ko')}일이라`} 아직 점수를 매길 수 없어요.`
        : `Its price is known for ${known < 1 ? 'less than a day' : counted(known, 'day')}: too little to score it.`
      : lang === 'ko'
        ? `최근 ${scored.days}일의 ${score}%는 이보다 비쌌어요. (같은 값이던 때는 반만 셌어요)`
        : `It cost more for ${score}% of the last ${scored.days} days (time at this price counts half).`
  return [first, ...(standing && known >= lowestDaysMin ? lowWords(standing, deal, lang) : [])]
}

function lowWords(standing: NonNullable<DealBody['standing']>, { currency }: DealBody, lang: Lang): string[] {
  const { allTimeLow, lowestInDays, lowBefore } = standing
  const isKo = lang === 'ko'
  if (allTimeLow === 'new') return [isKo ? '지금까지 중 가장 싸요.' : 'It was never this cheap before.']
  if (allTimeLow === 'equal') return [isKo ? '지금까지 가장 쌌던 값과 같아요.' : 'As cheap as it ever was.']
  const said: string[] = []
  if (lowestInDays >= lowestDaysMin)
    said.push(
      isKo
        ? `${count(lowestInDays, 'ko')}일 동안 이보다 싼 적이 없었어요.`
        : `It was not cheaper for ${counted(lowestInDays, 'day')}.`,
    )
  if (allTimeLow === 'no' && lowBefore) {
    const [price, day] = [money(lowBefore.minor, currency, lang), dayOf(lowBefore.until, lang)]
    said.push(isKo ? `가장 쌌을 때는 ${price}이었어요 (${day}까지).` : `At its lowest it was ${price} (until ${day}).`)
  }
  return said
}

/** What is wrong with a reduction, with the evidence; nothing where it is true, or not enough is known to say. */
export function discountWords(
  deal: DealBody,
  lang: Lang,
): { readonly title: string; readonly body: string } | undefined {
  const { discount, listPriceMinor, currency } = deal
  if (!discount || listPriceMinor === undefined) return undefined
  const amount = (minor: number) => money(minor, currency, lang)
  const day = (at: number) => dayOf(at, lang)
  const share = (one: number) => percent(one, lang, 0)
  const facts = { ...discount, list: amount(listPriceMinor), amount, day, share }
  return lang === 'ko' ? inKorean(facts) : inEnglish(facts)
}

type Facts = DiscountBody & {
  readonly list: string
  readonly amount: (minor: number) => string
  readonly day: (at: number) => string
  readonly share: (share: number) => string
}

function inKorean({ verdict, list, amount, day, share, ...facts }: Facts) {
  const { claimedShare, trueShare = 0, reference, chargedShare, rise, listRise } = facts
  if (verdict === 'raised-before-sale' && rise)
    return {
      title: '값을 올렸다가 내린 할인이에요',
      body: `${day(rise.at)}에 ${amount(rise.fromMinor)}에서 ${amount(rise.toMinor)}으로 오른 뒤 내렸어요. 오르기 전과 견주면 표시된 ${share(claimedShare)}만큼 싸지 않아요.`,
    }
  if (verdict === 'list-raised' && listRise)
    return {
      title: '정가를 올린 할인이에요',
      body: `정가가 ${day(listRise.at)}에 ${amount(listRise.fromMinor)}에서 ${amount(listRise.toMinor)}으로 올랐어요. 할인율 ${share(claimedShare)}의 대부분이 그때 생겼어요.`,
    }
  if (verdict === 'hardly-ever-charged')
    return {
      title: '정가에 판 적이 거의 없어요',
      body: `최근 90일 가운데 ${list} 이상이던 때는 ${share(chargedShare)}뿐이에요.`,
    }
  if (verdict === 'overstated' && reference)
    return {
      title: '할인율이 부풀려졌어요',
      body: `할인 전 30일의 최저가는 ${amount(reference.minor)}(${day(reference.until)}까지)이었어요. ${trueShare > 0 ? `그 값에서는 ${share(trueShare)} 할인이에요.` : '지금 값이 그보다 싸지 않아요.'} 표시는 ${share(claimedShare)}예요.`,
    }
  return undefined
}

function inEnglish({ verdict, list, amount, day, share, ...facts }: Facts) {
  const { claimedShare, trueShare = 0, reference, chargedShare, rise, listRise } = facts
  if (verdict === 'raised-before-sale' && rise)
    return {
      title: 'The price was put up before it came down',
      body: `On ${day(rise.at)} it went from ${amount(rise.fromMinor)} to ${amount(rise.toMinor)}, then down. Against what it was before, it is not ${share(claimedShare)} cheaper.`,
    }
  if (verdict === 'list-raised' && listRise)
    return {
      title: 'The list price was put up',
      body: `On ${day(listRise.at)} the list price went from ${amount(listRise.fromMinor)} to ${amount(listRise.toMinor)}: most of the ${share(claimedShare)} off came about then.`,
    }
  if (verdict === 'hardly-ever-charged')
    return {
      title: 'The list price was hardly ever charged',
      body: `In the last 90 days it cost ${list} or more for ${share(chargedShare)} of the time.`,
    }
  if (verdict === 'overstated' && reference)
    return {
      title: 'The reduction is overstated',
      body: `The lowest price of the 30 days before it was ${amount(reference.minor)} (until ${day(reference.until)}): ${trueShare > 0 ? `from that it is ${share(trueShare)} off` : 'it is not cheaper now'}, not ${share(claimedShare)}.`,
    }
  return undefined
}

/** Whether to wait, in one sentence, of the horizon that speaks clearest; nothing where it is not known. */
export function waitingWords({ waiting, currency }: DealBody, lang: Lang): string | undefined {
  const { chances } = waiting
  const soonest = chances.find(({ advice }) => advice === 'wait')
  const told = soonest ?? chances.at(-1)
  if (!told) return undefined
  const chance = percent(told.chance, lang, 0)
  const isKo = lang === 'ko'
  const likely = isKo
    ? `${told.days}일 안에 더 싸질 가능성은 ${chance}예요.`
    : `The chance of a lower price within ${told.days} days is ${chance}.`
  if (soonest) {
    const saving = money(soonest.expectedSavingMinor ?? 0, currency, lang)
    return isKo
      ? `급하지 않으면 기다려 보세요. ${likely} 기다리면 평균 ${saving} 아껴요.`
      : `Wait if you can. ${likely} Waiting saves ${saving} on average.`
  }
  if (chances.every(({ advice }) => advice === 'buy'))
    return isKo ? `지금 사도 좋아요. ${likely}` : `Buy now if you need it. ${likely}`
  return likely
}
