import { PhraseTable, tokenKind } from '@nunchi/kernel'
import { continuesWord, goesOn, type Reading, signAt, textOf } from './reading.ts'

/** A word of a table where it stands in a text. */
export type WordFound = { readonly value: string; readonly from: number; readonly to: number; readonly isEdge: boolean }

const found = { phrase: 0, from: 0, to: 0 }
const syllablesMin = 3
/** What follows a thing that comes along with what is sold: 쇼핑백 증정, 케이스포함. */
const gifts = new PhraseTable()
for (const word of '증정|포함|동봉|제공|사은품|드림|드려요|별도|미포함|무료증정|추가증정|증정품|내장|included'.split(
  '|',
))
  gifts.add(word, 0)

/**
 * Values by the words that say them, for text in which Korean words grow together: a word of two syllables must touch an end of what
 * it stands in or another word of the table, a longer one may stand anywhere, one of a single syllable must stand alone. The longest wins.
 * Words that come along as a gift say nothing.
 */
export class WordTable {
  readonly #phrases = new PhraseTable()
  readonly #values: string[] = []
  readonly #lengths: number[] = []

  /** @param words value -> words, parted by |. @param others words that hold one of these and mean something else */
  constructor(words: Readonly<Record<string, string>>, others: string) {
    for (const [value, spellings] of Object.entries(words))
      for (const spelling of spellings.split('|')) {
        if (this.#phrases.add(spelling, this.#values.length) !== this.#values.length) continue // there already: the first one counts
        this.#values.push(value)
        this.#lengths.push(spelling.length)
      }
    for (const word of others.split('|'))
      if (this.#phrases.add(word, this.#values.length) === this.#values.length) {
        this.#values.push('')
        this.#lengths.push(word.length)
      }
  }

  /**
   * Calls `visit` with each word in turn; O(tokens).
   * @param beginsThing by token, where given: 1 where a word of one syllable may end, as the 롱 of 롱패딩
   */
  each(reading: Reading, visit: (found: WordFound) => void, beginsThing?: Uint8Array): void {
    const { tokens } = reading
    let before = -1
    for (let at = 0; at < tokens.count; at++) {
      if (tokens.kinds[at] === tokenKind.number || !this.#phrases.longest(tokens, at, found)) continue
      const { phrase, to } = found
      const isPart = { at, to, before }
      if (this.#values[phrase] === '') {
        if (stands(reading, isPart, false)) at = to - 1
        continue
      }
      if (!stands(reading, isPart, this.#lengths[phrase]! === 1, beginsThing)) continue
      if (!isGift(reading, at, to)) {
        const isEdge = !continuesWord(reading, at) && !goesOn(reading, to)
        visit({ value: this.#values[phrase]!, from: at, to, isEdge })
      }
      before = to
      at = to - 1
    }
  }
}

function stands(
  reading: Reading,
  { at, to, before }: { at: number; to: number; before: number },
  isSingle: boolean,
  beginsThing?: Uint8Array,
): boolean {
  const { tokens } = reading
  if (tokens.kinds[at] !== tokenKind.syllable) return !isPossessive(reading, at)
  const startsWord = !continuesWord(reading, at) || before === at
  const endsWord = !goesOn(reading, to)
  if (isSingle) return startsWord && (endsWord || beginsThing?.[to] === 1)
  return to - at >= syllablesMin || startsWord || endsWord
}

function isPossessive(reading: Reading, at: number): boolean {
  const sign = signAt(reading, at - 1)
  return reading.tokens.glued[at] === 1 && (sign === "'" || sign === '’')
}

/** Whether it is given along: 증정 or the like behind it, or a plus between spaces before. */
function isGift(reading: Reading, from: number, to: number): boolean {
  const { tokens } = reading
  if (to < tokens.count && gifts.longest(tokens, to, { phrase: 0, from: 0, to: 0 })) return true
  return from > 0 && tokens.glued[from] === 0 && tokens.glued[from - 1] === 0 && textOf(reading, from - 1) === '+'
}
