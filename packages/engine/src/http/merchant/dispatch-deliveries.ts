import {
  CancelQuery,
  DeliveriesBody,
  DeliveriesQuery,
  DeliveriesTakenBody,
  DeliveryDue,
  DeliveryParams,
  DispatchDeliveryBody,
  PostDeliveriesBody,
} from '@nunchi/protocol'
import { limits } from '../../domain/limits.ts'
import { Refusal } from '../../domain/refusal.ts'
import { route } from '../route.ts'
import { entryProblem } from '../validate.ts'

const common = { access: 'secret', group: 'Merchant' } as const

/** POST /v1/dispatch/deliveries: each with a verdict of its own. 200, 400. */
export const postDeliveries = route({
  ...common,
  method: 'POST',
  path: '/v1/dispatch/deliveries',
  summary: 'Adds deliveries, or changes those that are known; up to 2,000, and sent again it changes nothing',
  body: PostDeliveriesBody,
  bytesMax: limits.batchBytesMax,
  answer: { status: 200, body: DeliveriesTakenBody },
  handle: async (rim, { body: { deliveries } }) => {
    const good = new Map<number, DeliveryDue>()
    const rejected: { index: number; code: string; message: string; field?: string }[] = []
    for (const [index, one] of deliveries.entries()) {
      const problem = entryProblem(DeliveryDue, one)
      if (problem === undefined) good.set(index, one as DeliveryDue)
      else {
        const field = problem.path.slice(1).replaceAll('/', '.')
        const { code, message } = new Refusal('BODY_INVALID', { field: field || 'delivery', reason: problem.reason })
        rejected.push({ index, code, message, ...(field === '' ? {} : { field }) })
      }
    }
    const { refused, ...counts } = await rim.shop.dispatch.addDeliveries(good)
    for (const [index, error] of refused)
      rejected.push({ index, code: error instanceof Refusal ? error.code : 'INTERNAL', message: error.message })
    return { ...counts, rejected: rejected.sort((a, b) => a.index - b.index) }
  },
})

/** GET /v1/dispatch/deliveries. 200, 400 DISPATCH_DAY. */
export const getDeliveries = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/deliveries',
  summary: 'What is to be brought on a day, and how far it is',
  query: DeliveriesQuery,
  answer: { status: 200, body: DeliveriesBody },
  handle: (rim, { query: { offset = 0, count = 100, ...rest } }, reply) => {
    reply.header('cache-control', 'no-store')
    return rim.shop.dispatch.deliveries({ offset, count, ...rest })
  },
})

/** GET /v1/dispatch/deliveries/:delivery. 200, 404 DISPATCH_DELIVERY. */
export const getDispatchDelivery = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/deliveries/:delivery',
  summary: 'One delivery: where it goes, and how far it is',
  params: DeliveryParams,
  answer: { status: 200, body: DispatchDeliveryBody },
  handle: (rim, { params }, reply) => {
    reply.header('cache-control', 'no-store')
    return rim.shop.dispatch.delivery(params.delivery)
  },
})

/** DELETE /v1/dispatch/deliveries/:delivery. 200, 404 DISPATCH_DELIVERY, 409 DISPATCH_OVER. */
export const cancelDelivery = route({
  ...common,
  method: 'DELETE',
  path: '/v1/dispatch/deliveries/:delivery',
  summary: 'Calls a delivery off; with forget, where and to whom it was to be brought is erased at once',
  params: DeliveryParams,
  query: CancelQuery,
  answer: { status: 200, body: DispatchDeliveryBody },
  handle: (rim, { params, query }) => rim.shop.dispatch.cancelDelivery(params.delivery, query.forget === true),
})
