import type { Currency } from '@nunchi/protocol'

/** Minor units of an amount as people write it: "9,900", "18.99". Undefined for what is no amount above 0 of the currency. */
export function minorOf(text: string, { digits }: Currency): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? []
  if (whole === undefined || decimals.length > digits) return undefined
  const minor = Number(`${whole.replaceAll(',', '')}${decimals.padEnd(digits, '0')}`)
  return minor > 0 && Number.isSafeInteger(minor) ? minor : undefined
}
