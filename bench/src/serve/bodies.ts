import type { Act, Fact, Market } from './market.ts'

/** An HTTP request as it goes over the wire, and the text of each event in its body. */
export type Prepared = { readonly request: Buffer; readonly events: readonly string[] }

export type Call = { readonly path: string; readonly key: string }

/** One request, whole: head and body in one buffer, so that sending it is one write. */
export function requestOf(method: 'GET' | 'POST' | 'PUT', { path, key }: Call, body?: string): Buffer {
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${key}\r\n`
  if (body === undefined) return Buffer.from(`${head}\r\n`)
  const length = Buffer.byteLength(body)
  return Buffer.from(`${head}content-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`)
}

/** Batches of fresh events for POST /v1/events. */
export function plainBatches(market: Market, shape: Shape): Prepared[] {
  return batches(market, shape, (act) => JSON.stringify(plainOf(market, act)), {
    path: '/v1/events',
    wrap: (events) => `{"events":[${events}]}`,
  })
}

/** The same for POST /v1/batch, as the Segment client for Node sends them. */
export function segmentBatches(market: Market, shape: Shape): Prepared[] {
  return batches(market, shape, (act) => JSON.stringify(segmentOf(market, act)), {
    path: '/v1/batch',
    wrap: (events) => `{"batch":[${events}],"sentAt":"${new Date(shape.at).toISOString()}"}`,
  })
}

export type Shape = {
  readonly count: number
  readonly eventsEach: number
  readonly key: string
  /** When the events happen, ms since 1970. */
  readonly at: number
}

function batches(
  market: Market,
  { count, eventsEach, key, at }: Shape,
  textOf: (act: Act) => string,
  { path, wrap }: { path: string; wrap: (events: string) => string },
): Prepared[] {
  return Array.from({ length: count }, () => {
    const events = Array.from({ length: eventsEach }, () => textOf(market.next(at)))
    return { events, request: requestOf('POST', { path, key }, wrap(events.join(','))) }
  })
}

function plainOf(market: Market, { shopper, at, id, fact }: Act): object {
  return { ...fact, at, id, user: market.userOf(shopper) }
}

const eventNames: Readonly<Record<Exclude<Fact['kind'], 'page.viewed'>, string>> = {
  'product.viewed': 'Product Viewed',
  'product.clicked': 'Product Clicked',
  'product.dwelt': 'Product Dwelt',
  'product.wished': 'Product Added to Wishlist',
  'cart.added': 'Product Added',
  'products.searched': 'Products Searched',
  'order.placed': 'Order Completed',
}

/** A message with every field that the unmodified @segment/analytics-node 3.1 puts in: about 450 bytes. */
function segmentOf(market: Market, { shopper, at, id, fact }: Act): object {
  const said =
    fact.kind === 'page.viewed'
      ? { name: fact.name, properties: {}, type: 'page' }
      : { event: eventNames[fact.kind], properties: propertiesOf(fact), type: 'track' }
  return {
    ...said,
    userId: market.userOf(shopper),
    context: { library: { name: '@segment/analytics-node', version: '3.1.0' } },
    integrations: {},
    timestamp: new Date(at).toISOString(),
    messageId: id,
    _metadata: { nodeVersion: '20.20.0', jsRuntime: 'node' },
  }
}

function propertiesOf(fact: Exclude<Fact, { kind: 'page.viewed' }>): object {
  switch (fact.kind) {
    case 'products.searched':
      return { query: fact.query }
    case 'order.placed':
      return {
        order_id: fact.order,
        currency: 'KRW',
        products: fact.lines.map(({ product, quantity, priceMinor }) => ({
          product_id: product,
          quantity,
          price: priceMinor,
        })),
      }
    case 'product.dwelt':
      return { product_id: fact.product, dwell_ms: fact.dwellMs }
    case 'cart.added':
      return { product_id: fact.product, quantity: fact.quantity }
    default:
      return { product_id: fact.product }
  }
}
