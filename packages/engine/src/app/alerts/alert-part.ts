import type { Product } from '../../domain/product.ts'
import type { Alert, TellingWishes } from '../../domain/subscription.ts'
import type { Minor } from '../../domain/units.ts'
import type { AlertPart } from './outbox.ts'

/** In which money prices are. */
export type Currency = { readonly code: string; readonly digits: number }

export type AlertPartAsk = {
  readonly alert: Alert
  readonly product: Product | undefined
  readonly language: TellingWishes['language']
  readonly currency: Currency
  /** Where the shop's pages are, without a slash at the end. */
  readonly publicUrl: string
}

const words = {
  ko: {
    price: (title: string, now: string) => `${title} ${now}`,
    before: (before: string, percent: number) => `이전 최저가 ${before}에서 ${percent}% 내렸어요.`,
    rose: (before: string) => `이전 최저가 ${before}에서 올랐어요.`,
    back: '다시 살 수 있어요.',
  },
  en: {
    price: (title: string, now: string) => `${title}: ${now}`,
    before: (before: string, percent: number) => `${percent}% below the lowest price before, ${before}.`,
    rose: (before: string) => `Up from the lowest price before, ${before}.`,
    back: 'It can be had again.',
  },
} as const

/** What one alert says: the product, what it costs, and what it cost before. */
export function alertPart({ alert, product, language, currency, publicUrl }: AlertPartAsk): AlertPart {
  const say = words[language]
  const { product: id, priceMinor, beforeMinor, subscription, at } = alert
  const title = say.price(product?.title ?? id, amount(priceMinor, currency, language))
  const body = beforeMinor === undefined ? say.back : changed(priceMinor, beforeMinor, currency, language)
  const url = URL.canParse(product?.url ?? '') ? product!.url! : `${publicUrl}/products/${encodeURIComponent(id)}`
  const data = { alert: alert.id, subscription, product: id, priceMinor, currency: currency.code, at }
  return { title, body, url, data: beforeMinor === undefined ? data : { ...data, beforeMinor } }
}

function changed(now: Minor, before: Minor, currency: Currency, language: TellingWishes['language']): string {
  const text = amount(before, currency, language)
  const say = words[language]
  return now < before ? say.before(text, Math.max(1, Math.floor(((before - now) / before) * 100))) : say.rose(text)
}

function amount(minor: Minor, { code, digits }: Currency, language: TellingWishes['language']): string {
  const style = {
    style: 'currency',
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  } as const
  return new Intl.NumberFormat(language, style).format(minor / 10 ** digits)
}
