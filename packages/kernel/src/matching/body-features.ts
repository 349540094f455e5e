import { bodyTokensMax } from './match-text.ts'
import type { SideText } from './side-text.ts'
import { tokenKinds, tokenMask } from './tokens.ts'

/** What of one body stands in the other's title or body, in the order in which `writeBody` writes it. NaN without a body. */
export const bodyNames = ['body-share', 'body-figures-found', 'body-figures-missing'] as const

/**
 * Share of a body's tokens, by rarity, that the other side has anywhere, and how many of its figures (numbers, measures,
 * codes) it has and has not. O(tokens of the body).
 */
export function writeBody(side: SideText, other: SideText, row: Float64Array, at: number): void {
  const { body } = side.record
  if (body.length === 0) {
    row.fill(Number.NaN, at, at + bodyNames.length)
    return
  }
  let sum = 0
  let all = 0
  let found = 0
  let missing = 0
  const count = Math.min(body.length, bodyTokensMax)
  for (let i = 0; i < count; i++) {
    const id = body[i] & tokenMask
    if (side.body.placeOf(id) !== i) continue
    const rarity = side.vocabulary.rarity(id)
    const isFigure = side.vocabulary.kindOf(id) !== tokenKinds.word
    all += rarity
    if (other.title.has(id) || other.body.has(id)) {
      sum += rarity
      if (isFigure) found++
    } else if (isFigure) missing++
  }
  row[at] = all > 0 ? sum / all : 0
  row[at + 1] = found
  row[at + 2] = missing
}
