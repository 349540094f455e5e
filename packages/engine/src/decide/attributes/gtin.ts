const lengths = new Set([8, 12, 13, 14])

/**
 * A GTIN as its 14 digits, or undefined for what is none: wrong length, wrong check digit, or made of one digit alone (placeholders
 * such as 0000000000000 pass the check). Spaces and hyphens between the digits do not matter.
 * Source: GS1 General Specifications, 7.9: weights 3 and 1 from the right, the sum with the check digit is a multiple of 10.
 */
export function gtinOf(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  if (!lengths.has(digits.length) || !/^\d+$/.test(digits) || /^(\d)\1+$/.test(digits)) return undefined
  const full = digits.padStart(14, '0')
  let sum = 0
  for (let i = 0; i < 14; i++) sum += (full.charCodeAt(i) - 48) * (i % 2 === 0 ? 3 : 1)
  return sum % 10 === 0 ? full : undefined
}
