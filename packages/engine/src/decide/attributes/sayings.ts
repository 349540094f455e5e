import { PhraseTable } from '@nunchi/kernel'
import { sayings } from '../../domain/sayings.ts'
import type { Reading } from './reading.ts'

const phrases = new PhraseTable()
for (const saying of sayings.split('|')) phrases.add(saying, 0)
const found = { phrase: 0, from: 0, to: 0 }

/** Whether from this token on there is nothing but what malls say to sell: 무료배송, 사은품증정. O(tokens) */
export function isSayingAt({ tokens }: Reading, at: number): boolean {
  if (at >= tokens.count || !phrases.longest(tokens, at, found)) return false
  for (let next = found.to; next < tokens.count; next = found.to)
    if (!phrases.longest(tokens, next, found)) return false
  return true
}
