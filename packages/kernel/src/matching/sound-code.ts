import { isSyllable } from '../hangul.ts'
import { soundOfHangul, soundOfLatin } from '../tagging/sound.ts'

const classes = 'kntlmpsj'
const classesMax = 8
/** Fewer consonants are those of too many words. */
const consonantsMin = 2
const consonantsSure = 3

/**
 * How a word sounds to a Korean ear, as its consonants by class, four bits each, the first eight: BREWHOUSE and 브루하우스 have the same.
 * 0 for a word with fewer than two, and for other scripts. 2 us, once a word of the vocabulary.
 */
export function soundCodeOf(text: string): number {
  const isHangul = isSyllable(text.charCodeAt(0))
  if (!isHangul && !/^[a-z]+$/.test(text)) return 0
  const sound = isHangul ? soundOfHangul(text) : soundOfLatin(text)
  let code = 0
  let count = 0
  for (let i = 0; i < sound.length && count < classesMax; i++) {
    const place = classes.indexOf(sound[i]!)
    if (place < 0) continue
    code = (code << 4) | (place + 1)
    count += 1
  }
  return count < consonantsMin ? 0 : code >>> 0
}

/** The code of two words written as one: new balance, 뉴발란스; 0 when either is silent or both are too long. */
export function joinedSoundCode(first: number, second: number): number {
  if (first === 0 || second === 0) return 0
  const length = consonantsIn(second)
  return consonantsIn(first) + length > classesMax ? 0 : ((first << (4 * length)) | second) >>> 0
}

/** Whether so many consonants agree that it is hardly chance. */
export function isSureSound(code: number): boolean {
  return consonantsIn(code) >= consonantsSure
}

function consonantsIn(code: number): number {
  return Math.ceil((32 - Math.clz32(code)) / 4)
}
