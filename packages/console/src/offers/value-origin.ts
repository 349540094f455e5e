import type { OfferBody, ReadValueBody } from '@nunchi/protocol'

type Told = Pick<OfferBody, 'title' | 'brand' | 'categoryPath' | 'gtin' | 'mpn'>

/** The very words that a value was read from, where the field is here; undefined where it is not, or says nothing else. */
export function valueOrigin(offer: Told, { field, start, end }: Pick<ReadValueBody, 'field' | 'start' | 'end'>) {
  const text = textOf(offer, field)
  const quoted = text?.slice(start, end).trim()
  return quoted || undefined
}

function textOf({ title, brand, categoryPath, gtin, mpn }: Told, field: string): string | undefined {
  if (field === 'title') return title
  if (field === 'brand') return brand
  if (field === 'category') return categoryPath.join(' > ')
  if (field === 'gtin') return gtin
  return field === 'mpn' ? mpn : undefined
}
