import { PhraseTable } from '@nunchi/kernel'

/**
 * What a word that counts things counts: 'piece' is what the thing itself comes in, 'pack' holds pieces, 'sheet' is a part
 * of a pack that nobody buys alone (tissues, pads).
 */
export type Counter = { readonly counts: 'piece' | 'pack' | 'sheet'; readonly isWeak?: boolean }

const rows: readonly (readonly [spellings: string, counter: Counter])[] = [
  [
    '개|개입|입|들이|알|정|캡슐|구|본|자루|켤레|족|벌|ea|pc|pcs|piece|pieces|pc s|ct|count|unit|units|capsules|tablets',
    { counts: 'piece' },
  ],
  [
    '캔|병|can|cans|bottle|bottles|페트|펫|can s|스틱|stick|sticks|컵|cup|cups|바|롤|roll|rolls|권|송이|마리|통|줄',
    { counts: 'piece' },
  ],
  ['팩|봉|봉지|포|박스|세트|묶음|상자|통입|곽|케이스입|타|번들|줄입', { counts: 'pack' }],
  ['pack|packs|pk|box|boxes|set|sets|bag|bags|bundle|bundles|case of|pouches|sachets', { counts: 'pack' }],
  ['매|매입|장|장입|sheet|sheets|wipes|nappies|diapers|pages', { counts: 'sheet' }],
  ['p|t|입짜리|er', { counts: 'piece', isWeak: true }],
]

const phrases = new PhraseTable()
const counters: Counter[] = []
for (const [spellings, counter] of rows) {
  for (const spelling of spellings.split('|')) phrases.add(spelling, counters.length)
  counters.push(counter)
}

/** Every spelling of every counter: a phrase's number is that of the counter in `counterAt`. */
export const counterPhrases = phrases

/** The counter with this number. */
export function counterAt(number: number): Counter {
  return counters[number]!
}

/** What may follow a counter without a space and be no other word: 3개세트, 2팩용, 10입짜리. 3개월, 2매입 and 5장식 are others. */
export const counterEndings = new PhraseTable()
for (const ending of '짜리|세트|셋트|묶음|씩|용|들이|입|팩|박스|구성|증정|이상|더|기획|특가|무료|골라|택|선택|할인|분|사은품'.split(
  '|',
))
  counterEndings.add(ending, 0)
