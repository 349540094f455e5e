/** What a whole reading of a feed would do, before any of it is done. */
export type FeedLook = {
  readonly scope: 'full' | 'changes'
  /** Offers of the mall that are there now. */
  readonly known: number
  /** Of these, how many would be withdrawn: said to be gone, or missing from a full feed. */
  readonly withdrawn: number
  readonly rows: number
  readonly rejected: number
  /** The line in whose middle it ends. */
  readonly cutAt?: number
}

/** A feed may lose so much of what is there, and so many of its rows may be unusable, without a person looking at it. */
export type HoldLimits = {
  readonly lostShare: number
  readonly rejectedShare: number
  /** Malls with fewer offers, and feeds with fewer rows, are not held: a few are soon most. */
  readonly countMin: number
}
export const holdLimits: HoldLimits = { lostShare: 0.5, rejectedShare: 0.5, countMin: 20 }

export type HeldBecause =
  | { readonly code: 'FEED_SHRANK'; readonly withdrawn: number; readonly known: number }
  | { readonly code: 'FEED_CUT'; readonly line: number }
  | { readonly code: 'FEED_REJECTED'; readonly rejected: number; readonly rows: number }

/**
 * Whether a person has to look at a feed before it is applied, and why: it ends in the middle of a line, would take away
 * most of what the mall offers, or cannot be read for the most part. An export that broke half way looks whole and loses much; applied, it would empty the shop.
 */
export function heldBecause(look: FeedLook, limits: HoldLimits = holdLimits): HeldBecause | undefined {
  const { known, withdrawn, rows, rejected, cutAt } = look
  if (cutAt !== undefined) return { code: 'FEED_CUT', line: cutAt }
  if (rows >= limits.countMin && rejected > rows * limits.rejectedShare)
    return { code: 'FEED_REJECTED', rejected, rows }
  if (known >= limits.countMin && withdrawn > known * limits.lostShare) return { code: 'FEED_SHRANK', withdrawn, known }
  return undefined
}
