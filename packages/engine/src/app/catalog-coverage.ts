import { type Coverage, CoverageCount } from '../decide/quality/coverage.ts'
import type { Views } from '../state/views.ts'

/** Products looked at before requests get their turn: about a millisecond. */
const itemsPerTurn = 10_000
const categoriesMax = 100

/**
 * Gives the count of what the catalogue lacks; made anew when something has happened since, by one run at a time, whoever asks.
 */
export function coverageOf(views: Views): () => Promise<Coverage> {
  let latest: { readonly position: number; readonly coverage: Promise<Coverage> } | undefined
  let isUnderWay = false
  const count = async (): Promise<Coverage> => {
    const counting = new CoverageCount(views)
    try {
      while (counting.step(itemsPerTurn)) await new Promise((resolve) => setImmediate(resolve))
      return counting.answer(categoriesMax)
    } finally {
      isUnderWay = false
    }
  }
  return () => {
    if (isUnderWay || latest?.position === views.position) return latest!.coverage
    isUnderWay = true
    latest = { position: views.position, coverage: count() }
    return latest.coverage
  }
}
