import type { CategoryTree } from '../../decide/attributes/learn-categories.ts'
import type { TaughtReaders } from '../../decide/attributes/read-attributes.ts'
import { teachReaders } from '../../decide/attributes/teach-readers.ts'
import type { Feed } from '../malls/open-feed.ts'
import { OfferSample } from './offer-sample.ts'

type Asked = {
  readonly tree?: CategoryTree
  readonly signal?: AbortSignal
  readonly onProgress?: (rows: number) => void
}

/** Learns from a feed by reading it once more: `teachReaders` an even sample of it. */
export async function learnReaders(feed: Feed, asked: Asked = {}): Promise<TaughtReaders> {
  const sample = new OfferSample()
  let rows = 0
  for await (const block of feed.rows(() => {})) {
    for (const row of block) if ('offer' in row) sample.add(row.offer)
    rows += block.length
    asked.onProgress?.(rows)
    if (asked.signal?.aborted) return {}
  }
  return teachReaders({ lessons: sample.drawn(), tree: asked.tree })
}
