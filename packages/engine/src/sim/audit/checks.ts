import type { HomeAsk } from '../../app/face.ts'
import { hashViews } from '../../app/hash.ts'
import type { Fact } from '../../app/ledger.ts'
import type { Shop } from '../../app/shop.ts'
import type { HomeAnswer } from '../../decide/rank/answer.ts'
import type { Product } from '../../domain/product.ts'
import type { ProductId, ShopperKey } from '../../domain/units.ts'
import type { Hidden } from '../../events/shopper.ts'
import type { EventLog } from '../../ports/event-log.ts'
import { amountOf } from '../life/walk.ts'
import type { Books, Page } from './books.ts'

const pageOfLog = 1_000
/** Facts that the shop adds by itself; everything else in its log was sent by somebody. */
const ownFacts = new Set([
  'shopper.identified',
  'shopper.forgotten',
  'shopper.scrubbed',
  'refusals.kept',
  'clusters.fitted',
  'ranking.learned',
  'policy.assigned',
])

/** Also that a device which comes back after its person was forgotten still refuses what it had refused. */
function isOwn({ kind, id }: Fact): boolean {
  return ownFacts.has(kind) || id.startsWith('still:')
}

/** Everything in the log was sent, everything sent is in it once, and nothing of those who were forgotten. */
export async function checkLog(books: Books, log: EventLog, position: number): Promise<void> {
  const length = await log.length()
  if (length !== position) books.problem(`the log has ${length} events, the state ${position}`)
  const found = new Set<string>()
  for (let from = 0; from < length; from += pageOfLog) {
    for (const event of await log.read(from, pageOfLog)) {
      if (event.kind === 'erased') continue
      if (books.erased.has(event.id)) books.problem(`${event.id} of somebody who was forgotten is in the log`)
      if (found.has(event.id)) books.problem(`${event.id} is in the log twice`)
      found.add(event.id)
      if (!books.inLog.has(event.id) && !isOwn(event) && !books.erased.has(event.id))
        books.problem(`${event.id} (${event.kind}) is in the log and was never sent`)
    }
  }
  for (const id of books.inLog) if (!found.has(id)) books.problem(`${id} was accepted and is not in the log`)
}

/** What the shop tells a person of themselves, and what it believes them to own, is what the books say. */
export async function checkPerson(books: Books, shop: Shop, key: ShopperKey, { name, page }: Person): Promise<void> {
  const { events, preferences } = await shop.myData(key)
  const told = new Set<string>()
  let won = 0
  for (const { event } of events) {
    if (event.kind === 'erased') books.problem(`${name}: something erased is told as theirs`)
    else if (!isOwn(event)) told.add(event.id)
    if (event.kind === 'order.placed') won += amountOf(event.lines)
  }
  for (const id of page.facts) if (!told.has(id)) books.problem(`${name}: ${id} is missing from their data`)
  for (const id of told) if (!page.facts.has(id)) books.problem(`${name}: ${id} in their data is not theirs`)
  const booked = [...page.orders.values()].reduce((sum, amount) => sum + amount, 0)
  if (won !== booked) books.problem(`${name}: orders of ${won} won, booked ${booked}`)
  if (page.facts.size === 0) return // what a device still refuses is noted when it comes back
  if (preferences.personalised !== page.isPersonalised)
    books.problem(`${name}: personalised is ${preferences.personalised}`)
  if (preferences.consent !== page.hasConsented) books.problem(`${name}: consent is ${preferences.consent}`)
  checkOwned(books, shop, key, { name, page })
}

type Person = { readonly name: string; readonly page: Page }

function checkOwned(books: Books, { views }: Shop, key: ShopperKey, { name, page }: Person): void {
  const row = views.shoppers.find(key)
  const { owned } = views.history
  const kept = new Map<string, number>()
  for (let i = 0; row >= 0 && i < owned.countOf(row); i++) {
    const slot = owned.starts[row]! + i
    kept.set(views.catalog.idOf(owned.columns.item[slot]!), owned.columns.pieces[slot]!)
  }
  for (const product of new Set([...kept.keys(), ...page.kept.keys()])) {
    const [has, booked] = [kept.get(product) ?? 0, page.kept.get(product) ?? 0]
    if (has !== booked) books.problem(`${name}: owns ${has} of ${product}, booked ${booked}`)
  }
}

/** Nothing is left of somebody who was forgotten under the key they had. */
export async function checkForgotten(books: Books, shop: Shop, key: ShopperKey): Promise<void> {
  const { aliases, traits, events, interests } = await shop.myData(key)
  if (aliases.length + Object.keys(traits).length + events.length + interests.length > 0)
    books.problem(`something is left of ${key}, who was forgotten`)
}

/** What a page may show: only what is on the shelf, and nothing that this person has hidden. */
export function checkHome(books: Books, answer: HomeAnswer, { page, inStock, productOf }: HomeCheck): void {
  for (const { items } of answer.modules) {
    for (const { product } of items) {
      if (!inStock(product)) books.problem(`${product} is shown and out of stock`)
      const shown = productOf(product)
      const hidden = page?.hidden.find((one) => isHidden(shown, one))
      if (hidden) books.problem(`${product} is shown and was hidden as ${hidden.what}`)
    }
  }
  if (page && !page.isPersonalised && answer.policy !== 'popular')
    books.problem(`somebody who refused personalisation got a page of ${answer.policy}`)
}

type HomeCheck = {
  readonly page: Page | undefined
  inStock(product: ProductId): boolean
  productOf(product: ProductId): Product
}

function isHidden({ id, brand, categoryPath }: Product, hidden: Hidden): boolean {
  if (hidden.what === 'product') return hidden.product === id
  if (hidden.what === 'brand') return hidden.brand === brand
  return `${categoryPath.join('>')}>`.startsWith(`${hidden.category}>`)
}

/** Who refused personalisation sees, product by product, what a stranger sees who asks for what is popular. */
export function checkPopular(books: Books, shop: Shop, ask: HomeAsk, answer: HomeAnswer): void {
  const stranger = shop.home({ itemsPerModule: ask.itemsPerModule, policy: 'popular', isRehearsal: true })
  const products = (page: HomeAnswer) =>
    page.modules.map(({ module, items }) => [module, ...items.map((one) => one.product)])
  if (JSON.stringify(products(stranger)) !== JSON.stringify(products(answer)))
    books.problem('somebody who refused personalisation sees another page than strangers')
}

/** The state as it is and the one folded anew from the log are the same, byte by byte. */
export async function checkRebuilt(books: Books, shop: Shop, other?: Shop): Promise<void> {
  const live = hashViews((other ?? shop).views)
  const rebuilt = hashViews(await shop.rebuild())
  const differing = Object.keys(live).filter((view) => live[view] !== rebuilt[view])
  if (differing.length > 0) books.problem(`${differing.join(', ')}: live and rebuilt state differ`)
}
