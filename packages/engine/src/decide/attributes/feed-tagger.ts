import {
  type Columns,
  hashOf,
  nested,
  partOf,
  type Saved,
  SpanTagger,
  standingIn,
  teachSpanTagger,
} from '@nunchi/kernel'
import type { ReadValue } from '../../domain/attribute.ts'
import { feedReaderOf } from './feed-names.ts'
import { note, type Reading, readingOf } from './reading.ts'

/** A title with what its feed says of the offer, to teach from. */
export type FeedSample = { readonly title: string; readonly attributes: Readonly<Record<string, string>> }

export type FeedTaggerOptions = {
  readonly seed: number
  /** Attributes whose value stands in so many titles at least are taught. */
  readonly titlesMin?: number
  readonly attributesMax?: number
  /** Parts into which the samples are dealt to say from which chance a value is given; each is one more training. */
  readonly folds?: number
}

/**
 * Reads the attributes that feeds have of their own (attr_cable_length, 굽높이) out of titles, as these feeds' titles taught it. An attribute
 * is read when its value stands in the title; nothing is guessed that is not written there. Attributes that others read too are written as
 * these write them.
 */
export class FeedTagger implements Saved {
  readonly tagger = new SpanTagger()
  /** By label: what the feeds call it. */
  names: string[] = []

  /** Reads a title, or another text of that kind. 10 to 20 us. */
  read(reading: Reading): void {
    const { tokens, text } = reading
    for (const { label, start, end, chance } of this.tagger.tag(text)) {
      const from = tokenAt(tokens.starts, tokens.count, start)
      const to = tokenAt(tokens.ends, tokens.count, end)
      for (const { name, value, amount, unit } of written(this.names[label]!, text.slice(start, end)))
        if (!reading.values.some((known) => known.name === name && known.value === value))
          note(reading, from, to + 1, { name, value, amount, unit, confidence: chance, by: 'tagger' })
    }
  }

  save(): Columns {
    return { ...nested('tagger', this.tagger.save()), names: this.names }
  }

  restore(columns: Columns): void {
    this.tagger.restore(partOf(columns, 'tagger'))
    this.names = [...(columns.names as readonly string[])]
  }
}

/**
 * Teaches a tagger from feeds (distant supervision): where a feed's value stands in its title, the words there are that value. The
 * attributes that stand in most titles are taught.
 */
export function teachFeedTagger(samples: readonly FeedSample[], options: FeedTaggerOptions): FeedTagger {
  const { seed, titlesMin = 20, attributesMax = 200, folds = 4 } = options
  const tagger = new FeedTagger()
  tagger.names = commonest(samples, titlesMin).slice(0, attributesMax)
  const labelOf = new Map(tagger.names.map((name, label) => [name, label]))
  const texts = samples.map(({ title, attributes }) => ({
    text: title,
    values: Object.entries(attributes).flatMap(([name, value]) => {
      const label = labelOf.get(name)
      return label === undefined ? [] : [{ label, value }]
    }),
  }))
  teachSpanTagger(tagger.tagger, { texts, labels: tagger.names.length, seed, folds })
  return tagger
}

/** What a feed calls Color: Black is color: black. A feed's own attributes, and what their reader makes nothing of, stand as they are. */
function written(name: string, text: string): readonly Pick<ReadValue, 'name' | 'value' | 'amount' | 'unit'>[] {
  const reader = feedReaderOf(name)
  if (!reader) return [{ name, value: text }]
  const reading = readingOf(text, 'attributes')
  reader(reading)
  return reading.values.length > 0 ? reading.values : [{ name, value: text }]
}

/** Attributes by how many titles their value stands in, those of fewer than `titlesMin` left out. */
export function commonest(samples: readonly FeedSample[], titlesMin: number): string[] {
  const counts = new Map<string, number>()
  for (const { title, attributes } of samples) {
    const standing = standingIn(title)
    for (const [name, value] of Object.entries(attributes))
      if (standing.has(hashOf(value))) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const order = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return order.filter(([, count]) => count >= titlesMin).map(([name]) => name)
}

/** The first token whose place is not before `place`. */
function tokenAt(places: Int32Array, count: number, place: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (places[middle]! < place) low = middle + 1
    else high = middle
  }
  return low
}
