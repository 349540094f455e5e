/** A part of an array of UTF-16 units: a text that takes no string. Kernels are handed the same two again and again, changed in place. */
export type Stretch = {
  units: Uint16Array
  /** The first unit. */
  from: number
  /** Behind the last unit. */
  to: number
}

/** A text as a stretch of its own array: for tests and for what happens once. */
export function stretchOf(text: string): Stretch {
  return { units: Uint16Array.from(text, (_, i) => text.charCodeAt(i)), from: 0, to: text.length }
}

/** Units that both begin with. */
export function commonPrefix(a: Stretch, b: Stretch): number {
  const most = Math.min(a.to - a.from, b.to - b.from)
  let length = 0
  while (length < most && a.units[a.from + length] === b.units[b.from + length]) length++
  return length
}

/** Units that both end with. */
export function commonSuffix(a: Stretch, b: Stretch): number {
  const most = Math.min(a.to - a.from, b.to - b.from)
  let length = 0
  while (length < most && a.units[a.to - 1 - length] === b.units[b.to - 1 - length]) length++
  return length
}

/**
 * Length of the longest prefix of `needle` that stands anywhere in `text`: a model code of which a shop has cut the end.
 * The whole needle is found when this is its length. O(text), but for texts that repeat the needle's beginning.
 */
export function longestPrefixWithin(needle: Stretch, text: Stretch): number {
  const length = needle.to - needle.from
  if (length === 0) return 0
  const { units } = text
  const first = needle.units[needle.from]
  let best = 0
  for (let at = text.from; at < text.to - best && best < length; at++) {
    if (units[at] !== first) continue
    const most = Math.min(length, text.to - at)
    let same = 1
    while (same < most && units[at + same] === needle.units[needle.from + same]) same++
    if (same > best) best = same
  }
  return best
}
