import { visitSeconds } from '../../domain/visit.ts'
import type { Views } from '../../state/views.ts'
import { acts, left, silenceStarts } from '../../state/visits.ts'
import type { Intent } from './answer.ts'

/**
 * What the next act of the visit will be, from what came of visits in the same state, given the silence since the last act:
 * what would have come sooner has not. Without a visit, what everybody's acts are followed by. O(states).
 */
export function intentOf({ visits }: Views, { row, now }: { row: number; now: number }): Intent {
  const silence = row < 0 ? undefined : visits.silenceOf(row, now)
  const isOn = silence !== undefined
  const { outcomes } = visits
  const chances = outcomes.chancesAt(now)
  const base = (isOn ? visits.cellOf(row) : outcomes.cells) * outcomes.outcomes
  const leave = chances[base + left]!
  const [browse, compare, buy] = acts.map((_, act) => {
    const ofAct = chances.subarray(base + act * silenceStarts.length, base + (act + 1) * silenceStarts.length)
    return silenceStarts.reduce((sum, from, i) => sum + ofAct[i]! * shareAhead(from, i, silence ?? 0), 0)
  }) as [number, number, number]
  const all = browse + compare + buy + leave
  return {
    basis: isOn ? 'person' : 'everybody',
    browse: browse / all,
    compare: compare / all,
    buy: buy / all,
    leave: leave / all,
    acts: isOn ? visits.actsOf(row) : 0,
  }
}

/** How much of a stretch of silence is still to come. */
function shareAhead(from: number, stretch: number, silence: number): number {
  const until = silenceStarts[stretch + 1] ?? visitSeconds
  return Math.max(0, Math.min(1, (until - silence) / (until - from)))
}
