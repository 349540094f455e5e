import { Random } from '@nunchi/kernel'
import { type FeedSample, teachFeedTagger } from '../../decide/attributes/feed-tagger.ts'
import { learnBrands } from '../../decide/attributes/learn-brands.ts'
import type { TaughtReaders } from '../../decide/attributes/read-attributes.ts'
import type { Offer } from '../../domain/offer.ts'
import type { Feed } from '../malls/open-feed.ts'

/** Offers that are learned from, drawn evenly from the whole file: more of them teach little more, and take memory and time. */
const offersMax = 50_000
/** Of these so many teach the tagger, which takes the longest; with fewer there is nothing to learn. */
const taggedMax = 20_000
const taggedMin = 200
const seed = 1

/**
 * Learns from a feed what it calls its brands and how its titles name the attributes that it has itself, so that they are read where
 * a field is empty. Brands 10 us an offer, attributes 0.3 to 1 ms, of 20,000 at most.
 */
export async function learnReaders(
  feed: Feed,
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: (rows: number) => void } = {},
): Promise<TaughtReaders> {
  const sample = await drawn(feed, signal, onProgress)
  if (signal?.aborted) return {}
  const brands = learnBrands(sample.map(({ title, brand }) => ({ title, brand })))
  const tagged = sample.flatMap((offer) => (hasAttributes(offer) ? [sampleOf(offer)] : [])).slice(0, taggedMax)
  return tagged.length < taggedMin ? { brands } : { brands, tagger: teachFeedTagger(tagged, { seed }) }
}

/**
 * Offers of a feed, each as likely as any other. Source: Vitter (1985), Random sampling with a reservoir, algorithm R,
 * doi 10.1145/3147.3165.
 */
async function drawn(feed: Feed, signal?: AbortSignal, onProgress?: (rows: number) => void): Promise<Offer[]> {
  const random = new Random(seed)
  const kept: Offer[] = []
  let seen = 0
  let rows = 0
  for await (const block of feed.rows(() => {})) {
    for (const row of block) {
      rows += 1
      if (!('offer' in row)) continue
      const place = seen < offersMax ? seen : random.below(seen + 1)
      seen += 1
      if (place < offersMax) kept[place] = row.offer
    }
    onProgress?.(rows)
    if (signal?.aborted) break
  }
  return random.shuffle(kept)
}

function hasAttributes({ attributes }: Offer): boolean {
  return Object.keys(attributes).length > 0
}

function sampleOf({ title, attributes }: Offer): FeedSample {
  return { title, attributes }
}
