/** What is read out of offers by rule or dictionary. Names that a feed has of its own are attributes as well. */
export const attributeNames = [
  ...['gtin', 'brand', 'model', 'category', 'articleType', 'usage', 'condition', 'compatibility'],
  ...['kind', 'flavor', 'variant', 'tier', 'series', 'grade'],
  ...['color', 'shade', 'size', 'material', 'gender', 'age', 'season', 'style'],
  ...['weight', 'volume', 'length', 'dimensions', 'area', 'capacity', 'power', 'charge', 'voltage', 'frequency'],
  ...['packCount', 'bonusCount', 'sheets', 'totalWeight', 'totalVolume', 'totalCount'],
] as const

/** One of `attributeNames`, or the name that a feed gives to an attribute of its own. */
export type AttributeName = string

/** A value read out of an offer: what, from where, how sure. */
export type ReadValue = {
  readonly name: AttributeName
  /** Normalised: 'black', '2 l', '12'. */
  readonly value: string
  readonly amount?: number
  readonly unit?: string
  readonly field: 'title' | 'description' | 'category' | 'brand' | 'attributes' | 'gtin' | 'mpn'
  /** UTF-16 offsets in that field as the feed has it; `end` is not included. */
  readonly start: number
  readonly end: number
  /** 0 to 1: a chance where it was measured, else the order in which readers are believed. */
  readonly confidence: number
  readonly by: 'rule' | 'dictionary' | 'tagger' | 'person' | 'model'
}
