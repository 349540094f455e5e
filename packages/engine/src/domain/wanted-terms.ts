import type { Product } from './product.ts'
import type { WantedQuery } from './subscription.ts'

const separators = /[^\p{L}\p{N}]+/u
const hangul = /^[가-힣]{3,}$/u
/** Parts of a word that are looked for by themselves have so many syllables at least. */
const partMin = 2

/** What a query asks for, as terms that a product has to have all of. */
export function termsOfQuery({ words, brand, categoryPath, attributes }: WantedQuery): string[] {
  const terms = wordsOf(words ?? '').map((word) => `w:${word}`)
  if (brand) terms.push(`b:${plain(brand)}`)
  if (categoryPath && categoryPath.length > 0) terms.push(`c:${categoryPath.map(plain).join('>')}`)
  for (const [name, value] of Object.entries(attributes ?? {})) terms.push(`a:${name}=${plain(value)}`)
  return [...new Set(terms)]
}

/**
 * All terms that a query may ask a product for: words of its title and brand, as they stand, joined with the next one (블랙 코트 is 블랙코트 too),
 * and what Hangul words begin and end with (블랙코트 has 블랙 and 코트), as malls put spaces where they like; its brand, categories and attributes.
 */
export function termsOfProduct({ title, brand, categoryPath, attributes }: Product): Set<string> {
  const terms = new Set<string>()
  const words = wordsOf(`${brand ?? ''} ${title}`)
  words.forEach((word, i) => {
    terms.add(`w:${word}`)
    if (i + 1 < words.length) terms.add(`w:${word}${words[i + 1]}`)
    if (!hangul.test(word)) return
    for (let length = partMin; length < word.length; length++) {
      terms.add(`w:${word.slice(0, length)}`)
      terms.add(`w:${word.slice(-length)}`)
    }
  })
  if (brand) terms.add(`b:${plain(brand)}`)
  const path = categoryPath.map(plain)
  for (let levels = 1; levels <= path.length; levels++) terms.add(`c:${path.slice(0, levels).join('>')}`)
  for (const [name, value] of Object.entries(attributes)) terms.add(`a:${name}=${plain(value)}`)
  return terms
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(separators)
    .filter((word) => word !== '')
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim()
}

/** Whether a product has the terms that it had: its price and stock aside, it is described as before. */
export function hasSameTerms(one: Product | undefined, other: Product): boolean {
  if (one === other) return true
  if (!one || one.title !== other.title || one.brand !== other.brand) return false
  if (one.categoryPath.join('>') !== other.categoryPath.join('>')) return false
  const [own, others] = [Object.entries(one.attributes), Object.entries(other.attributes)]
  return own.length === others.length && own.every(([name, value]) => other.attributes[name] === value)
}
