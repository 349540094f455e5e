import type { Currency, Lang } from '@nunchi/protocol'
import { bareNameOf, priceBandLimits } from '../../domain/tags.ts'

const unitsOfWon = [
  { won: 100_000_000, word: '억' },
  { won: 10_000, word: '만' },
] as const
/** Making a formatter costs more than a page: one per language, currency and digits, of which there are a handful. */
const formatters = new Map<string, Intl.NumberFormat>()

/** A tag as it stands in a list: Hasbro, Toys > Games, color: red, about ₩16,000–23,000. */
export function tagLabel(tag: string, lang: Lang, currency: Currency): string {
  const name = tag.slice(tag.indexOf(':') + 1)
  if (tag.startsWith('price:')) return priceWords(Number(name), lang, currency)
  if (tag.startsWith('category:')) return name.replaceAll('>', ' > ')
  return tag.startsWith('attribute:') ? name.replace('=', ': ') : name
}

/** A tag as the object of a liking: Hasbro, Games, red, products at about ₩16,000–23,000; in Korean before 상품. */
export function tagPhrase(tag: string, lang: Lang, currency: Currency): string {
  if (tag.startsWith('price:')) {
    const price = priceWords(Number(bareNameOf(tag)), lang, currency)
    return lang === 'ko' ? `${price}대` : `products at ${price}`
  }
  if (tag.startsWith('keyword:')) return lang === 'ko' ? `‘${bareNameOf(tag)}’` : `“${bareNameOf(tag)}”`
  if (!tag.startsWith('attribute:')) return bareNameOf(tag)
  const value = bareNameOf(tag)
  const saysLittle = !/\p{L}/u.test(value) || /^(true|false|yes|no|y|n)$/i.test(value)
  return saysLittle ? tagLabel(tag, lang, currency) : value
}

/** A price band in round numbers (two digits count), hence "about": its exact limits go beside it. */
function priceWords(band: number, lang: Lang, { code, digits }: Currency): string {
  const limits = priceBandLimits(band)
  const from = Number((limits.fromMinor / 10 ** digits).toPrecision(2))
  const below = Number((limits.belowMinor / 10 ** digits).toPrecision(2))
  if (lang === 'ko' && code === 'KRW') {
    const isMixed = wonUnit(from) !== wonUnit(below) && wonUnit(from) === undefined
    return `약 ${wonWords(from)}${isMixed ? '원' : ''}~${wonWords(below)} 원`
  }
  const decimals = from < 10 ? digits : 0
  const amount = `${formatted(from, { lang, decimals, code })}${lang === 'ko' ? '~' : '–'}${formatted(below, { lang, decimals })}`
  return lang === 'ko' ? `약 ${amount}` : `about ${amount}`
}

function wonUnit(won: number) {
  return unitsOfWon.find((unit) => won >= unit.won)
}

/** 16000 -> 1.6만, 8200 -> 8,200 */
function wonWords(won: number): string {
  const unit = wonUnit(won)
  const count = unit ? won / unit.won : won
  return `${formatted(count, { lang: 'ko', decimals: Number.isInteger(count) ? 0 : 1 })}${unit?.word ?? ''}`
}

function formatted(amount: number, { lang, decimals, code }: { lang: Lang; decimals: number; code?: string }): string {
  const isCurrency = code !== undefined && /^[A-Za-z]{3}$/.test(code)
  const key = `${lang} ${decimals} ${isCurrency ? code : ''}`
  let formatter = formatters.get(key)
  if (!formatter) {
    const fraction = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    formatter = new Intl.NumberFormat(lang, isCurrency ? { style: 'currency', currency: code, ...fraction } : fraction)
    formatters.set(key, formatter)
  }
  return code === undefined || isCurrency ? formatter.format(amount) : `${code} ${formatter.format(amount)}`
}
