import type { SideText } from './side-text.ts'
import { tokenKinds } from './tokens.ts'

/** What values say that both titles tell of one kind, in the order in which `writeValues` writes it. */
export const valueNames = [
  'values:measure-agree',
  'values:measure-partly',
  'values:measure-conflict',
  'values:number-swaps',
  'values:number-rarest-swap',
  'values:number-swapped',
] as const

/** 2 GB are 2048 MB, and 15.6 inches 39.6 cm. */
const tolerance = 0.03
/** As for the odds of differences. */
const foundMin = 0.7

/**
 * Kinds of measures that both titles have: in how many all that one says is among what the other says, in how many some is, and in how
 * many nothing is (16 GB here, 32 GB there); what one does not tell says nothing. And numbers, codes and measures that stand on one
 * side alone while the other has one of the same shape alone, which it may stand for (i5 here, i7 there). 0.3 us.
 */
export function writeValues(left: SideText, right: SideText, row: Float64Array, at: number): void {
  row.fill(0, at, at + valueNames.length)
  for (let i = 0; i < left.count; i++) {
    if (left.isFirst[i] === 0 || left.kinds[i] === tokenKinds.word) continue
    if (left.kinds[i] === tokenKinds.measure && isFirstOfQuantity(left, i)) countQuantity(left, right, i, row, at)
    if (left.inTitle[i] >= foundMin) continue
    const worth = rarestSwap(left, right, i)
    if (worth === 0) continue
    row[at + 3]++
    row[at + 4] = Math.max(row[at + 4], worth)
    row[at + 5] += worth
  }
}

function isFirstOfQuantity({ quantities }: SideText, i: number): boolean {
  for (let before = 0; before < i; before++) if (quantities[before] === quantities[i]) return false
  return true
}

function countQuantity(left: SideText, right: SideText, i: number, row: Float64Array, at: number): void {
  const quantity = left.quantities[i]
  const there = countOf(right, quantity)
  if (there === 0) return
  const found = foundOf(left, right, quantity)
  if (found === 0) row[at + 2]++
  else if (found === countOf(left, quantity) || foundOf(right, left, quantity) === there) row[at]++
  else row[at + 1]++
}

function countOf({ quantities, isFirst, count }: SideText, quantity: number): number {
  let found = 0
  for (let i = 0; i < count; i++) if (quantities[i] === quantity) found += isFirst[i]
  return found
}

/** How many of its measures of a quantity the other has about the same. */
function foundOf(side: SideText, other: SideText, quantity: number): number {
  let found = 0
  for (let i = 0; i < side.count; i++) {
    if (side.quantities[i] !== quantity || side.isFirst[i] === 0) continue
    const amount = side.amounts[i]
    for (let j = 0; j < other.count; j++) {
      if (other.quantities[j] !== quantity) continue
      const there = other.amounts[j]
      if (Math.abs(amount - there) > tolerance * Math.max(amount, there)) continue
      found++
      break
    }
  }
  return found
}

/** Rarity of the rarest pair of token i and one that may stand for it; 0 for none. */
function rarestSwap(left: SideText, right: SideText, i: number): number {
  let best = 0
  for (let j = 0; j < right.count; j++) {
    if (right.shapes[j] !== left.shapes[i] || right.inTitle[j] >= foundMin || right.isFirst[j] === 0) continue
    best = Math.max(best, Math.min(left.rarities[i], right.rarities[j]))
  }
  return best
}
