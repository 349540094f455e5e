const address = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
/** Card numbers, resident registration numbers, and phone numbers written with a leading +, a 0 or in groups. */
const numbers =
  /\b(?:\d[ -]?){14,19}\b|\b\d{6}-[1-8]\d{6}\b|(?:\+\d|\b0\d)(?:[ .()-]{0,2}\d){7,13}\b|\b\d{3}[-. ]\d{3,4}[-. ]\d{4}\b/g

/**
 * Replaces what looks like an e-mail address, a phone, card or resident number by "***", since people paste them into
 * search boxes and the log must name nobody. Plain article numbers and bar codes of up to 13 digits stay.
 */
export function masked(text: string): string {
  const cleared = text.includes('@') ? text.replace(address, '***') : text
  return digitsOf(cleared) >= 8 ? cleared.replace(numbers, '***') : cleared
}

function digitsOf(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) count++
  }
  return count
}

/** A name that a page, list or coupon was given; an address is not a name, and may hold anything. */
export function maskedName(text: string | undefined): string | undefined {
  if (text === undefined || text.startsWith('/') || text.includes('://') || text.includes('?')) return undefined
  return masked(text)
}
