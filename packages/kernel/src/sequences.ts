/** Sequences side by side, oldest item first: sequence s is `items[starts[s] .. starts[s + 1])`, items are 0..itemCount-1. */
export type Sequences = {
  readonly starts: Uint32Array
  readonly items: Uint32Array
  readonly itemCount: number
}

/** @throws RangeError when an item is not a whole number in 0..itemCount-1 */
export function sequencesOf(lists: readonly (readonly number[])[], itemCount: number): Sequences {
  const starts = new Uint32Array(lists.length + 1)
  for (const [s, list] of lists.entries()) starts[s + 1] = starts[s]! + list.length
  const items = new Uint32Array(starts[lists.length]!)
  for (const [s, list] of lists.entries()) {
    for (const [place, item] of list.entries()) {
      if (!Number.isInteger(item) || item < 0 || item >= itemCount)
        throw new RangeError(`sequence ${s}, place ${place}: item ${item} is not a whole number below ${itemCount}`)
      items[starts[s]! + place] = item
    }
  }
  return { starts, items, itemCount }
}

/** How many sequences there are. */
export function sequenceCount({ starts }: Sequences): number {
  return starts.length - 1
}

/** The same sequences, each without its `count` last items: what was known before these. O(items). */
export function withoutLast(sequences: Sequences, count: number): Sequences {
  const { starts, items, itemCount } = sequences
  const shorter = new Uint32Array(starts.length)
  for (let s = 0; s + 1 < starts.length; s++)
    shorter[s + 1] = shorter[s]! + Math.max(0, starts[s + 1]! - starts[s]! - count)
  const kept = new Uint32Array(shorter[starts.length - 1]!)
  for (let s = 0; s + 1 < starts.length; s++)
    kept.set(items.subarray(starts[s]!, starts[s]! + shorter[s + 1]! - shorter[s]!), shorter[s]!)
  return { starts: shorter, items: kept, itemCount }
}

/** By item: how often it stands in the sequences. */
export function frequenciesOf({ items, itemCount }: Sequences): Uint32Array {
  const frequencies = new Uint32Array(itemCount)
  for (const item of items) frequencies[item]! += 1
  return frequencies
}
