import { MallParams, OfferPricesBatch, PricesAnswer, ProductPricesBatch } from '@nunchi/protocol'
import type { PriceBatch } from '../../app/prices/price-desk.ts'
import { priceFaults } from '../../app/prices/price-faults.ts'
import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { LinesBody } from '../body.ts'
import type { Rim } from '../rim.ts'
import { type Ask, route } from '../route.ts'

/** POST /v1/malls/:mall/prices. 200, 400 BODY_INVALID, 404 MALL_UNKNOWN, 409 MALL_PAUSED, 413, 503 OVERLOADED, LOG_UNAVAILABLE. */
export const postMallPrices = route({
  method: 'POST',
  path: '/v1/malls/:mall/prices',
  access: 'secret',
  group: 'Merchant',
  summary: 'What offers of a mall cost now: up to 10,000 as JSON or JSON Lines, each with a verdict of its own',
  params: MallParams,
  body: OfferPricesBatch,
  answer: { status: 200, body: PricesAnswer },
  takesLines: true,
  handle: (rim, ask) => taken(rim, ask, ask.params.mall),
})

/** POST /v1/prices. 200, 400 BODY_INVALID, 413, 503 OVERLOADED, LOG_UNAVAILABLE. */
export const postPrices = route({
  method: 'POST',
  path: '/v1/prices',
  access: 'secret',
  group: 'Merchant',
  summary:
    "What products of the shop's own cost now: up to 10,000 as JSON or JSON Lines, each with a verdict of its own",
  body: ProductPricesBatch,
  answer: { status: 200, body: PricesAnswer },
  takesLines: true,
  handle: (rim, ask) => taken(rim, ask),
})

type Sent = { readonly id?: unknown; readonly updates: readonly unknown[]; readonly lines?: readonly number[] }

async function taken(
  rim: Rim,
  { body, request }: Pick<Ask<undefined, undefined, undefined>, 'request'> & { readonly body: unknown },
  mall?: string,
) {
  const sent = sentIn(body)
  const batch: PriceBatch = {
    ...(mall === undefined ? {} : { mall }),
    id: idIn(sent.id ?? request.headers['idempotency-key']),
    currency: rim.settings.currency.code,
    updates: sent.updates,
  }
  const { isDuplicate, troubles, ...counts } = await rim.shop.prices.take(batch)
  return {
    duplicate: isDuplicate,
    ...counts,
    troubles: troubles.map(({ index, name, code, field, detail }) => {
      const { reason, remedy } = priceFaults[code]
      const line = sent.lines?.[index]
      const why = detail === undefined ? reason : `${reason}: ${detail}`
      return { index, ...(line === undefined ? {} : { line }), name, code, field, reason: why, remedy }
    }),
  }
}

function sentIn(body: unknown): Sent {
  const sent = isLines(body) ? linesIn(body.lines) : (body as Partial<Sent> | null | undefined)
  if (!Array.isArray(sent?.updates))
    throw new Refusal('BODY_INVALID', {
      field: 'updates',
      reason: 'is not a list (JSON Lines go by the content type application/x-ndjson)',
    })
  if (sent.updates.length > limits.priceUpdatesPerCallMax) {
    const reason = `has more than ${limits.priceUpdatesPerCallMax} entries`
    throw new Refusal('BODY_INVALID', { field: 'updates', reason })
  }
  return sent as Sent
}

const isLines = (body: unknown): body is LinesBody =>
  typeof (body as Partial<LinesBody> | undefined)?.lines === 'string'

/** Parsed at once, which is twice as fast as line by line; that way only where a line is no JSON. */
function linesIn(text: string): Sent {
  const lines: number[] = []
  const written = text.split('\n').filter((line, i) => line.trim() !== '' && lines.push(i + 1) > 0)
  try {
    const updates = JSON.parse(`[${written.join(',')}]`) as unknown[]
    if (updates.length === written.length) return { updates, lines }
  } catch {
    // One of them is no JSON: each by itself.
  }
  return { updates: written.map(jsonOrNothing), lines }
}

function jsonOrNothing(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined // judged as an entry that is no object
  }
}

function idIn(id: unknown): string | undefined {
  if (id === undefined || id === null || id === '') return undefined
  if (typeof id === 'string' && id.length <= limits.idLengthMax) return id
  throw new Refusal('BODY_INVALID', { field: 'id', reason: `is no text of up to ${limits.idLengthMax} characters` })
}
