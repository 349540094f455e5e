import type { Report, ReportedEvent } from '../../app/report.ts'
import { type EpochMs, epochMs } from '../../domain/units.ts'
import type { Draws } from '../life/draws.ts'
import type { Town } from '../town/town.ts'

/** What people of the town ask of the shop about themselves, on a day: to hide, to be left alone, to be forgotten. */
export type Wish = { readonly shopper: number; readonly report?: Report; readonly forget?: true }

/** Of the shoppers, on a day. */
const wishShare = 0.06
const what = { whether: 1, kind: 2, which: 3 } as const

const kinds = [
  'hide-product',
  'hide-brand',
  'hide-category',
  'personalisation.refused',
  'personalisation.allowed',
  'consent.withdrawn',
  'consent.given',
  'forget',
] as const

/** The wishes of a day; being forgotten is among them only when it is allowed. */
export function wishesOn(town: Town, { day, at, draws, canForget }: Ask): Wish[] {
  return town.shoppers.flatMap(({ id: user }, shopper): Wish[] => {
    const own = draws.of(day, shopper)
    if (own.unit(what.whether) >= wishShare) return []
    const kind = kinds[own.below(canForget ? kinds.length : kinds.length - 1, what.kind)]!
    if (kind === 'forget') return [{ shopper, forget: true }]
    const id = `demo:wish:${day}:${shopper}`
    return [{ shopper, report: { user, id, event: eventOf(town, kind, { at, id, own }) } }]
  })
}

type Ask = { readonly day: number; readonly at: EpochMs; readonly draws: Draws; readonly canForget: boolean }

function eventOf(
  town: Town,
  kind: Exclude<(typeof kinds)[number], 'forget'>,
  { at, id, own }: { at: number; id: string; own: Draws },
): ReportedEvent {
  const base = { at: epochMs(at), id }
  const { product } = town.products[own.below(town.products.length, what.which)]!
  switch (kind) {
    case 'hide-product':
      return { ...base, kind: 'shopper.hid', hidden: { what: 'product', product: product.id } }
    case 'hide-brand':
      return { ...base, kind: 'shopper.hid', hidden: { what: 'brand', brand: product.brand ?? '' } }
    case 'hide-category':
      return { ...base, kind: 'shopper.hid', hidden: { what: 'category', category: product.categoryPath.join('>') } }
    default:
      return { ...base, kind }
  }
}
