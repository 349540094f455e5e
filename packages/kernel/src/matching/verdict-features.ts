/** What is known of a record: each partner, and whether it is the same thing. */
export class Verdicts {
  readonly #ofRecord = new Map<number, Map<number, boolean>>()

  add(a: number, b: number, isSame: boolean): void {
    this.#mapOf(a).set(b, isSame)
    this.#mapOf(b).set(a, isSame)
  }

  of(record: number): ReadonlyMap<number, boolean> {
    return this.#ofRecord.get(record) ?? nothing
  }

  #mapOf(record: number): Map<number, boolean> {
    const known = this.#ofRecord.get(record) ?? new Map<number, boolean>()
    this.#ofRecord.set(record, known)
    return known
  }
}

const nothing: ReadonlyMap<number, boolean> = new Map()
const perSide = ['same', 'others', 'like-same', 'like-others', 'like-difference', 'odds-same', 'odds-others'] as const

/** What earlier verdicts on a pair's two records say, in the order of `writeVerdicts`. */
export const verdictNames: readonly string[] = [
  ...perSide.map((name) => `left-${name}`),
  ...perSide.map((name) => `right-${name}`),
  'like-same',
  'like-others',
  'like-difference',
  'odds-same',
  'odds-others',
  'odds-difference',
  'agreeing-thirds',
  'parting-thirds',
]

const found = { same: 0, others: 0, oddsSame: 0, oddsOthers: 0 }
/** Log-odds of what nobody is like. */
const nobody = -8
const thirdsMax = 2

/** A pair that is asked about, and how alike any two records are: their texts, 0 to 1, and what a matcher makes of them. */
export type JudgedPair = {
  readonly left: number
  readonly right: number
  readonly likeness: (a: number, b: number) => number
  readonly logOdds: (a: number, b: number) => number
}

/**
 * What verdicts on other pairs of the same two records say: is the right record like those that are known to be the left one,
 * or like those that are known not to be; is a third known to be both, or one but not the other. **Sees labels**: of pairs
 * other than the one asked about, which is left out. O(verdicts on the two records) likenesses.
 */
export function writeVerdicts(verdicts: Verdicts, pair: JudgedPair, row: Float64Array, at: number): void {
  const { left, right } = pair
  writeSide(verdicts, pair, row, at)
  const { same, others, oddsSame, oddsOthers } = found
  writeSide(verdicts, { ...pair, left: right, right: left }, row, at + perSide.length)
  const next = at + perSide.length * 2
  row[next] = Math.max(same, found.same)
  row[next + 1] = Math.max(others, found.others)
  row[next + 2] = row[next] - row[next + 1]
  row[next + 3] = Math.max(oddsSame, found.oddsSame)
  row[next + 4] = Math.max(oddsOthers, found.oddsOthers)
  row[next + 5] = row[next + 3] - row[next + 4]
  let agreeing = 0
  let parting = 0
  for (const [third, isLeft] of verdicts.of(left)) {
    const isRight = third === right ? undefined : verdicts.of(third).get(right)
    if (isRight === undefined) continue
    if (isLeft && isRight) agreeing++
    else if (isLeft !== isRight) parting++
  }
  row[next + 6] = Math.min(agreeing, thirdsMax)
  row[next + 7] = Math.min(parting, thirdsMax)
}

function writeSide(
  verdicts: Verdicts,
  { left, right, likeness, logOdds }: JudgedPair,
  row: Float64Array,
  at: number,
): void {
  let same = 0
  let others = 0
  let likeSame = Number.NaN
  let likeOthers = Number.NaN
  let oddsSame = nobody
  let oddsOthers = nobody
  for (const [known, isSame] of verdicts.of(left)) {
    if (known === right) continue
    const like = likeness(known, right)
    const odds = logOdds(known, right)
    if (isSame) {
      same++
      oddsSame = Math.max(oddsSame, odds)
      if (!(like <= likeSame)) likeSame = like
    } else {
      others++
      oddsOthers = Math.max(oddsOthers, odds)
      if (!(like <= likeOthers)) likeOthers = like
    }
  }
  found.same = likeSame || 0
  found.others = likeOthers || 0
  row[at] = same
  row[at + 1] = others
  row[at + 2] = likeSame
  row[at + 3] = likeOthers
  row[at + 4] = found.same - found.others
  row[at + 5] = oddsSame
  row[at + 6] = oddsOthers
  found.oddsSame = oddsSame
  found.oddsOthers = oddsOthers
}
