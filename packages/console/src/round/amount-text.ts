import { count, counted, decimal, type Lang } from '@nunchi/ui'

type Write = Readonly<Record<Lang, (amount: number) => string>>

const pieces = (one: string, other: string, korean: string): Write => ({
  en: (amount) => counted(amount, one, other),
  ko: (amount) => `${count(amount, 'ko')}${korean}`,
})
/** In units of `per`, by the sign that both languages write. */
const measure = (sign: string, per = 1): Write => ({
  en: (amount) => `${decimal(amount / per, 'en')} ${sign}`,
  ko: (amount) => `${decimal(amount / per, 'ko')} ${sign}`,
})
const grams: Write = {
  en: (amount) => measure(amount < 1_000 ? 'g' : 'kg', amount < 1_000 ? 1 : 1_000).en(amount),
  ko: (amount) => measure(amount < 1_000 ? 'g' : 'kg', amount < 1_000 ? 1 : 1_000).ko(amount),
}

/** Names that shops give to what they load, by their usual words. */
const known: ReadonlyMap<string, Write> = new Map(
  (
    [
      [['parcel', 'parcels', 'package', 'packages', '택배'], pieces('parcel', 'parcels', '개')],
      [['box', 'boxes', 'carton', 'cartons', '상자', '박스'], pieces('box', 'boxes', '상자')],
      [['piece', 'pieces', 'item', 'items', 'unit', 'units', 'count', '개', '수량'], pieces('piece', 'pieces', '개')],
      [['pallet', 'pallets', '팔레트', '파렛트'], pieces('pallet', 'pallets', '팔레트')],
      [['bag', 'bags', '봉지', '봉투'], pieces('bag', 'bags', '봉')],
      [['crate', 'crates', 'tote', 'totes', '바구니'], pieces('crate', 'crates', '바구니')],
      [['g', 'gram', 'grams', 'gramme', 'grammes', 'weight_g', '그램'], grams],
      [['kg', 'kilo', 'kilos', 'kilogram', 'kilograms', 'weight_kg', '킬로그램'], measure('kg')],
      [['ml', 'millilitre', 'millilitres', 'milliliter', 'milliliters'], measure('L', 1_000)],
      [['l', 'litre', 'litres', 'liter', 'liters', '리터'], measure('L')],
      [['m3', 'cbm', 'cubicmetres', 'cubicmeters'], measure('m³')],
    ] as const
  ).flatMap(([names, write]) => names.map((name) => [name, write] as const)),
)

/** An amount as a driver says it: "3 parcels", "5.2 kg", "3개"; by a name that nobody knows as the shop wrote it. */
export function amountText(name: string, amount: number, lang: Lang): string {
  const write = known.get(name.trim().toLowerCase().replace(/\s+/g, ''))
  return write ? write[lang](amount) : `${name} ${count(amount, lang)}`
}

/** Amounts of several dimensions, one after the other: "3 parcels · 5.2 kg". */
export function amountsText(amounts: Readonly<Record<string, number>>, lang: Lang): string {
  return Object.entries(amounts)
    .map(([name, amount]) => amountText(name, amount, lang))
    .join(' · ')
}
