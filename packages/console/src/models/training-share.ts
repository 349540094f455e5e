import type { RankerBody } from '@nunchi/protocol'

type Progress = NonNullable<RankerBody['training']>['progress']

const acts = ['click', 'cart', 'purchase']
/** Reading takes about as long as learning. */
const readingShare = 0.5

/** About how much of a training is done, 0 to 1. Trees may stop early, so it is a guess that never goes back. */
export function shareOf(progress: Progress): number {
  if (progress === undefined) return 0
  const { stage, events = 0, total = 0, act = '', trees = 0, treesMax = 0 } = progress
  if (stage === 'reading') return total > 0 ? (readingShare * events) / total : 0
  if (stage !== 'learning') return 0
  const done = Math.max(0, acts.indexOf(act)) + (treesMax > 0 ? trees / treesMax : 0)
  return readingShare + ((1 - readingShare) * done) / acts.length
}
