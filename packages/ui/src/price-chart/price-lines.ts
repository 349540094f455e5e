import type { PriceHistoryBody } from '@nunchi/protocol'
import { type Held, runsOf, withNow } from './step-line.ts'

/** One price over time, as it is drawn: the lowest of all, the list price, or one mall's. */
export type PriceLine = {
  readonly key: string
  readonly kind: 'lowest' | 'list' | 'mall'
  /** Of a mall. */
  readonly name: string
  /** Tells lines of malls apart, from 0. */
  readonly nth: number
  readonly runs: readonly (readonly Held[])[]
}

/** More than these nobody tells apart by colour and dashes. */
export const mallLinesMax = 6

/**
 * The lines of a history, the lowest price first. Of a mall with several offers each is a line of its own, with its number behind the name.
 * @param priceMinor what it costs now; undefined while it cannot be had
 */
export function linesOf(history: PriceHistoryBody, priceMinor: number | undefined): readonly PriceLine[] {
  const { to, listSteps, offers = [] } = history
  const seen = new Map<string, number>()
  const malls = offers.slice(0, mallLinesMax).map((offer, nth): PriceLine => {
    const count = (seen.get(offer.mall) ?? 0) + 1
    seen.set(offer.mall, count)
    const name = count === 1 ? offer.mallName : `${offer.mallName} (${count})`
    return { key: `${offer.mall} ${offer.key}`, kind: 'mall', name, nth, runs: runsOf({ steps: offer.steps, to }) }
  })
  const line = (kind: 'lowest' | 'list', steps: PriceHistoryBody['steps']): PriceLine => {
    return { key: kind, kind, name: '', nth: 0, runs: runsOf({ steps, to }) }
  }
  const lowest = line('lowest', withNow(history, priceMinor).steps)
  return [lowest, line('list', listSteps), ...malls].filter(({ kind, runs }) => kind === 'lowest' || runs.length > 0)
}
