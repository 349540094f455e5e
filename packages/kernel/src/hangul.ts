/** First syllable, number of syllables, and how many vowels and finals there are (The Unicode Standard 3.12). */
const first = 0xac00
const syllables = 11_172
const vowelCount = 21
const finalCount = 28

// Keys of the standard Korean keyboard (Dubeolsik) in the order in which Unicode lists the letters.
const initialKeys = 'r R s e E f a q Q t T d w W c z x v g'.split(' ')
const vowelKeys = 'k o i O j p u P h hk ho hl y n nj np nl b m ml l'.split(' ')
const finalKeys = ',r,R,rt,s,sw,sg,e,f,fr,fa,fq,ft,fx,fv,fg,a,q,qt,t,T,d,w,c,z,x,v,g'.split(',')
const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const letterKeys = new Map<string, string>([
  ...initialKeys.map((key, i): [string, string] => [initials[i]!, key]),
  ...vowelKeys.map((key, i): [string, string] => [String.fromCharCode(0x314f + i), key]),
  ...[...'ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ'].map((letter, i): [string, string] => [
    letter,
    'rt sw sg fr fa fq ft fx fv fg qt'.split(' ')[i]!,
  ]),
])
const letterOfKey = new Map([...letterKeys].map(([letter, key]) => [key, letter]))
const initialPlaces = new Map(initialKeys.map((key, i) => [key, i]))
const vowelPlaces = new Map(vowelKeys.map((key, i) => [key, i]))
const finalPlaces = new Map(finalKeys.map((key, i) => [key, i]))

const vowelPattern = 'h[kol]|n[jpl]|ml|[koiOjpuPhynbml]'
/** A consonant ends a syllable only when no vowel follows, which would take it along. */
const syllablePattern = new RegExp(
  `([rRseEfaqQtTdwWczxvg])(${vowelPattern})((?:rt|s[wg]|f[raqtxvg]|qt|[rRsefaqtTdwczxvg])(?![koiOjpuPhynbml]))?|(${vowelPattern}|[a-zA-Z])`,
  'g',
)
const shifted = /[QWERTOP]/

/** Whether a character is a whole syllable: 가 to 힣. */
export function isSyllable(code: number): boolean {
  return code >= first && code < first + syllables
}

/** Whether a text is initial consonants alone, as people type to find things fast: ㅇㅍㅈ. */
export function isInitials(text: string): boolean {
  return text !== '' && [...text].every((letter) => initials.includes(letter))
}

/** Every syllable as its initial consonant: 이어폰 -> ㅇㅇㅍ. Other characters stay. */
export function initialsOf(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    out += isSyllable(code) ? initials[Math.floor((code - first) / (vowelCount * finalCount))]! : text[i]!
  }
  return out
}

/**
 * What a Korean text is typed with: 아이폰 -> dkdlvhs. A text that is still being typed is a prefix of the whole then,
 * also in the middle of a syllable: 아잎 -> dkdlv. Other characters stay.
 */
export function keysOf(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!isSyllable(code)) {
      out += letterKeys.get(text[i]!) ?? text[i]!
      continue
    }
    const place = code - first
    out += initialKeys[Math.floor(place / (vowelCount * finalCount))]!
    out += vowelKeys[Math.floor(place / finalCount) % vowelCount]!
    out += finalKeys[place % finalCount]!
  }
  return out
}

/**
 * What would have come of these keys on a Korean layout: dkdlvhs -> 아이폰. Letters that make no syllable become single
 * ones. Capitals that the layout has no letter for are taken as small ones; what is no key stays.
 */
export function hangulOf(keys: string): string {
  const typed = keys.replace(/[A-Z]/g, (key) => (shifted.test(key) ? key : key.toLowerCase()))
  return typed.replace(syllablePattern, (_all, initial, vowel, final, single) => {
    if (single !== undefined) return letterOfKey.get(single) ?? single
    const place = (initialPlaces.get(initial)! * vowelCount + vowelPlaces.get(vowel)!) * finalCount
    return String.fromCharCode(first + place + finalPlaces.get(final ?? '')!)
  })
}

/**
 * The text as it would be on the other layout, Korean or Latin: dkdlvhs -> 아이폰, 메ㅔㅣㄷ -> apple. Undefined when that gives
 * nothing to read: Latin that leaves single letters, Hangul that is all whole syllables and so was meant.
 */
export function onOtherLayout(text: string): string | undefined {
  if (/[ㄱ-ㅣ]/.test(text)) return isInitials(text.replaceAll(' ', '')) ? undefined : keysOf(text).toLowerCase()
  if (!/[a-zA-Z]/.test(text) || /[가-힣]/.test(text)) return undefined
  const hangul = hangulOf(text)
  return /[ㄱ-ㅣa-zA-Z]/.test(hangul) ? undefined : hangul
}
