import { type InMemory, openInMemory } from '@nunchi/engine'

/** What becomes of one request: as it should, or in one of the ways in which networks fail. */
export type Fate = 'well' | 'unreached' | 'answer lost' | 'busy' | 'cut short'

export type TestingServer = InMemory & {
  /** Reaches the server without a port, under the fate that `fates` says. */
  readonly fetch: typeof fetch
  /** Bodies of the requests so far. */
  readonly asked: { readonly path: string; readonly body: Record<string, unknown>; readonly keepalive?: boolean }[]
  fate: () => Fate
  /** Waits until nobody waits for an answer. */
  idle(): Promise<void>
  /** What the server keeps of a device: each event's kind and, if it has one, its product or list. */
  kept(anonymous: string): Promise<string[]>
}

/** For tests only: a real server in process, behind a network that can fail. */
export async function testingServer(): Promise<TestingServer> {
  const nunchi = await openInMemory({ identitySecret: 'a secret of at least thirty-two characters' })
  const asked: TestingServer['asked'] = []
  const waiting = new Set<Promise<Response>>()
  const reach = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = String(input).replace(/^https?:\/\/[^/]+/, '')
    const fate = server.fate()
    asked.push({ path: url, body: JSON.parse(String(init.body ?? '{}')), keepalive: init.keepalive })
    if (fate === 'unreached') throw new TypeError('Failed to fetch')
    if (fate === 'busy') return busy()
    const answer = await nunchi.server.inject({
      method: (init.method ?? 'GET') as 'GET',
      url,
      headers: init.headers as Record<string, string>,
      payload: init.body as string | undefined,
    })
    if (fate === 'answer lost') throw new TypeError('network connection was lost')
    if (fate === 'cut short') return new Response(answer.body.slice(0, 5), { status: answer.statusCode })
    const body = answer.statusCode === 204 ? null : answer.body
    return new Response(body, { status: answer.statusCode, headers: { 'content-type': 'application/json' } })
  }
  const server: TestingServer = {
    ...nunchi,
    asked,
    fate: () => 'well',
    fetch: (input, init) => {
      const answer = reach(input, init)
      waiting.add(answer)
      const done = () => waiting.delete(answer)
      answer.then(done, done)
      return answer
    },
    idle: async () => {
      for (let calm = 0; calm < 5; calm = waiting.size === 0 ? calm + 1 : 0) await new Promise(setImmediate)
    },
    kept: async (anonymous) => {
      const answer = await nunchi.server.inject({
        url: `/v1/my-data?anonymous=${anonymous}`,
        headers: { authorization: `Bearer ${nunchi.secret}` },
      })
      const { events = [] } = answer.json() as { events?: { event: Record<string, unknown> }[] }
      return events.map(({ event }) => `${event.kind} ${event.product ?? event.list ?? event.query ?? ''}`.trim())
    },
  }
  return server
}

function busy(): Response {
  const error = { code: 'OVERLOADED', message: 'Too many events are waiting', requestId: 'r' }
  return new Response(JSON.stringify({ error }), { status: 503, headers: { 'retry-after': '1' } })
}
