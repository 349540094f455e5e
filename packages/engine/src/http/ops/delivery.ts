import { DeliveryBody, ReplayBody, ReplayedBody } from '@nunchi/protocol'
import { kindOf } from '../../app/alerts/channels.ts'
import { Refusal } from '../../domain/refusal.ts'
import { route } from '../route.ts'

const deadShownMax = 200

/** GET /v1/delivery: how alerts get to people: what waits, which servers are in trouble, what was given up. 200, 503 CHANNEL_OFF. */
export const getDelivery = route({
  method: 'GET',
  path: '/v1/delivery',
  access: 'secret',
  group: 'Operate',
  summary: 'How alerts get to people: what waits, which servers are in trouble, what was given up and why',
  answer: { status: 200, body: DeliveryBody },
  handle: async (rim) => {
    const { telling } = rim.shop
    if (telling === undefined) throw new Refusal('CHANNEL_OFF', { kind: 'web-push, email, webhook' })
    const dead = telling.dead()
    return {
      ...telling.health(),
      dead: dead.slice(0, deadShownMax).map(({ id, channel, lane, raisedAt, tries, reason }) => ({
        id,
        kind: kindOf(channel),
        lane,
        raisedAt,
        tries,
        ...(reason !== undefined && { reason }),
      })),
      deadCount: dead.length,
    }
  },
})

/** POST /v1/delivery/replay: tells again what was given up, if it is still true. 200, 503 CHANNEL_OFF. */
export const postReplay = route({
  method: 'POST',
  path: '/v1/delivery/replay',
  access: 'secret',
  group: 'Operate',
  summary: 'Tells again what was given up, as if for the first time; what is no longer true is not told',
  body: ReplayBody,
  answer: { status: 200, body: ReplayedBody },
  handle: async (rim, { body }) => {
    if (rim.shop.telling === undefined) throw new Refusal('CHANNEL_OFF', { kind: 'web-push, email, webhook' })
    return { replayed: await rim.shop.telling.replay(body.letters) }
  },
})
