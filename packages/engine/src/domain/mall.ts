import type { EpochMs } from './units.ts'

/** Where a mall's offers come from. Absent: from uploads alone. */
export type FeedAddress = {
  readonly url: string
  /** How long after one reading the next begins. */
  readonly everyMinutes: number
  /** A column map of the shop's own, for what is no Google or Naver feed. */
  readonly map?: string
  readonly encoding?: string
}

/** Whether a mall may be called so: it stands in addresses and names of files. */
export function isMallId(id: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,59}$/.test(id)
}

/** A shop whose offers are taken in, and by whose leave. */
export type Mall = {
  readonly id: string
  /** As shoppers read it. */
  readonly name: string
  readonly feed?: FeedAddress
  /** Whether many sellers offer there, so that several new offers of one product are no mistake. */
  readonly manySellers?: boolean
  /** Who of the mall agreed, when, and to what: kept as long as anything of the mall is. */
  readonly consent: { readonly by: string; readonly at: EpochMs; readonly note?: string }
}

/** How a reading of a feed ended. `held`: for a person to look at, as too much of it was gone. */
export const runEnds = ['applied', 'unchanged', 'held', 'dismissed', 'failed', 'cancelled'] as const
export type RunEnd = (typeof runEnds)[number]

/** What one reading of a feed came to. */
export type FeedRun = {
  /** Names the reading: of one that was held, what is said of it later takes the place of this. Absent in old facts. */
  readonly run?: string
  readonly startedAt: EpochMs
  readonly endedAt?: EpochMs
  readonly end: RunEnd
  /** 'full': what it lacks is withdrawn; 'changes': it says what is new, changed and gone. Absent: it was not looked into. */
  readonly scope?: 'full' | 'changes'
  /** Of the feed. */
  readonly bytes?: number
  /** Fetched from the mall's address: which one it was, as a hash, and what its server is to be asked with the next time. */
  readonly address?: { readonly of: string; readonly mark?: { readonly etag?: string; readonly lastModified?: string } }
  /** Where it came from: an address without its query, or the name of a file. */
  readonly source: string
  readonly rows: number
  readonly rejected: number
  /** This and the next three: what was applied; of a held one what would be, but where it is held as FEED_ROWS_LOST. */
  readonly listed: number
  readonly changed: number
  readonly repriced: number
  /** That are gone; of a held one: that would go. */
  readonly withdrawn: number
  readonly unchanged: number
  /** A refusal, where it failed or was held. */
  readonly problem?: {
    readonly code: string
    readonly message: string
    readonly details?: Readonly<Record<string, string | number>>
  }
}

/** What a reading did to the offers of its mall, in offers. */
export type RunApplied = Pick<FeedRun, 'listed' | 'changed' | 'repriced' | 'withdrawn'>
