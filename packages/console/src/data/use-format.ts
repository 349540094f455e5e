import type { Currency } from '@nunchi/protocol'
import { ago, bytes, count, dayOf, decimal, type Lang, moment, money, percent, useLanguage } from '@nunchi/ui'
import { useMemo } from 'react'

export type Format = ReturnType<typeof formatIn>

/** Writes numbers, money and times in the language that is spoken. */
export function useFormat(): Format {
  const { lang } = useLanguage()
  return useMemo(() => formatIn(lang), [lang])
}

/** The same for a language that is given. */
export function formatIn(lang: Lang) {
  const locale = lang === 'ko' ? 'ko-KR' : 'en-US'
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  })
  return {
    lang,
    locale,
    count: (value: number) => count(value, lang),
    decimal: (value: number, decimals?: number) => decimal(value, lang, decimals),
    percent: (share: number, decimals?: number) => percent(share, lang, decimals),
    money: (minor: number, currency: Currency) => money(minor, currency, lang),
    bytes: (size: number) => bytes(size, lang),
    moment: (at: number) => moment(at, lang),
    day: (at: number) => dayOf(at, lang),
    ago: (at: number, now: number) => ago(at, now, lang),
    /** Time of day alone. */
    clock: (at: number) => clock.format(at),
    /** A count as short as an axis wants it: 12K, 1.2만; nothing between two whole numbers. */
    compact: (value: number) => (Number.isInteger(value) ? compact.format(value) : ''),
    compactMoney: (minor: number, { code, digits }: Currency) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: code,
        notation: 'compact',
        maximumFractionDigits: 1,
      }).format(minor / 10 ** digits),
  }
}
