import { type Columns, nested, partOf, type Saved } from '@nunchi/kernel'
import { pathOfText } from '../../domain/category-path.ts'
import { BrandDictionary } from './brands.ts'
import { CategoryMapper } from './category-mapper.ts'
import { nodeOf } from './category-tree.ts'
import { FeedTagger } from './feed-tagger.ts'
import type { TaughtReaders } from './read-attributes.ts'

/** What feeds taught, in a form that can be kept and handed to other threads. */
export function columnsOfTaught({ brands, tagger, categories }: TaughtReaders): Columns {
  return {
    ...(brands === undefined ? {} : nested('brands', brands.save())),
    ...(tagger === undefined ? {} : nested('tagger', tagger.save())),
    ...(categories === undefined ? {} : nested('categories', categories.save())),
  }
}

/** The inverse of `columnsOfTaught`; categories are called by their paths. Takes the columns over. */
export function taughtOfColumns(columns: Columns): TaughtReaders {
  const part = <Reader extends Saved>(name: string, make: (columns: Columns) => Reader): Record<string, Reader> => {
    const own = partOf(columns, name)
    if (Object.keys(own).length === 0) return {}
    const reader = make(own)
    reader.restore(own)
    return { [name]: reader }
  }
  return {
    ...part('brands', () => new BrandDictionary()),
    ...part('tagger', () => new FeedTagger()),
    ...part('categories', ({ nodes }) => new CategoryMapper((nodes as string[]).map((id) => nodeOf(pathOfText(id))))),
  }
}
