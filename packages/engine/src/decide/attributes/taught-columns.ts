import { type Columns, nested, partOf } from '@nunchi/kernel'
import { BrandDictionary } from './brands.ts'
import { FeedTagger } from './feed-tagger.ts'
import type { TaughtReaders } from './read-attributes.ts'

/** What feeds taught, in a form that can be kept and handed to other threads. */
export function columnsOfTaught({ brands, tagger }: TaughtReaders): Columns {
  return {
    ...(brands === undefined ? {} : nested('brands', brands.save())),
    ...(tagger === undefined ? {} : nested('tagger', tagger.save())),
  }
}

/** The inverse of `columnsOfTaught`. Takes the columns over. */
export function taughtOfColumns(columns: Columns): TaughtReaders {
  const [forBrands, forTagger] = [partOf(columns, 'brands'), partOf(columns, 'tagger')]
  const [brands, tagger] = [new BrandDictionary(), new FeedTagger()]
  if (Object.keys(forBrands).length > 0) brands.restore(forBrands)
  if (Object.keys(forTagger).length > 0) tagger.restore(forTagger)
  return {
    ...(Object.keys(forBrands).length > 0 ? { brands } : {}),
    ...(Object.keys(forTagger).length > 0 ? { tagger } : {}),
  }
}
