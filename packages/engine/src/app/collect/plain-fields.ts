import type { CatalogEvent } from '../../events/catalog.ts'
import type { Notes } from './notes.ts'
import type { PlainKind } from './plain-facts.ts'
import { isJson, type Json } from './read.ts'

/** The fields of an object: `free` where anything goes or nothing is below, else those of the object or list there. */
type Fields = { readonly [name: string]: 'free' | Fields }

const fields = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, 'free'])) as Record<Name, 'free'>

const ofAny = fields('kind', 'at', 'id', 'user', 'anonymous', 'userHash', 'consent')
const channel = fields('device', 'referrer')
const hint = fields('title', 'brand', 'categoryPath', 'priceMinor')
const ofProduct = { product: 'free', hint, ...channel } as const
const ofLines = { order: 'free', lines: { ...fields('product', 'quantity', 'priceMinor'), hint } } as const
const hidden = { hidden: fields('what', 'product', 'brand', 'category') }
const product = fields(
  'id',
  'title',
  'brand',
  'categoryPath',
  'attributes',
  'priceMinor',
  'listPriceMinor',
  'inStock',
  'url',
  'imageUrl',
  'gtin',
  'availableFrom',
)

/** What an event of each kind may hold beside the fields of all. docs/api.md lists the same. */
const ofKind: Readonly<Record<PlainKind | CatalogEvent['kind'] | 'identify', Fields>> = {
  identify: fields('traits'),
  'products.searched': { ...channel, query: 'free' },
  'list.viewed': { ...channel, ...fields('list', 'products') },
  'product.clicked': ofProduct,
  'product.viewed': ofProduct,
  'product.dwelt': { ...ofProduct, dwellMs: 'free' },
  'product.wished': ofProduct,
  'product.unwished': ofProduct,
  'product.liked': ofProduct,
  'product.disliked': ofProduct,
  'product.shared': ofProduct,
  'product.reviewed': { ...ofProduct, rating: 'free' },
  'cart.added': { ...ofProduct, quantity: 'free' },
  'cart.removed': { ...ofProduct, quantity: 'free' },
  'cart.viewed': { ...channel, products: 'free' },
  'checkout.started': { ...channel, products: 'free' },
  'coupon.entered': { ...channel, coupon: 'free' },
  'coupon.applied': { ...channel, coupon: 'free' },
  'coupon.denied': { ...channel, coupon: 'free' },
  'coupon.removed': { ...channel, coupon: 'free' },
  'page.viewed': { ...channel, name: 'free' },
  'order.placed': ofLines,
  'order.refunded': ofLines,
  'shopper.hid': hidden,
  'shopper.unhid': hidden,
  'interest.removed': fields('tag'),
  'personalisation.refused': {},
  'personalisation.allowed': {},
  'consent.withdrawn': {},
  'consent.given': {},
  'product.listed': { product },
  'product.sighted': { product },
  'product.delisted': fields('product'),
  'product.repriced': fields('product', 'priceMinor', 'listPriceMinor'),
  'product.stocked': fields('product', 'inStock'),
}

/** The same as look-ups, which cost a third of what objects would: every event is looked over. */
type Known = ReadonlyMap<string, Known | undefined>

function knownOf(named: Fields): Known {
  return new Map(Object.entries(named).map(([name, below]) => [name, below === 'free' ? undefined : knownOf(below)]))
}

const knownOfKind = new Map(Object.entries(ofKind).map(([kind, named]) => [kind, knownOf({ ...ofAny, ...named })]))

/**
 * Notes every field of an event that its kind does not have: a wrong name would else lose what it says in silence.
 * About 0.3 us.
 */
export function noteUnknownFields(event: Json, kind: keyof typeof ofKind, index: number, notes: Notes): void {
  lookOver(event, knownOfKind.get(kind)!, '', (field, known) => {
    const names = [...known.keys()].join(', ')
    notes.add(index, 'FIELD_UNKNOWN', field, `is not known here; known are: ${names}`)
  })
}

function lookOver(value: Json, known: Known, path: string, tell: (field: string, known: Known) => void): void {
  for (const name in value) {
    const below = known.get(name)
    if (below === undefined) {
      if (!known.has(name)) tell(path + name, known)
      continue
    }
    const inside = value[name]
    if (isJson(inside)) lookOver(inside, below, `${path}${name}.`, tell)
    else if (Array.isArray(inside))
      for (let i = 0; i < inside.length; i++)
        if (isJson(inside[i])) lookOver(inside[i], below, `${path}${name}.${i}.`, tell)
  }
}
