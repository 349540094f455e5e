import { Random, type Sequences, sequenceCount } from '@nunchi/kernel'

/** Whose next item is asked for: what they had, oldest first, and what came next. */
export type Question = { readonly history: Uint32Array; readonly next: number }

/**
 * One question per sequence: the item that is `fromEnd` places from the end (1 is the last), given all before it.
 * In an order that only the seed decides, so that the first n are a fair sample.
 */
export function questionsOf(
  { starts, items, ...rest }: Sequences,
  { fromEnd, seed }: { readonly fromEnd: number; readonly seed: number },
): Question[] {
  const count = sequenceCount({ starts, items, ...rest })
  const order = new Random(seed).shuffle([...Array(count).keys()])
  return order.flatMap((s) => {
    const at = starts[s + 1]! - fromEnd
    return at <= starts[s]! ? [] : [{ history: items.subarray(starts[s]!, at), next: items[at]! }]
  })
}
