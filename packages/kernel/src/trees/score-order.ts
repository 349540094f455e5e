/** Stretches of at most this many are sorted by insertion. */
const shortMax = 16

/**
 * Puts rows in order of falling score, the lower row first among equals, without allocation: insertion in short stretches,
 * then merges. An order that is nearly right already, as from tree to tree, costs little more than a pass.
 *
 * @param order rows; [start, end) is sorted in place
 * @param aside room, at least as long as `order`
 */
export function sortByScore(
  order: Uint32Array,
  { start, end }: { readonly start: number; readonly end: number },
  scores: Float64Array,
  aside: Uint32Array,
): void {
  for (let from = start; from < end; from += shortMax) insertAll(order, from, Math.min(end, from + shortMax), scores)
  for (let size = shortMax; size < end - start; size *= 2)
    for (let from = start; from + size < end; from += 2 * size) {
      const middle = from + size
      if (isBefore(scores, order[middle], order[middle - 1]))
        merge(order, { from, middle, end: Math.min(end, middle + size) }, scores, aside)
    }
}

function isBefore(scores: Float64Array, a: number, b: number): boolean {
  return scores[a] > scores[b] || (scores[a] === scores[b] && a < b)
}

function insertAll(order: Uint32Array, from: number, end: number, scores: Float64Array): void {
  for (let i = from + 1; i < end; i++) {
    const row = order[i]
    let at = i
    while (at > from && isBefore(scores, row, order[at - 1])) {
      order[at] = order[at - 1]
      at -= 1
    }
    order[at] = row
  }
}

function merge(
  order: Uint32Array,
  { from, middle, end }: { readonly from: number; readonly middle: number; readonly end: number },
  scores: Float64Array,
  aside: Uint32Array,
): void {
  for (let i = from; i < middle; i++) aside[i] = order[i]
  let left = from
  let right = middle
  for (let at = from; left < middle; at++)
    order[at] = right < end && isBefore(scores, order[right], aside[left]) ? order[right++] : aside[left++]
}
