/** A word of a text. */
export type Word = {
  readonly text: string
  /** Whether its script is written without spaces, or with particles (Hangul, Han, Kana): it is found by its pairs of characters. */
  readonly isRun: boolean
  /** Whether nothing but spaces stands between it and the run before it: shops write compounds with spaces and without. */
  readonly followsRun: boolean
  /** Of a word of letters and digits, as xm5 and iphone15: these apart. Empty for all others. */
  readonly parts: readonly string[]
}

const conjoining = /[\u1100-\u11ff]/g
const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const finals = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'
const letter = /[\p{L}\p{M}\p{N}]/u
const partPattern = /\p{N}+|[^\p{N}]+/gu
/** Latin plurals are found by their singular: but for words like glass, bus, tennis. */
const plural = /[a-z]{2}[^suid0-9]s$/

/** What a character is to a text: between words, of a script whose words run together, or of any other. */
export const characterKinds = { none: 0, run: 1, plain: 2 } as const
const { none, run, plain } = characterKinds

/**
 * One spelling for all ways to write the same: compatibility forms and widths (NFKC), lower case, single Korean letters as
 * keyboards give them.
 */
export function spelled(text: string): string {
  if (isOneSpelling(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(conjoining, (one) => {
      const code = one.charCodeAt(0)
      if (code <= 0x1112) return initials[code - 0x1100]!
      if (code >= 0x1161 && code <= 0x1175) return String.fromCharCode(0x314f + code - 0x1161)
      return (code >= 0x11a8 && finals[code - 0x11a8]) || one
    })
}

/** Nothing but ASCII and whole Hangul syllables, as most titles are: no normal form of Unicode changes it, and asking takes no time. */
export function isOneSpelling(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x80 && !(code >= 0xac00 && code <= 0xd7a3)) return false
  }
  return true
}

/** The words of a text that `spelled` gave, in order. O(length). */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let from = 0
  let kind: number = none
  let runBefore = false
  for (let i = 0; i <= text.length; i++) {
    const next = i < text.length ? kindOf(text.charCodeAt(i), text[i]!) : none
    if (next === kind && kind !== none) continue
    if (kind !== none) words.push(wordOf(text.slice(from, i), kind === run, runBefore))
    if (kind !== none) runBefore = kind === run
    if (next === none && i < text.length && text[i] !== ' ') runBefore = false
    kind = next
    from = i
  }
  return words
}

function wordOf(text: string, isRun: boolean, runBefore: boolean): Word {
  if (isRun) return { text, isRun, followsRun: runBefore, parts: [] }
  const parts = text.match(partPattern)!
  const stem = plural.test(text) ? text.slice(0, -1) : text
  return { text: stem, isRun, followsRun: false, parts: parts.length > 1 ? parts : [] }
}

/** The kind of one UTF-16 unit of a text that `spelled` gave: of `characterKinds`. O(1). */
export function kindOf(code: number, character: string): number {
  if (code < 0x80) {
    const isWord = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
    return isWord ? plain : none
  }
  if (isRunCode(code)) return run
  if (code >= 0xd800 && code < 0xe000) return plain // half of a character beyond the basic plane
  return letter.test(character) ? plain : none
}

/** Hangul syllables and single letters, Kana, Han. */
function isRunCode(code: number): boolean {
  return (
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0x3131 && code <= 0x318e) ||
    (code >= 0x3041 && code <= 0x30ff && code !== 0x30fb) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf)
  )
}
