import { KeyParams, KeysBody, NewKey, NewKeyBody } from '@nunchi/protocol'
import { Refusal } from '../../domain/refusal.ts'
import { route } from '../route.ts'

/** POST /v1/keys: makes a key; the answer is the only time it is seen. 201, 400, 403 AUTH_SCOPE, 404 DISPATCH_VEHICLE. */
export const postKey = route({
  method: 'POST',
  path: '/v1/keys',
  access: 'secret',
  group: 'Operate',
  summary: 'Makes a key and shows it, this once',
  body: NewKey,
  answer: { status: 201, body: NewKeyBody },
  handle: async (rim, { body }, reply) => {
    const { name, scope, vehicle } = body
    if ((scope === 'driver') !== (vehicle !== undefined))
      throw new Refusal('BODY_INVALID', {
        field: 'vehicle',
        reason: "a driver's key names its vehicle, and no other key does",
      })
    if (vehicle !== undefined) rim.shop.dispatch.checkVehicle(vehicle)
    reply.header('cache-control', 'no-store')
    return rim.keys.add({ name, scope, consent: body.consent ?? 'assumed', vehicle }, rim.shop.now())
  },
})

/** GET /v1/keys: the keys without their secrets. 200, 403 AUTH_SCOPE. */
export const getKeys = route({
  method: 'GET',
  path: '/v1/keys',
  access: 'secret',
  group: 'Operate',
  summary: 'Lists the keys; what they are is kept only as a hash',
  answer: { status: 200, body: KeysBody },
  handle: (rim, _ask, reply) => reply.send({ keys: rim.keys.list() }),
})

/** DELETE /v1/keys/:id. 204, 403 AUTH_SCOPE, 404 KEY_UNKNOWN. */
export const deleteKey = route({
  method: 'DELETE',
  path: '/v1/keys/:id',
  access: 'secret',
  group: 'Operate',
  summary: 'Revokes a key, from the next request on; streams that it opened end',
  params: KeyParams,
  answer: { status: 204 },
  handle: async (rim, { params }, reply) => {
    await rim.keys.revoke(params.id)
    rim.streams.endAll(new Refusal('AUTH_UNKNOWN'), params.id)
    return reply.send()
  },
})
