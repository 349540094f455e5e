import type { Wanted } from '../../domain/subscription.ts'
import { masked } from '../collect/mask.ts'
import type { Wish } from './answers.ts'

/** A wish with addresses and numbers of people masked as in searches: people paste them, and the log names nobody. */
export function maskedWish(wish: Wish): Wish {
  const { counting } = wish
  const benefits = counting?.benefits?.map(masked)
  return { ...wish, wanted: maskedWanted(wish.wanted), ...(counting && { counting: { ...counting, benefits } }) }
}

function maskedWanted(wanted: Wanted): Wanted {
  if (wanted.what === 'products') return wanted
  const { words, brand, categoryPath, attributes } = wanted
  const kept = Object.entries(attributes ?? {}).map(([name, value]) => [masked(name), masked(value)])
  return {
    ...wanted,
    ...(words === undefined ? {} : { words: masked(words) }),
    ...(brand === undefined ? {} : { brand: masked(brand) }),
    ...(categoryPath === undefined ? {} : { categoryPath: categoryPath.map(masked) }),
    ...(attributes === undefined ? {} : { attributes: Object.fromEntries(kept) }),
  }
}
