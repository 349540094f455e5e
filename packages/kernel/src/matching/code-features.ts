import { editDistance } from './edit-distance.ts'
import type { SideText } from './side-text.ts'
import { commonPrefix, commonSuffix, longestPrefixWithin, type Stretch } from './stretch.ts'

/** What model codes say, in the order in which `writeCodeFeatures` writes it. NaN where a side has none. */
export const codeFeatureNames = [
  'codes-same',
  'code-ends',
  'code-ends-units',
  'code-edits',
  'left-codes',
  'right-codes',
  'left-codes-found',
  'right-codes-found',
  'left-code-prefix',
  'right-code-prefix',
  'code-found-units',
  'code-prefix',
  'cores-same',
  'core-units',
  'cores-found',
] as const

const a: Stretch = { units: new Uint16Array(), from: 0, to: 0 }
const b: Stretch = { units: new Uint16Array(), from: 0, to: 0 }
/** A shorter beginning of a code is found in any longer text. */
const prefixUnitsMin = 4
const found = { codes: 0, prefix: 0, units: 0, cores: 0 }

/**
 * Model codes, written without signs: whether two are the same, how alike the two nearest are, and whether those of one side
 * stand anywhere in the other's title or body, whole or cut. O(codes * codes * units / 32 + codes * text).
 */
export function writeCodeFeatures(left: SideText, right: SideText, row: Float64Array, at: number): void {
  let same = 0
  let cores = 0
  let coreUnits = 0
  let ends = Number.NaN
  let endsUnits = 0
  let edits = Number.NaN
  for (let i = 0; i < left.codes; i++)
    for (let j = 0; j < right.codes; j++) {
      layCode(a, left, i)
      layCode(b, right, j)
      const longer = Math.max(a.to - a.from, b.to - b.from)
      const shared = Math.max(commonPrefix(a, b), commonSuffix(a, b)) / longer
      if (shared === 1) same++
      if (!(shared <= ends)) {
        ends = shared
        endsUnits = longer
      }
      const likeness = shared === 1 ? 1 : 1 - editDistance(a, b) / longer
      if (!(likeness <= edits)) edits = likeness
      const core = coreLength(a)
      if (core !== coreLength(b) || commonPrefix(a, b) < core) continue
      cores++
      coreUnits = Math.max(coreUnits, core)
    }
  row[at] = same
  row[at + 1] = ends
  row[at + 2] = endsUnits
  row[at + 3] = edits
  row[at + 4] = left.codes
  row[at + 5] = right.codes
  find(left, right)
  const { codes, prefix, units, cores: coresFound } = found
  find(right, left)
  row[at + 6] = codes
  row[at + 7] = found.codes
  row[at + 8] = prefix
  row[at + 9] = found.prefix
  row[at + 10] = Math.max(units, found.units)
  row[at + 11] = Math.max(prefix || 0, found.prefix || 0)
  row[at + 12] = cores
  row[at + 13] = coreUnits
  row[at + 14] = coresFound + found.cores
}

function find(side: SideText, other: SideText): void {
  found.codes = 0
  found.cores = 0
  found.prefix = Number.NaN
  found.units = 0
  for (let i = 0; i < side.codes; i++) {
    layCode(a, side, i)
    const length = a.to - a.from
    const prefix = longestPrefixWithin(a, other.allCompact())
    if (prefix === length) {
      found.codes++
      found.units = Math.max(found.units, length)
    }
    if (prefix >= coreLength(a)) found.cores++
    const share = prefix >= prefixUnitsMin ? prefix / length : 0
    if (!(share <= found.prefix)) found.prefix = share
  }
}

/** Units of a code up to its last digit: what follows are letters for a colour, a country or a kit. At least 4 are needed. */
function coreLength({ units, from, to }: Stretch): number {
  let end = to
  while (end > from && !(units[end - 1] >= 48 && units[end - 1] <= 57)) end--
  return end - from >= prefixUnitsMin ? end - from : to - from
}

function layCode(stretch: Stretch, side: SideText, i: number): void {
  stretch.units = side.compact.units
  stretch.from = side.codeStarts[i]
  stretch.to = side.codeEnds[i]
}
