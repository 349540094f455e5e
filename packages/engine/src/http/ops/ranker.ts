import { CancelledBody, ChooseRanker, RankerBody } from '@nunchi/protocol'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'

async function tellRanker({ shop }: Rim) {
  return { ...shop.rankers.state, versions: await shop.rankers.versions() }
}

/** GET /v1/ranker. 200, 403 AUTH_SCOPE. */
export const getRanker = route({
  method: 'GET',
  path: '/v1/ranker',
  access: 'secret',
  group: 'Operate',
  summary: 'The ranker in use, a training under way, and every version with how it compares',
  answer: { status: 200, body: RankerBody },
  handle: (rim, _ask, reply) => {
    reply.header('cache-control', 'no-store')
    return tellRanker(rim)
  },
})

/** PUT /v1/ranker. 200, 400, 403 AUTH_SCOPE, 404 MODEL_UNKNOWN, 500 MODEL_UNREADABLE. */
export const putRanker = route({
  method: 'PUT',
  path: '/v1/ranker',
  access: 'secret',
  group: 'Operate',
  summary: 'Lets a version order pages from now on: to go back to an older one, or to the blend alone',
  body: ChooseRanker,
  answer: { status: 200, body: RankerBody },
  handle: async (rim, { body }) => {
    await rim.shop.rankers.choose(body.version ?? undefined)
    return tellRanker(rim)
  },
})

/** POST /v1/ranker/training. 202, 403 AUTH_SCOPE, 409 TRAINING_RUNNING. */
export const postTraining = route({
  method: 'POST',
  path: '/v1/ranker/training',
  access: 'secret',
  group: 'Operate',
  summary: 'Learns a new ranker from the log, beside the answers; it comes into use if it is better',
  answer: { status: 202, body: RankerBody },
  handle: (rim) => {
    rim.shop.rankers.train()
    return tellRanker(rim)
  },
})

/** DELETE /v1/ranker/training. 200, 403 AUTH_SCOPE. */
export const deleteTraining = route({
  method: 'DELETE',
  path: '/v1/ranker/training',
  access: 'secret',
  group: 'Operate',
  summary: 'Ends a training that is under way; nothing is kept of it',
  answer: { status: 200, body: CancelledBody },
  handle: async (rim) => ({ cancelled: await rim.shop.rankers.cancel() }),
})
