import { grown, onOtherLayout } from '@nunchi/kernel'
import type { SearchIndex } from '../../state/search-index.ts'

/** What a question finds: items in no order; the first `count`. */
export type Matches = {
  readonly items: Uint32Array
  readonly count: number
  /** By item: what the words say of it, greater than 0. Undefined when nothing was found. */
  readonly fits?: Float32Array
  readonly corrected?: string
  readonly relaxed: boolean
}

/** Of a question of several words, so many must be met at least. */
const wordsShare = 0.5

const none: Matches = { items: new Uint32Array(0), count: 0, relaxed: false }
/** By item: how well it fits. Scratch, as one question is answered at a time. */
let fits: Float32Array = new Float32Array(0)

/**
 * Finds the products that have all words of a question; else all words that it would be on the other keyboard layout;
 * else most of its words, half of them at least, and parts of words at that.
 */
export function matchesOf(index: SearchIndex, query: string): Matches {
  const words = index.read(query)
  if (words.length === 0) return none
  if (index.find(words) === words.length) return found(index)
  const corrected = onOtherLayout(query.normalize('NFC').trim())
  const meant = corrected === undefined ? [] : index.read(corrected)
  if (meant.length > 0 && index.find(meant) === meant.length) return { ...found(index), corrected }
  const met = index.find(words, { isForgiving: true })
  return met === 0 || met < words.length * wordsShare ? none : { ...found(index), relaxed: true }
}

function found({ found: { items, scores, count } }: SearchIndex): Matches {
  let most = 0
  for (let i = 0; i < count; i++) most = Math.max(most, items[i]!)
  fits = grown(fits, most + 1)
  for (let i = 0; i < count; i++) fits[items[i]!] = scores[i]!
  return { items, count, fits, relaxed: false }
}
