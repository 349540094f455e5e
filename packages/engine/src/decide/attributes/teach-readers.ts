import type { Offer } from '../../domain/offer.ts'
import { type FeedSample, teachFeedTagger } from './feed-tagger.ts'
import { learnBrands } from './learn-brands.ts'
import { type CategoryLesson, type CategoryTree, learnCategories } from './learn-categories.ts'
import type { TaughtReaders } from './read-attributes.ts'

/** Of the offers that are learned from so many teach the tagger, which takes the longest; with fewer there is nothing to learn. */
const taggedMax = 20_000
const taggedMin = 200
const seed = 1

/** What of an offer is learned from. */
export type Lesson = Pick<Offer, 'mall' | 'title' | 'brand' | 'attributes' | 'categoryPath'> &
  Pick<CategoryLesson, 'category'>

/** What to learn from, and the tree of categories to go on with. */
export type ReaderLessons = { readonly lessons: readonly Lesson[]; readonly tree?: CategoryTree }

/**
 * Learns what feeds call their brands, how their titles name the attributes that they have themselves, and one tree of their categories,
 * so that they are read where a field is empty. Brands 10 us an offer, attributes 0.3 to 1 ms, of 20,000 at most, categories some seconds
 * a mall with hundreds of them: in a server, work for a thread of its own.
 */
export function teachReaders({ lessons, tree }: ReaderLessons): TaughtReaders {
  const brands = learnBrands(lessons.map(({ title, brand }) => ({ title, brand })))
  const categories = learnCategories(lessons, tree)
  const tagged = lessons.flatMap((lesson) => (hasAttributes(lesson) ? [sampleOf(lesson)] : [])).slice(0, taggedMax)
  const tagger = tagged.length < taggedMin ? {} : { tagger: teachFeedTagger(tagged, { seed }) }
  return { brands, categories, ...tagger }
}

function hasAttributes({ attributes }: Lesson): boolean {
  return Object.keys(attributes).length > 0
}

function sampleOf({ title, attributes }: Lesson): FeedSample {
  return { title, attributes }
}
