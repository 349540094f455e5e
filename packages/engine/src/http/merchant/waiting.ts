import { CancelledBody, WaitingBody } from '@nunchi/protocol'
import { route } from '../route.ts'

/** GET /v1/watch/waiting. 200, 403 AUTH_SCOPE. */
export const getWaiting = route({
  method: 'GET',
  path: '/v1/watch/waiting',
  access: 'secret',
  group: 'Merchant',
  summary: 'Whether waiting for a lower price pays: what was learned of it, and how it did on prices held back',
  answer: { status: 200, body: WaitingBody },
  handle: (rim, _ask, reply) => reply.header('cache-control', 'no-store').send(rim.shop.deals.waiting),
})

/** POST /v1/watch/waiting. 202, 403 AUTH_SCOPE, 409 WAITING_RUNNING, WAITING_NONE. */
export const postWaiting = route({
  method: 'POST',
  path: '/v1/watch/waiting',
  access: 'secret',
  group: 'Merchant',
  summary: 'Learns buy-or-wait anew from the prices so far, beside the answers',
  answer: { status: 202, body: WaitingBody },
  handle: (rim) => {
    rim.shop.deals.learn()
    return rim.shop.deals.waiting
  },
})

/** DELETE /v1/watch/waiting. 200, 403 AUTH_SCOPE. */
export const deleteWaiting = route({
  method: 'DELETE',
  path: '/v1/watch/waiting',
  access: 'secret',
  group: 'Merchant',
  summary: 'Ends a learning of buy-or-wait that is under way; nothing is kept of it',
  answer: { status: 200, body: CancelledBody },
  handle: async (rim) => ({ cancelled: await rim.shop.deals.cancel() }),
})
