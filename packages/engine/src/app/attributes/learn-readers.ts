import { type FeedSample, teachFeedTagger } from '../../decide/attributes/feed-tagger.ts'
import { learnBrands } from '../../decide/attributes/learn-brands.ts'
import type { TaughtReaders } from '../../decide/attributes/read-attributes.ts'
import type { Offer } from '../../domain/offer.ts'
import type { Feed } from '../malls/open-feed.ts'
import { OfferSample } from './offer-sample.ts'

/** Of the offers that are learned from so many teach the tagger, which takes the longest; with fewer there is nothing to learn. */
const taggedMax = 20_000
const taggedMin = 200
const seed = 1

/** What of an offer is learned from. */
export type Lesson = Pick<Offer, 'title' | 'brand' | 'attributes'>

type Asked = { readonly signal?: AbortSignal; readonly onProgress?: (rows: number) => void }

/** Learns from a feed by reading it once more: `learnFrom` an even sample of it. */
export async function learnReaders(feed: Feed, asked: Asked = {}): Promise<TaughtReaders> {
  const sample = new OfferSample()
  let rows = 0
  for await (const block of feed.rows(() => {})) {
    for (const row of block) if ('offer' in row) sample.add(row.offer)
    rows += block.length
    asked.onProgress?.(rows)
    if (asked.signal?.aborted) return {}
  }
  return learnFrom(sample.drawn())
}

/**
 * Learns what feeds call their brands and how their titles name the attributes that they have themselves, so that they are read where
 * a field is empty. Brands 10 us an offer, attributes 0.3 to 1 ms, of 20,000 at most: in a server, work for a thread of its own.
 */
export function learnFrom(lessons: readonly Lesson[]): TaughtReaders {
  const brands = learnBrands(lessons.map(({ title, brand }) => ({ title, brand })))
  const tagged = lessons.flatMap((lesson) => (hasAttributes(lesson) ? [sampleOf(lesson)] : [])).slice(0, taggedMax)
  return tagged.length < taggedMin ? { brands } : { brands, tagger: teachFeedTagger(tagged, { seed }) }
}

function hasAttributes({ attributes }: Lesson): boolean {
  return Object.keys(attributes).length > 0
}

function sampleOf({ title, attributes }: Lesson): FeedSample {
  return { title, attributes }
}
