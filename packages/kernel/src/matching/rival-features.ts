import type { NearLinks } from './near-links.ts'

const perSide = ['lead', 'best-rival', 'second-rival', 'better-rivals', 'close-rivals'] as const

/** What the rivals of a pair's two records say, in the order of `writeRivals`. */
export const rivalNames: readonly string[] = [
  'log-odds',
  ...perSide.map((name) => `left-${name}`),
  ...perSide.map((name) => `right-${name}`),
  'lead-min',
  'lead-max',
  'is-mutual-best',
  'better-rivals',
  'path',
  'second-path',
]

/** Log-odds of what is not there: of a rival, or of a way round. */
const nobody = -8
const closeBy = 1
const side = { lead: 0, better: 0 }

/** A pair that is asked about, with its own log-odds from the matcher. */
export type AskedPair = { readonly left: number; readonly right: number; readonly logOdds: number }

/**
 * Compares a pair with the other links of its two records: whether either has a better partner elsewhere (as most things are
 * in a catalogue once), and whether a third record is like both. Sees log-odds of links, no labels; the pair asked about
 * is left out of them. O(links * links) look-ups, 0.3 us.
 *
 * Idea: Papadakis et al. (2022), Bipartite graph matching algorithms for clean-clean entity resolution, as features instead
 * of as an assignment, so that it is learned how far one thing has one partner.
 */
export function writeRivals(links: NearLinks, pair: AskedPair, row: Float64Array, at: number): void {
  const { left, right, logOdds } = pair
  row[at] = logOdds
  writeSide(links, { left, right, logOdds }, row, at + 1)
  const { lead, better } = side
  writeSide(links, { left: right, right: left, logOdds }, row, at + 1 + perSide.length)
  const next = at + 1 + perSide.length * 2
  row[next] = Math.min(lead, side.lead)
  row[next + 1] = Math.max(lead, side.lead)
  row[next + 2] = lead > 0 && side.lead > 0 ? 1 : 0
  row[next + 3] = better + side.better
  writePaths(links, pair, row, next + 4)
}

function writeSide(links: NearLinks, { left, right, logOdds }: AskedPair, row: Float64Array, at: number): void {
  let best = nobody
  let second = nobody
  let better = 0
  let close = 0
  const count = links.countOf(left)
  for (let i = 0; i < count; i++) {
    if (links.otherAt(left, i) === right) continue
    const rival = links.logOddsAt(left, i)
    if (rival > best) {
      second = best
      best = rival
    } else if (rival > second) second = rival
    if (rival > logOdds) better++
    if (rival > logOdds - closeBy) close++
  }
  row[at] = logOdds - best
  row[at + 1] = best
  row[at + 2] = second
  row[at + 3] = better
  row[at + 4] = close
  side.lead = logOdds - best
  side.better = better
}

/** The two best third records: a way round is as good as its weaker half. */
function writePaths(links: NearLinks, { left, right }: AskedPair, row: Float64Array, at: number): void {
  let best = nobody
  let second = nobody
  const count = links.countOf(left)
  for (let i = 0; i < count; i++) {
    const third = links.otherAt(left, i)
    if (third === right) continue
    const onward = links.logOdds(third, right)
    const backward = links.logOdds(right, third)
    const other = Number.isNaN(onward) ? backward : onward
    if (Number.isNaN(other)) continue
    const weaker = Math.min(links.logOddsAt(left, i), other)
    if (weaker > best) {
      second = best
      best = weaker
    } else if (weaker > second) second = weaker
  }
  row[at] = best
  row[at + 1] = second
}
