/**
 * Whether the last digit of a bar code is what the others make it.
 * Source: GS1 General Specifications, 7.9: weights 3 and 1 from the right, the sum with the check digit is a multiple of 10.
 *
 * @param digits of any length, nothing else
 */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 1 : 3)
  return sum % 10 === 0
}
