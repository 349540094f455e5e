import { TokenList } from '@nunchi/kernel'
import type { ReadValue } from '../../domain/attribute.ts'
import { pathText } from '../../domain/category-path.ts'
import type { Offer } from '../../domain/offer.ts'
import type { BrandDictionary } from './brands.ts'
import type { CategoryMapper } from './category-mapper.ts'
import { readColors } from './colors.ts'
import { readCompatibility } from './compatibility.ts'
import { feedReaderOf } from './feed-names.ts'
import type { FeedTagger } from './feed-tagger.ts'
import { gtinOf } from './gtin.ts'
import { readModel } from './models.ts'
import { readQuantities } from './quantities.ts'
import { note, type Reading, readingOf, take } from './reading.ts'
import { readSeries } from './series.ts'
import { readSizes } from './sizes.ts'
import { readTerms } from './terms.ts'
import type { TitleClassifier } from './title-classifier.ts'
import { readVarieties } from './varieties.ts'

/** What feeds taught. Without any of it, rules and dictionaries read alone. */
export type TaughtReaders = {
  readonly brands?: BrandDictionary
  readonly tagger?: FeedTagger
  /** Attribute -> who guesses it. */
  readonly classifiers?: Readonly<Record<string, TitleClassifier>>
  readonly categories?: CategoryMapper
}

/** What of a text is read: no title is longer, and of descriptions the beginning says what the thing is. */
const lengthMax = 2_000
/** How much what stands elsewhere is believed beside the title. */
const descriptionShare = 0.6
const categoryShare = 0.9
const fieldConfidence = 0.98
const brandChanceMin = 0.5
const categoryChanceMin = 0.5
const scratch = new TokenList()

/**
 * Reads all that an offer says of its attributes, each value with the field and the place in it, how sure, and by whom. The title counts
 * most; description and category add what it lacks. Places in the category are those in its path joined by ' > '; places in attributes
 * those in the value of the one attribute.
 *
 * 20 to 40 us an offer with a title of 15 words and no description.
 */
export function readAttributes(offer: Offer, taught: TaughtReaders = {}): ReadValue[] {
  const values = readFields(offer, taught)
  values.push(...readTitle(offer.title, taught))
  const names = new Set(values.map(({ name }) => name))
  const category = pathText(offer.categoryPath)
  values.push(...added(read(category, 'category', [readTerms]), names, categoryShare))
  for (const { name } of values) names.add(name)
  if (offer.description) {
    values.push(
      ...added(
        read(offer.description, 'description', [readQuantities, readColors, readTerms]),
        names,
        descriptionShare,
      ),
    )
  }
  const guess = taught.categories?.map({ title: offer.title, categoryPath: offer.categoryPath })
  if (guess && guess.confidence >= categoryChanceMin) {
    const field = offer.categoryPath.length > 0 ? 'category' : 'title'
    const end = field === 'category' ? category.length : offer.title.length
    values.push({
      name: 'category',
      value: guess.node.id,
      field,
      start: 0,
      end,
      confidence: guess.confidence,
      by: 'model',
    })
  }
  return best(values)
}

/** Reads a title alone: rules, dictionaries, and what was taught. */
export function readTitle(title: string, { brands, tagger, classifiers = {} }: TaughtReaders = {}): ReadValue[] {
  const readers = [
    readQuantities,
    readSizes,
    readColors,
    readCompatibility,
    readModel,
    readTerms,
    readVarieties,
    readSeries,
    readTitleGtin,
  ]
  const values = read(title, 'title', [
    (reading) => brands && readBrand(reading, brands),
    ...readers,
    (reading) => tagger?.read(reading),
  ])
  for (const [name, classifier] of Object.entries(classifiers)) {
    const guess = title.trim() === '' ? undefined : classifier.guess(title)
    if (guess)
      values.push({
        name,
        value: guess.value,
        field: 'title',
        start: 0,
        end: title.length,
        confidence: guess.chance,
        by: 'model',
      })
  }
  return mergedGender(best(values))
}

function read(field: string, name: ReadValue['field'], readers: readonly ((reading: Reading) => void)[]): ReadValue[] {
  const reading = readingOf(field.length > lengthMax ? field.slice(0, lengthMax) : field, name, scratch)
  for (const one of readers) one(reading)
  return reading.values
}

/** What the feed says in fields of its own is believed more than what its title says. */
function readFields(offer: Offer, { brands }: TaughtReaders): ReadValue[] {
  const values: ReadValue[] = []
  const whole = (
    field: ReadValue['field'],
    name: string,
    value: string,
    text: string,
    confidence = fieldConfidence,
  ): void => {
    values.push({
      name,
      value,
      field,
      start: 0,
      end: text.length,
      confidence,
      by: field === 'brand' ? 'dictionary' : 'rule',
    })
  }
  const gtin = offer.gtin === undefined ? undefined : gtinOf(offer.gtin)
  if (gtin) whole('gtin', 'gtin', gtin, offer.gtin!, 0.99)
  if (offer.mpn?.trim()) whole('mpn', 'model', offer.mpn.normalize('NFKC').trim().toUpperCase(), offer.mpn)
  if (offer.brand?.trim()) whole('brand', 'brand', brands?.nameOf(offer.brand) ?? offer.brand.trim(), offer.brand)
  for (const [name, value] of Object.entries(offer.attributes)) {
    const reader = feedReaderOf(name)
    if (reader)
      for (const one of read(value, 'attributes', [reader]))
        values.push({ ...one, confidence: Math.max(one.confidence, 0.95) })
  }
  return values
}

function readBrand(reading: Reading, brands: BrandDictionary): void {
  const found = brands.find(reading)
  if (!found || found.chance < brandChanceMin) return
  const { brand, from, to, chance } = found
  note(reading, from, to, { name: 'brand', value: brands.names[brand]!, confidence: chance, by: 'dictionary' })
  take(reading, from, to)
}

/** A barcode within a title: 13 digits with a right check digit are hardly anything else. */
function readTitleGtin(reading: Reading): void {
  for (const found of reading.text.matchAll(/(?<![\d.,-])\d{13}(?![\d.,-])/g)) {
    const gtin = gtinOf(found[0])
    const at = reading.tokens.starts.subarray(0, reading.tokens.count).indexOf(found.index)
    if (gtin && at >= 0) note(reading, at, at + 1, { name: 'gtin', value: gtin, confidence: 0.85, by: 'rule' })
  }
}

/** Those of an attribute that has no value yet, believed less. */
function added(found: readonly ReadValue[], names: ReadonlySet<string>, share: number): ReadValue[] {
  return found.filter(({ name }) => !names.has(name)).map((one) => ({ ...one, confidence: one.confidence * share }))
}

/** The same value of an attribute once for each field: where it is surest. */
function best(values: readonly ReadValue[]): ReadValue[] {
  const kept = new Map<string, ReadValue>()
  for (const one of values) {
    const key = `${one.name}\n${one.value}\n${one.field}\n${one.by}`
    const known = kept.get(key)
    if (!known || one.confidence > known.confidence) kept.set(key, one)
  }
  return [...kept.values()]
}

/** What is for men and for women is for both. */
function mergedGender(values: readonly ReadValue[]): ReadValue[] {
  const men = values.find(({ name, value }) => name === 'gender' && value === 'men')
  const women = values.find(({ name, value }) => name === 'gender' && value === 'women')
  if (!men || !women) return [...values]
  const span = { start: Math.min(men.start, women.start), end: Math.max(men.end, women.end) }
  return [...values.filter((one) => one !== men && one !== women), { ...men, ...span, value: 'unisex' }]
}
