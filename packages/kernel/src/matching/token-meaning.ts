import { hash64, hashString } from '../hash64.ts'
import { type TokenKind, tokenKinds } from './tokens.ts'

/** Units that measure one thing, each with what one of it is in the smallest: 2048 MB and 2 GB are compared. */
const scales: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bytes: { kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12 },
  hertz: { hz: 1, mhz: 1e6, ghz: 1e9 },
  length: { mm: 1, cm: 10, m: 1000, in: 25.4, ft: 304.8 },
  turns: { rpm: 1, krpm: 1000 },
  mass: { mg: 0.001, g: 1, kg: 1000, oz: 28.35, lb: 453.6 },
  volume: { ml: 1, l: 1000 },
}
const quantityByUnit = new Map(
  Object.entries(scales).flatMap(([name, units]) =>
    Object.entries(units).map(([unit, scale]) => [unit, { name, scale }]),
  ),
)
const measured = /^(\d+(?:\.\d+)?)(.+)$/
const run = /\d+(?:\.\d+)?/g
const numberDigitsMost = 5

/** What the text of a token says beside its letters and digits. */
export type TokenMeaning = {
  /** Tokens of one shape may stand for each other (ddr3 and ddr4, 500 GB and 1 TB); 0 for words. */
  readonly shape: number
  /** Hash of what a measure measures; 0 for what is none. */
  readonly quantity: number
  /** How much of it; NaN for what is no measure. */
  readonly amount: number
}

const wordMeaning: TokenMeaning = { shape: 0, quantity: 0, amount: Number.NaN }

/** Reads a token: its shape is its letters with any digits, and for a measure what it measures. */
export function meaningOf(text: string, kind: TokenKind): TokenMeaning {
  if (kind === tokenKinds.word) return wordMeaning
  const found = kind === tokenKinds.measure ? measured.exec(text) : null
  if (!found) return { ...wordMeaning, shape: hashOf(shapeOf(text, kind)) }
  const { name, scale } = quantityByUnit.get(found[2]) ?? { name: found[2], scale: 1 }
  const quantity = hashOf(`#${name}`)
  return { shape: quantity, quantity, amount: Number(found[1]) * scale }
}

function shapeOf(text: string, kind: TokenKind): string {
  if (kind === tokenKinds.code) return text.replace(run, (digits) => '0'.repeat(digits.length))
  return '0'.repeat(Math.min(numberDigitsMost, text.replace('.', '').length))
}

function hashOf(text: string): number {
  hashString(text)
  return hash64.low >>> 0
}
