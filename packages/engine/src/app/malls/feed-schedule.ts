import { hash } from 'node:crypto'
import type { FeedRun } from '../../domain/mall.ts'
import type { FeedMark } from '../../ports/feed-fetcher.ts'
import type { MallState } from '../../state/malls.ts'
import { addressHash } from './feed-address.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** After a first failure; every further one doubles it. */
const retryMsMax = 15 * minute
/** So much later at most than it is due, each mall by its own share: many that were registered together part over time. */
const jitterShare = 0.05

/**
 * What to ask the server of an address with, so that it need not send what was read already: of the newest run, if nothing from elsewhere
 * was applied since.
 * @param runs  oldest first
 * @param canStillApply  whether a held run's feed is kept: if not, it has to be fetched again
 */
export function markFor(
  of: string,
  runs: readonly FeedRun[],
  canStillApply: (run: FeedRun) => boolean,
): FeedMark | undefined {
  for (const run of [...runs].reverse()) {
    const { end, rows, address } = run
    if (end === 'failed' || end === 'cancelled') {
      if (rows > 0) return undefined // part of it may have been applied
      continue
    }
    if (address === undefined && end !== 'applied') continue
    if (end === 'unchanged' && rows === 0 && address?.of === of) continue // not sent: what it rests on is older
    if (address?.of !== of || (end === 'held' && !canStillApply(run))) return undefined
    return address.mark
  }
  return undefined
}

/**
 * When a mall's feed is to be fetched next, ms since 1970; 0: at once, as this address never was. After failures sooner, then ever later, up
 * to a day. Undefined: not by itself.
 */
export function dueAt({
  mall: { id, feed },
  isPaused,
  runs,
}: Pick<MallState, 'mall' | 'isPaused' | 'runs'>): number | undefined {
  if (feed === undefined || isPaused) return undefined
  const of = addressHash(feed)
  const own = runs.filter(({ address }) => address?.of === of).sort((a, b) => a.startedAt - b.startedAt)
  const last = own.at(-1)
  if (last === undefined) return 0
  const sinceGood = [...own].reverse().findIndex(({ end }) => end !== 'failed')
  const failures = sinceGood < 0 ? own.length : sinceGood
  const every = feed.everyMinutes * minute
  const wait = failures === 0 ? every : Math.min(Math.min(every, retryMsMax) * 2 ** (failures - 1), day)
  return last.startedAt + Math.floor(wait * (1 + jitterShare * shareOf(id)))
}

/** 0 to 1, always the same for a mall. */
function shareOf(mall: string): number {
  return Number.parseInt(hash('sha256', mall, 'hex').slice(0, 8), 16) / 2 ** 32
}
