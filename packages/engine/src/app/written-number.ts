const small: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1_000 }
const tokens = /\d[\d,]*(?:\.\d+)?|[십백천만억]/g
const large: Readonly<Record<string, number>> = { 만: 10_000, 억: 100_000_000 }

/** The same text with full-width digits and signs ('１２，０００', '￦') as the plain ones; any other text as it is. */
export function halfWidth(text: string): string {
  return /[\uff00-\uffef]/.test(text) ? text.normalize('NFKC') : text
}

/** Whether a number stands before a Korean unit, as in '1만 2천원'. */
export function hasKoreanUnits(text: string): boolean {
  return /\d\s*[십백천만억]/.test(text)
}

/**
 * A number as Koreans write amounts, '1만', '1만 2천', '2만5,900', '1.5만', '3억 5천만', as plain digits; undefined when it is none.
 * Units go from large to small, and what follows one is smaller than it. At most four digits stand behind the point of the result.
 */
export function koreanNumber(text: string): string | undefined {
  if (!hasKoreanUnits(text) || text.replace(tokens, '').trim() !== '') return undefined
  let [total, group, number] = [0, 0, undefined as number | undefined]
  let [groupUnit, unit] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const [token] of text.matchAll(tokens)) {
    if (token in small) {
      if (small[token]! >= unit) return undefined
      unit = small[token]!
      group += (number ?? 1) * unit
      number = undefined
    } else if (token in large) {
      if (large[token]! >= groupUnit || (group === 0 && number === undefined)) return undefined
      groupUnit = large[token]!
      total += (group + (number ?? 0)) * groupUnit
      ;[group, number, unit] = [0, undefined, groupUnit]
    } else {
      const isSecond = number !== undefined
      number = digitsOf(token)
      if (isSecond || number === undefined || number >= unit) return undefined
    }
  }
  return String(Math.round((total + group + (number ?? 0)) * 10_000) / 10_000)
}

/** A number of which commas part the thousands ('1,000', '12,345.5') without them; any other text as it is, as '37,5' and '0,500'. */
export function ungrouped(text: string): string {
  return /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
}

/** The digits of one number between units; undefined where commas part no thousands. */
function digitsOf(token: string): number | undefined {
  const plain = ungrouped(token)
  return plain.includes(',') ? undefined : Number(plain)
}
