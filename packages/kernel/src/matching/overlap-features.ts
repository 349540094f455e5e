import type { SideText } from './side-text.ts'
import { tokenKinds } from './tokens.ts'

const perKind = ['missing', 'shared', 'rarest-missing'] as const
const kinds = ['word', 'code', 'number', 'measure'] as const

/** What of one title stands in the other, in the order in which `writeOverlap` writes it. */
export const overlapNames = [
  'share',
  'missing',
  'rarest-shared',
  'first-missing',
  'missing-tokens',
  'first-token',
  'rarity',
  'after-last-missing',
  ...kinds.flatMap((kind) => perKind.map((what) => `${kind}-${what}`)),
] as const

/** What of one title stands in the other's title or body, in the order in which `writeFound` writes it. */
export const foundNames = [
  'share',
  'missing',
  'missing-tokens',
  'rarest-missing',
  'code-missing',
  'number-missing',
] as const

const missing = new Float64Array(kinds.length)
const shared = new Float64Array(kinds.length)
const rarest = new Float64Array(kinds.length)
const tokens = new Uint8Array(kinds.length)
/** A token with more than this found is shared, with less than half it is missing. */
const sharedMin = 0.95
const missingMax = 0.5

/**
 * Sums of the rarities of one side's tokens, by how much the other side has of them and by kind of token: numbers that are
 * missing say something else than words. @returns the share of the title that is found, 0 to 1. O(tokens).
 */
export function writeOverlap(side: SideText, row: Float64Array, at: number): number {
  const worth = side.inTitle
  missing.fill(0)
  shared.fill(0)
  rarest.fill(0)
  tokens.fill(0)
  let sum = 0
  let all = 0
  let rarestShared = 0
  let first = Number.NaN
  let last = Number.NaN
  let count = 0
  for (let i = 0; i < side.count; i++) {
    if (side.isFirst[i] === 0) continue
    const rarity = side.rarities[i]
    const kind = side.kinds[i]
    const has = rarity * worth[i]
    const lacks = rarity - has
    sum += has
    all += rarity
    tokens[kind] = 1
    shared[kind] += has
    missing[kind] += lacks
    if (lacks > rarest[kind]) rarest[kind] = lacks
    if (worth[i] > sharedMin && rarity > rarestShared) rarestShared = rarity
    if (worth[i] >= missingMax) continue
    if (count++ === 0) first = i
    last = i
  }
  const share = all > 0 ? sum / all : 0
  row[at] = share
  row[at + 1] = all - sum
  row[at + 2] = rarestShared
  row[at + 3] = first
  row[at + 4] = count
  row[at + 5] = side.count > 0 ? worth[0] : Number.NaN
  row[at + 6] = all
  row[at + 7] = side.count - last
  for (let kind = 0; kind < kinds.length; kind++) {
    row[at + 8 + kind * 3] = tokens[kind] === 1 ? missing[kind] : Number.NaN
    row[at + 9 + kind * 3] = shared[kind]
    row[at + 10 + kind * 3] = tokens[kind] === 1 ? rarest[kind] : Number.NaN
  }
  return share
}

/** The shorter list, for title and body together: there it only matters what is nowhere. @returns the share that is found */
export function writeFound(side: SideText, row: Float64Array, at: number): number {
  missing.fill(0)
  let sum = 0
  let all = 0
  let count = 0
  let rarestMissing = 0
  for (let i = 0; i < side.count; i++) {
    if (side.isFirst[i] === 0) continue
    const rarity = side.rarities[i]
    const lacks = rarity * (1 - side.inAll[i])
    all += rarity
    sum += rarity - lacks
    missing[side.kinds[i]] += lacks
    if (lacks > rarestMissing) rarestMissing = lacks
    if (side.inAll[i] < missingMax) count++
  }
  const share = all > 0 ? sum / all : 0
  row[at] = share
  row[at + 1] = all - sum
  row[at + 2] = count
  row[at + 3] = rarestMissing
  row[at + 4] = missing[tokenKinds.code]
  row[at + 5] = missing[tokenKinds.number]
  return share
}
