import type { Hindrance } from './hindrance.ts'

/** Why a product cannot be ordered, in a few words beside it. */
export const hindranceWords: Readonly<Record<'ko' | 'en', Readonly<Record<Hindrance, string>>>> = {
  ko: { gone: '지금 살 수 없음', 'sold-out': '품절되었어요', unpriced: '가격 준비 중' },
  en: { gone: 'Cannot be bought now', 'sold-out': 'Sold out', unpriced: 'Price to come' },
}
