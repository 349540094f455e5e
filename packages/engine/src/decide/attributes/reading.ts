import { TokenList, tokenKind } from '@nunchi/kernel'
import type { ReadValue } from '../../domain/attribute.ts'
import { inField, type PlainText, plainText } from './plain-text.ts'

/** One text under reading: its tokens, what was found in it, and which tokens are spoken for. */
export type Reading = {
  readonly plain: PlainText
  readonly text: string
  readonly tokens: TokenList
  readonly field: ReadValue['field']
  readonly values: ReadValue[]
  /** By token: 1 once it is part of a quantity, so that it is no model code as well. */
  readonly taken: Uint8Array
}

type Found = Pick<ReadValue, 'name' | 'value' | 'amount' | 'unit' | 'confidence' | 'by'>

/** A text of which nothing is read yet. @param scratch holds its tokens until it is used again */
export function readingOf(text: string, field: ReadValue['field'], scratch = new TokenList()): Reading {
  const plain = plainText(text)
  const tokens = scratch.read(plain.text)
  return { plain, text: plain.text, tokens, field, values: [], taken: new Uint8Array(tokens.count) }
}

/** Notes a value that the tokens `from` to `to`, not included, say. */
export function note({ plain, tokens, field, values }: Reading, from: number, to: number, found: Found): void {
  const { start, end } = inField(plain, tokens.starts[from]!, tokens.ends[to - 1]!)
  const { name, value, amount, unit, confidence, by } = found
  const measured = amount === undefined ? {} : { amount, unit }
  values.push({ name, value, ...measured, field, start, end, confidence, by })
}

/** Marks tokens as spoken for. */
export function take({ taken }: Reading, from: number, to: number): void {
  taken.fill(1, from, to)
}

/** A token as it stands in the text. */
export function textOf({ text, tokens }: Reading, at: number): string {
  return text.slice(tokens.starts[at], tokens.ends[at])
}

/** A token that is one character as that character; '' for a longer one, and for none. */
export function signAt({ text, tokens }: Reading, at: number): string {
  if (at < 0 || at >= tokens.count || tokens.ends[at]! - tokens.starts[at]! !== 1) return ''
  return text[tokens.starts[at]!]!
}

/** Whether a syllable stands right before the token: it is then the middle or the end of a word. */
export function continuesWord({ tokens }: Reading, at: number): boolean {
  if (at === 0 || tokens.glued[at] === 0 || tokens.kinds[at] !== tokenKind.syllable) return false
  return tokens.kinds[at - 1] === tokenKind.syllable
}

/** Whether a syllable stands right behind the stretch that ends with a syllable: the word goes on. */
export function goesOn({ tokens }: Reading, to: number): boolean {
  if (to >= tokens.count || tokens.glued[to] === 0 || tokens.kinds[to] !== tokenKind.syllable) return false
  return tokens.kinds[to - 1] === tokenKind.syllable
}

/** Whether a token is a bracket that opens, or closes. */
export function isBracket(reading: Reading, at: number, way: 'open' | 'close'): boolean {
  const sign = signAt(reading, at)
  return sign !== '' && (way === 'open' ? '([{【〔「（［<' : ')]}】〕」）］>').includes(sign)
}
