import type { Currency } from '@nunchi/protocol'
import type { Lang } from './language.tsx'

const locales = { ko: 'ko-KR', en: 'en-US' } as const
const englishNumber = new Intl.PluralRules('en')
const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** An amount of minor units as people of that language write it: ₩12,900, $18.99. */
export function money(minor: number, { code, digits }: Currency, lang: Lang): string {
  return new Intl.NumberFormat(locales[lang], {
    style: 'currency',
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits)
}

/** A count with separators. */
export function count(value: number, lang: Lang): string {
  return new Intl.NumberFormat(locales[lang], { maximumFractionDigits: 0 }).format(value)
}

/** "1 product", "1,234 products": a count with the English noun that goes with it; Korean nouns stay as they are. */
export function counted(value: number, one: string, other = `${one}s`): string {
  return `${count(value, 'en')} ${englishNumber.select(value) === 'one' ? one : other}`
}

/** A share, 0 to 1, as a percentage with so many decimals (1). */
export function percent(share: number, lang: Lang, decimals = 1): string {
  return new Intl.NumberFormat(locales[lang], { style: 'percent', maximumFractionDigits: decimals }).format(share)
}

/** Any other number, at most so many decimals (2). */
export function decimal(value: number, lang: Lang, decimals = 2): string {
  return new Intl.NumberFormat(locales[lang], { maximumFractionDigits: decimals }).format(value)
}

/** A size in bytes, in steps of 1,024. */
export function bytes(size: number, lang: Lang): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const step = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, size)) / 10)))
  return `${decimal(size / 1024 ** step, lang, step === 0 ? 0 : 1)} ${units[step]}`
}

/** A day and time in the zone of who looks. */
export function moment(at: number, lang: Lang): string {
  return new Intl.DateTimeFormat(locales[lang], { dateStyle: 'medium', timeStyle: 'medium' }).format(at)
}

/** A day in the zone of who looks. */
export function dayOf(at: number, lang: Lang): string {
  return new Intl.DateTimeFormat(locales[lang], { dateStyle: 'medium' }).format(at)
}

/** How long ago, or in how long: "3 minutes ago", "3분 전". */
export function ago(at: number, now: number, lang: Lang): string {
  const format = new Intl.RelativeTimeFormat(locales[lang], { numeric: 'auto' })
  const past = at - now
  const size = Math.abs(past)
  if (size < minute) return format.format(Math.round(past / second), 'second')
  if (size < hour) return format.format(Math.round(past / minute), 'minute')
  if (size < day) return format.format(Math.round(past / hour), 'hour')
  return format.format(Math.round(past / day), 'day')
}
