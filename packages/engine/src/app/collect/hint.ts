import { limits } from '../../domain/limits.ts'
import type { ProductHint } from '../../domain/product.ts'
import { minorOf } from './money.ts'
import { type Json, looseText } from './read.ts'

const paths = new Map<string, readonly string[]>()

/**
 * A category as clients write it, from the broadest to the narrowest: "가전 > 음향", "Home/Audio", ["Home", "Audio"].
 * With a ">" in it, "/" is part of a name. The same text is split once.
 */
export function categoryPathOf(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return pathOf(value)
  if (typeof value !== 'string' || value === '' || value.length > limits.titleLengthMax) return undefined
  let path = paths.get(value)
  if (path === undefined) {
    path = pathOf(value.split(value.includes('>') ? '>' : '/')) ?? []
    if (paths.size < 10_000) paths.set(value, path)
  }
  return path.length > 0 ? path : undefined
}

function pathOf(levels: readonly unknown[]): readonly string[] | undefined {
  const path: string[] = []
  for (const level of levels.slice(0, limits.categoryLevelsMax)) {
    const name = looseText(level, limits.tagLengthMax)
    if (name !== undefined) path.push(name)
  }
  return path.length > 0 ? path : undefined
}

/** What an event says of its product beside the id; what it says badly is passed over, for the fact stands without. */
export function hintOf(item: Json, currencyDigits: number): ProductHint | undefined {
  const title = looseText(item.name ?? item.title, limits.titleLengthMax)
  const brand = looseText(item.brand, limits.tagLengthMax)
  const categoryPath = categoryPathOf(item.category)
  const priceMinor = item.price === undefined ? undefined : minorOf(item.price, currencyDigits)
  if (title === undefined && brand === undefined && categoryPath === undefined && priceMinor === undefined)
    return undefined
  return { title, brand, categoryPath, priceMinor }
}
