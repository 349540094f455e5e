/** What a whole reading of a feed would do, before any of it is done. */
export type FeedLook = {
  readonly scope: 'full' | 'changes'
  /** Offers of the mall that are there now. */
  readonly known: number
  /** Of these, how many would be withdrawn: said to be gone, or missing from a full feed. */
  readonly withdrawn: number
  /** Of these, how many a full feed says nothing of. */
  readonly missing: number
  readonly rows: number
  readonly rejected: number
  /** Of these, how many may be about any offer, as not even their ids can be read. */
  readonly lost: number
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

export type KeptBecause = { readonly code: 'FEED_ROWS_LOST'; readonly lost: number; readonly missing: number }

/**
 * Whether a person has to look at a feed before it is applied, and why: it ends in the middle of a line, would take away
 * most of what the mall offers, or cannot be read for the most part; or of a small mall, has nothing in it that can be used. An export that broke half way looks whole and loses much; applied, it would empty the shop.
 */
export function heldBecause(look: FeedLook, limits: HoldLimits = holdLimits): HeldBecause | undefined {
  const { known, withdrawn, missing, rows, rejected, cutAt } = look
  if (cutAt !== undefined) return { code: 'FEED_CUT', line: cutAt }
  const isUseless = rejected === rows
  if (rows > 0 && (isUseless || (rows >= limits.countMin && rejected > rows * limits.rejectedShare)))
    return { code: 'FEED_REJECTED', rejected, rows }
  const isMost = known >= limits.countMin && withdrawn > known * limits.lostShare
  if (isMost || (isUseless && missing > 0)) return { code: 'FEED_SHRANK', withdrawn, known }
  return undefined
}

/**
 * Why a full feed that is applied takes away nothing that it lacks: rows of it could not be read, not even their ids, and each may
 * have been one of these offers. An offer that stays too long costs less than one that is wrongly gone, and a person may say that it is.
 */
export function keptBecause({ missing, lost }: FeedLook): KeptBecause | undefined {
  return missing > 0 && lost > 0 ? { code: 'FEED_ROWS_LOST', lost, missing } : undefined
}
