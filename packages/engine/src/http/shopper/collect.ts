import { CollectAnswer, PlainBatch, SegmentBatch, SegmentMessage } from '@nunchi/protocol'
import { Notes } from '../../app/collect/notes.ts'
import type { Origin } from '../../app/collect/origin.ts'
import { originOf } from '../../app/collect/origin.ts'
import { parsePlain } from '../../app/collect/plain.ts'
import { parseSegment } from '../../app/collect/segment.ts'
import type { ApiKey, CatalogEvent, Report, Verdict } from '../../app/face.ts'
import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import { checkAccess, keyInBody, senderOf } from '../auth.ts'
import type { Rim } from '../rim.ts'
import { type Route, route } from '../route.ts'
import { take } from './take.ts'

type Body = { readonly [name: string]: unknown }
type Sender = { readonly key: ApiKey; readonly imported: boolean; readonly bytes: number; readonly notes: Notes }

/** @throws Refusal OVERLOADED, when more events wait for the log than may */
function checkLoad(rim: Rim): void {
  const { waiting } = rim.shop.health()
  if (waiting > rim.settings.waitingMax) throw new Refusal('OVERLOADED', { waiting })
}

function bodyAt(body: unknown): Body {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body
  throw new Refusal('BODY_INVALID', { field: 'body', reason: 'is not an object' })
}

function listAt(body: Body, field: string): readonly unknown[] {
  const list = body[field]
  if (!Array.isArray(list)) throw new Refusal('BODY_INVALID', { field, reason: 'is not a list' })
  if (list.length <= limits.eventsPerBatchMax) return list
  throw new Refusal('BODY_INVALID', { field, reason: `has more than ${limits.eventsPerBatchMax} entries` })
}

function originFor(rim: Rim, { key, imported, bytes, notes }: Sender, sentAt: unknown): Origin {
  const from = {
    receivedAt: rim.shop.now(),
    imported,
    trusted: key.scope === 'secret',
    currencyDigits: rim.settings.currency.digits,
    proves: rim.proves,
    notes,
  }
  return originOf(from, { sentAt, bytes })
}

function outcomesOf<Outcome>(list: readonly unknown[], parse: (entry: unknown, index: number) => Outcome): Outcome[] {
  const outcomes: Outcome[] = new Array(list.length)
  for (let i = 0; i < list.length; i++) outcomes[i] = parse(list[i], i)
  return outcomes
}

/** Where a body holds its events, and how one of them is read. */
type Reading = {
  readonly entries: (body: Body) => readonly unknown[]
  readonly parse: (entry: unknown, index: number, origin: Origin) => Report | CatalogEvent | Verdict
}

/**
 * A collecting call: finds the key in header or body, parses, hands to the shop, counts. History is what comes to an
 * address for imports, or says of itself that it is imported.
 */
function collecting(
  path: string,
  wire: Pick<Route, 'access' | 'summary' | 'body'> & {
    readonly history?: 'never' | 'if-said' | 'always'
  },
  { entries: entriesIn, parse }: Reading,
): Route {
  const { history = 'never', ...described } = wire
  return route({
    method: 'POST',
    path,
    group: 'Collect',
    ...described,
    answer: { status: 200, body: CollectAnswer },
    collects: true,
    handle: async (rim, ask) => {
      checkLoad(rim)
      const body = bodyAt(ask.body)
      const key = ask.key ?? keyInBody(rim, body)
      checkAccess(key, wire.access, `POST ${path}`)
      const imported = history === 'always' || (history === 'if-said' && body.imported === true)
      if (imported) checkAccess(key, 'secret', `POST ${path} of imported events`)
      const notes = new Notes()
      const origin = originFor(rim, { key, imported, bytes: ask.request.bodyBytes, notes }, body.sentAt)
      const from = { ...senderOf(key), consent: key.consent, imported }
      const entries = entriesIn(body)
      const outcomes = outcomesOf(entries, (entry, index) => parse(entry, index, origin))
      return take(rim, outcomes, { from, notes, entries })
    },
  })
}

function segmentBatch(path: string, wire: Parameters<typeof collecting>[1]): Route {
  return collecting(path, wire, { entries: (body) => listAt(body, 'batch'), parse: parseSegment })
}

/** One message to an address that says its type; `sentAt` beside its fields was read with the body. */
function segmentCall(path: string, type: string): Route {
  const wire = {
    access: 'publishable',
    summary: `One "${type}" call of the Segment protocol`,
    body: SegmentMessage,
  } as const
  const parse = (entry: unknown, index: number, origin: Origin) => parseSegment(entry, index, origin, type)
  return collecting(path, wire, { entries: (body) => [body], parse })
}

const calls = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const

/** POST /v1/batch, one address per call, their short forms as browsers send them, /v1/import and /v1/events. */
export const collectRoutes: readonly Route[] = [
  segmentBatch('/v1/batch', {
    access: 'publishable',
    summary: 'Up to 5,000 calls of the Segment protocol; each gets its own verdict, and the good ones are kept',
    body: SegmentBatch,
  }),
  segmentBatch('/v1/b', { access: 'publishable', summary: 'The same as /v1/batch', body: SegmentBatch }),
  ...calls.map((type) => segmentCall(`/v1/${type}`, type)),
  ...calls.map((type) => segmentCall(`/v1/${type[0]}`, type)),
  segmentBatch('/v1/import', {
    access: 'secret',
    summary: 'As /v1/batch for history: times are taken as they are, however long ago',
    body: SegmentBatch,
    history: 'always',
  }),
  collecting(
    '/v1/events',
    {
      access: 'publishable',
      summary: 'Plain JSON events, for those who use no Segment client',
      body: PlainBatch,
      history: 'if-said',
    },
    { entries: (body) => listAt(body, 'events'), parse: parsePlain },
  ),
]
