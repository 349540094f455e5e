import { PoliciesBody, type PolicyName } from '@nunchi/protocol'
import type { Static } from 'typebox'
import type { PoliciesFace } from '../../app/face.ts'
import { route } from '../route.ts'

const dayMs = 86_400_000
const daysMax = 400

type Name = Static<typeof PolicyName>

/** GET /v1/policies: what the policies came to. 200, 403 AUTH_SCOPE. */
export const getPolicies = route({
  method: 'GET',
  path: '/v1/policies',
  access: 'secret',
  group: 'Merchant',
  summary: 'How many shoppers each policy was dealt, what they bought, and by how much the policies differ',
  answer: { status: 200, body: PoliciesBody },
  handle: ({ shop, settings }, _ask, reply) => {
    reply.header('cache-control', 'no-store')
    return { currency: settings.currency, ...told(shop.policies) }
  },
})

function told(face: PoliciesFace) {
  const { begunAt, policies, lifts, days } = face.compare()
  const newest = days.at(-1)?.day ?? 0
  return {
    shares: face.shares,
    since: begunAt === undefined ? undefined : begunAt * 1_000,
    mixed: policies.reduce((sum, { mixed }) => sum + mixed, 0),
    policies: policies.map(({ revenueSquares: _squares, revenuePerShopper, ...one }) => ({
      ...one,
      policy: one.policy as Name,
      revenuePerShopperMinor: revenuePerShopper ?? {
        value: one.shoppers === 0 ? 0 : one.revenueMinor / one.shoppers,
      },
    })),
    lifts: lifts.map(({ lift: { value: lift, low, high }, ...which }) => ({ ...which, lift, low, high })),
    days: days
      .filter(({ day }) => day > newest - daysMax)
      .map((one) => ({ ...one, day: new Date(one.day * dayMs).toISOString().slice(0, 10) })),
  }
}
