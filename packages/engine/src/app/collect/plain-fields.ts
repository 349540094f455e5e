import type { CatalogEvent } from '../../events/catalog.ts'
import type { Notes } from './notes.ts'
import type { PlainKind } from './plain-facts.ts'
import { isJson, type Json } from './read.ts'

/** The fields of an object: `free` where anything goes or nothing is below, else those of the object or list there. */
type Fields = { readonly [name: string]: 'free' | Fields }

const fields = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, 'free'])) as Record<Name, 'free'>

const ofAny = fields('kind', 'at', 'id', 'user', 'anonymous', 'userHash', 'consent')
const hint = fields('title', 'brand', 'categoryPath', 'priceMinor')
const ofProduct = { product: 'free', hint } as const
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
  'products.searched': fields('query'),
  'list.viewed': fields('list', 'products'),
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
  'cart.viewed': fields('products'),
  'checkout.started': fields('products'),
  'coupon.entered': fields('coupon'),
  'coupon.applied': fields('coupon'),
  'coupon.denied': fields('coupon'),
  'coupon.removed': fields('coupon'),
  'page.viewed': fields('name'),
  'order.placed': ofLines,
  'order.refunded': ofLines,
  'shopper.hid': hidden,
  'shopper.unhid': hidden,
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

/** Notes every field of an event that its kind does not have: a wrong name would else lose what it says in silence. */
export function noteUnknownFields(event: Json, kind: keyof typeof ofKind, index: number, notes: Notes): void {
  const note = (path: string, known: Fields) => {
    const names = Object.keys(known).join(', ')
    notes.add(
      index,
      'FIELD_UNKNOWN',
      path,
      names === '' ? 'is not known here' : `is not known here; known are: ${names}`,
    )
  }
  const look = (value: Json, known: Fields, path: string, also?: Fields) => {
    for (const name in value) {
      const field = path + name
      if (also !== undefined && Object.hasOwn(also, name)) continue
      if (!Object.hasOwn(known, name)) {
        note(field, { ...also, ...known })
        continue
      }
      const below = known[name]!
      const inside = value[name]
      if (below === 'free') continue
      if (isJson(inside)) look(inside, below, `${field}.`)
      if (!Array.isArray(inside)) continue
      for (let i = 0; i < inside.length; i++) if (isJson(inside[i])) look(inside[i], below, `${field}.${i}.`)
    }
  }
  look(event, ofKind[kind], '', ofAny)
}
