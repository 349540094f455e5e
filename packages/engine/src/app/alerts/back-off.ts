/** How long to wait before a further try. */
export type BackOff = { readonly firstMs: number; readonly maxMs: number }

/**
 * A wait of up to twice as long each time, anywhere between none and that (full jitter): what failed together is not tried together again.
 *
 * @param tries   made so far, from 1
 * @param random  0 to 1, not included
 */
export function backOffMs({ firstMs, maxMs }: BackOff, tries: number, random: number): number {
  return Math.floor(random * Math.min(maxMs, firstMs * 2 ** Math.min(40, tries - 1)))
}
