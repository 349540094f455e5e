import { hasCheckDigit } from '../../domain/gtin.ts'

const lengths = new Set([8, 12, 13, 14])

/**
 * A GTIN as its 14 digits, or undefined for what is none: wrong length, wrong check digit, or made of one digit alone (placeholders
 * such as 0000000000000 pass the check). Spaces and hyphens between the digits do not matter.
 */
export function gtinOf(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  if (!lengths.has(digits.length) || !/^\d+$/.test(digits) || /^(\d)\1+$/.test(digits)) return undefined
  return hasCheckDigit(digits) ? digits.padStart(14, '0') : undefined
}
