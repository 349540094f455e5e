import type { HeldPricesBody } from '@nunchi/protocol'
import type { Format } from '../data/use-format.ts'
import type { words } from './held.words.ts'

type Row = HeldPricesBody['held'][number]

/** What a held price looks like, in a few words: the slip it may be, or else how far off it is. */
export function slipText(
  { slip, totalMinor, usualMinor }: Row,
  say: (typeof words)['en' | 'ko'],
  format: Format,
): string {
  const isLow = totalMinor < usualMinor
  if (slip?.times !== undefined) return say.times(slip.times, isLow)
  if (slip?.pieces !== undefined) return say.pieces(slip.pieces, isLow)
  if (slip?.code !== undefined) return say.currencyOf(slip.code)
  const ratio = totalMinor / usualMinor
  return isLow ? say.low(format.percent(Math.min(1 - ratio, 0.999))) : say.high(format.count(Math.round(ratio)))
}
