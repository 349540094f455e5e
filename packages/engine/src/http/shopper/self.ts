import { randomUUID } from 'node:crypto'
import {
  ErasureBody,
  ErasureParams,
  ForgetBody,
  type HiddenBody,
  type InterestBody,
  InterestsBody,
  InterestsQuery,
  type Lang,
  MyDataBody,
  MyDataQuery,
  Person,
  PreferencesBody,
  PreferencesChange,
  PreferencesChanged,
} from '@nunchi/protocol'
import type { Static } from 'typebox'
import type { Alias, Hidden, Interest, Report } from '../../app/face.ts'
import { Refusal } from '../../domain/refusal.ts'
import { priceBandLimits } from '../../domain/tags.ts'
import type { EpochMs, ProductId } from '../../domain/units.ts'
import { senderOf } from '../auth.ts'
import { ownAliasOf, ownShopperOf } from '../identity.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'
import { tagLabel } from './tag-words.ts'

/** An interest with its tag in words. */
function interestIn(rim: Rim, interest: Interest, lang: Lang): InterestBody {
  const words = tagLabel(interest.tag, lang, rim.settings.currency)
  const price = interest.type === 'price' ? priceBandLimits(Number(interest.name)) : undefined
  return { ...interest, words, price }
}

/** GET /v1/interests: what a person is drawn to, strongest first. 200, 403, 404 SHOPPER_UNKNOWN. */
export const getInterests = route({
  method: 'GET',
  path: '/v1/interests',
  access: 'publishable',
  group: 'Shopper',
  summary: 'What this person is drawn to, strongest first, with the evidence',
  query: InterestsQuery,
  answer: { status: 200, body: InterestsBody },
  handle: (rim, { query, key }, reply) => {
    const found = rim.shop.interests(ownShopperOf(rim, key!, query), query.count ?? 50)
    const interests = found.map((one) => interestIn(rim, one, query.lang ?? 'en'))
    return reply.header('cache-control', 'no-store').send({ interests })
  },
})

/** GET /v1/preferences. 200, 403. */
export const getPreferences = route({
  method: 'GET',
  path: '/v1/preferences',
  access: 'publishable',
  group: 'Shopper',
  summary: 'What this person allowed and asked never to see',
  query: Person,
  answer: { status: 200, body: PreferencesBody },
  handle: (rim, { query, key }, reply) =>
    reply.header('cache-control', 'no-store').send(rim.shop.preferences(ownAliasOf(rim, key!, query))),
})

const hiddenOf = (body: HiddenBody): Hidden =>
  body.what === 'product' ? { what: 'product', product: body.product as ProductId } : body

/** The facts that a change of preferences comes to. */
function reportsOf(change: Static<typeof PreferencesChange>, alias: Alias, at: EpochMs): Report[] {
  const person = alias.type === 'user' ? { user: alias.id } : { anonymous: alias.id }
  const reports: Report[] = []
  const tell = (
    kind: 'personalisation.allowed' | 'personalisation.refused' | 'consent.given' | 'consent.withdrawn',
  ) => {
    const id = randomUUID()
    reports.push({ ...person, id, event: { kind, at, id } })
  }
  const hide = (kind: 'shopper.hid' | 'shopper.unhid', hidden: Hidden) => {
    const id = randomUUID()
    reports.push({ ...person, id, event: { kind, at, id, hidden } })
  }
  if (change.consent !== undefined) tell(change.consent ? 'consent.given' : 'consent.withdrawn')
  if (change.personalised !== undefined)
    tell(change.personalised ? 'personalisation.allowed' : 'personalisation.refused')
  for (const hidden of change.hide ?? []) hide('shopper.hid', hiddenOf(hidden))
  for (const tag of change.removeInterests ?? []) {
    const id = randomUUID()
    reports.push({ ...person, id, event: { kind: 'interest.removed', at, id, tag } })
  }
  for (const hidden of change.unhide ?? []) hide('shopper.unhid', hiddenOf(hidden))
  return reports
}

/** PUT /v1/preferences: takes effect with the next answer. 200 with what holds now, 400, 403. */
export const putPreferences = route({
  method: 'PUT',
  path: '/v1/preferences',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Hides and shows again, refuses and allows personalisation and collecting; obeyed from the next answer on',
  body: PreferencesChange,
  answer: { status: 200, body: PreferencesChanged },
  handle: async (rim, { body, key }) => {
    const alias = ownAliasOf(rim, key!, body)
    const reports = reportsOf(body, alias, rim.shop.now())
    const verdicts =
      reports.length === 0 ? [] : await rim.shop.collect(reports, { ...senderOf(key!), consent: 'assumed' })
    const refused = verdicts.find(({ status }) => status === 'rejected')
    if (refused?.status === 'rejected') throw new Refusal('TOO_MANY_NEW', { reason: refused.reason })
    const unknown = (body.hide ?? []).filter((hidden) => !rim.shop.knows(hiddenOf(hidden)))
    return { ...rim.shop.preferences(alias), unknown }
  },
})

/** GET /v1/my-data: everything kept about one person. 200, 403, 404 SHOPPER_UNKNOWN. */
export const getMyData = route({
  method: 'GET',
  path: '/v1/my-data',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Everything that is kept about this person',
  query: MyDataQuery,
  answer: { status: 200, body: MyDataBody },
  handle: async (rim, { query, key }, reply) => {
    reply.header('cache-control', 'no-store')
    const mine = await rim.shop.myData(ownShopperOf(rim, key!, query))
    return { ...mine, interests: mine.interests.map((one) => interestIn(rim, one, query.lang ?? 'en')) }
  },
})

/** POST /v1/forget: the same however often it is asked. 202 with the number of the erasure, 403. */
export const postForget = route({
  method: 'POST',
  path: '/v1/forget',
  access: 'publishable',
  group: 'Shopper',
  summary: 'Forgets this person: profile and identity are gone at once, log and snapshots are scrubbed after',
  body: Person,
  answer: { status: 202, body: ForgetBody },
  handle: async (rim, { body, key }) => {
    const alias = ownAliasOf(rim, key!, body)
    const { erasure } = await rim.shop.forget(alias)
    const state = erasure === undefined ? 'done' : (rim.shop.erasure(erasure)?.state ?? 'done')
    const { personalised, consent } = rim.shop.preferences(alias)
    return { erasure, state, personalised, consent }
  },
})

/** GET /v1/erasures/:erasure. 200, 404 ERASURE_UNKNOWN. */
export const getErasure = route({
  method: 'GET',
  path: '/v1/erasures/:erasure',
  access: 'publishable',
  group: 'Shopper',
  summary: 'How far an erasure is',
  params: ErasureParams,
  answer: { status: 200, body: ErasureBody },
  handle: (rim, { params }, reply) => {
    const known = rim.shop.erasure(params.erasure)
    if (known === undefined) throw new Refusal('ERASURE_UNKNOWN', { id: params.erasure })
    return reply.send({ erasure: params.erasure, state: known.state })
  },
})
