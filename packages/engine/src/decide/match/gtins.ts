/**
 * Whether a GTIN of 14 digits is a number of a shop's own, which another shop gives to something else: prefixes 02, 04 and 2 of
 * 13 digits, 0 and 2 of 8, and coupons (05, 99).
 * Source: GS1 General Specifications, 1.4: restricted circulation numbers.
 */
export function isShopsOwn(gtin: string): boolean {
  if (gtin.startsWith('000000')) return gtin[6] === '0' || gtin[6] === '2'
  return /^0(?:0[245]|2|99)/.test(gtin)
}

/** `packed`: one is a case, or the inner pack, of the other: the same number but for the first digit and the check digit. */
export type GtinRelation = 'same' | 'packed' | 'different'

/** How two GTINs of 14 digits are related. */
export function gtinRelation(one: string, other: string): GtinRelation {
  if (one === other) return 'same'
  return one.slice(1, 13) === other.slice(1, 13) && one[0] !== '9' && other[0] !== '9' ? 'packed' : 'different'
}
