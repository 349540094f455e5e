/** Two forms of a Korean particle: after a consonant, after a vowel. */
export type Particle = '은/는' | '이/가' | '을/를'

const hangulFirst = 0xac00
const hangulLast = 0xd7a3
const finalsPerSyllable = 28
/** Digits read with a consonant at the end: 영 (십, 백, 천, 만), 일, 삼, 육, 칠, 팔. */
const closedDigits = '013678'
/** Letters whose names end in a consonant: 엘, 엠, 엔, 알. */
const closedNames = 'lmnr'
/** Capitals up to so many are spelled out: LG, SUV. */
const spelledMax = 3
/** Units as they are read after a number, where the letters do not tell: 그램, 리터, 미터, 와트, 인치. */
const closedByUnit: Readonly<Record<string, boolean>> = {
  g: true,
  kg: true,
  mg: true,
  l: false,
  ml: false,
  m: false,
  cm: false,
  mm: false,
  km: false,
  w: false,
  in: false,
}
/** Short English words that are written with 으 at the end: 세트, 키트, 네트. */
const openWords: ReadonlySet<string> = new Set(['set', 'kit', 'net'])
/** Endings that the usual transcription of English closes: 애플, 라인, 게임, 클래식, 블랙, 백, 클럽, 북, 컵. */
const closedEnding = /(le|[aeiou][mn]e|[lmn]|ng|[aeiou][bc]|ck|bag|oo[kt]|(^|[^aeiou])[aeiouy][kpt])$/

/**
 * The form of a particle that fits after a word as a Korean reads it: 삼성 은, 모아 는, LG 는, Apple 은, 3kg 은. After
 * what cannot be read both, as is the custom: ★ 은(는).
 */
export function particleAfter(word: string, particle: Particle): string {
  const [closed, open] = particle.split('/')
  const isClosed = endsInConsonant(word)
  return isClosed === undefined ? `${closed}(${open})` : isClosed ? closed! : open!
}

/**
 * Whether a word ends in a consonant as a Korean reads it; undefined when that cannot be told. Marks at the end are passed
 * over. Hangul and digits are certain; capitals are spelled out and units said in full; of other Latin words the ending
 * decides, which is right for most brands and wrong for some (Gap, blog).
 */
function endsInConsonant(word: string): boolean | undefined {
  const text = word.replace(/[™®©]/g, '').normalize('NFKC')
  if (/[%+]$/.test(text)) return false // 퍼센트, 플러스
  const last = /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u.exec(text)?.[1]
  if (last === undefined) return undefined
  const code = last.charCodeAt(last.length - 1)
  if (code >= hangulFirst && code <= hangulLast) return (code - hangulFirst) % finalsPerSyllable !== 0
  if (/[0-9]$/.test(last)) return closedDigits.includes(last.at(-1)!)
  const letters = /[A-Za-z]+$/.exec(last)?.[0]
  if (letters === undefined) return undefined
  const lower = letters.toLowerCase()
  if (letters.length < last.length && Object.hasOwn(closedByUnit, lower)) return closedByUnit[lower]
  const isSpelled = letters.length === 1 || (letters.length <= spelledMax && letters === letters.toUpperCase())
  return isSpelled ? closedNames.includes(lower.at(-1)!) : closedEnding.test(lower) && !openWords.has(lower)
}
