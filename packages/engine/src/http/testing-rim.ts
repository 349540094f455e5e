import type { KeyScope } from '../app/face.ts'
import { buildServer, type Server, type ServerOptions, type ServerParts } from './server.ts'
import { TestingKeys, TestingShop } from './testing-shop.ts'

export type TestingRim = {
  readonly shop: TestingShop
  readonly server: Server
  /** The keys themselves. */
  readonly secret: string
  readonly publishable: string
  /** Lines logged so far. */
  readonly logged: string[]
  /** One request with a key in the header; `secret` unless named otherwise. */
  call(ask: TestingAsk): Promise<TestingAnswer>
}
export type TestingAsk = {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly key?: KeyScope | 'none'
  readonly body?: object | string | Buffer
  readonly headers?: Record<string, string>
}
export type TestingAnswer = {
  readonly status: number
  readonly body: Record<string, unknown> & { readonly error?: Record<string, string> }
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** For tests only: a rim in process, with one key of each scope. */
export async function testingRim(
  options: ServerOptions = {},
  parts: Pick<ServerParts, 'notifiers' | 'routing'> = {},
): Promise<TestingRim> {
  const shop = new TestingShop()
  const keys = new TestingKeys()
  const { secret } = await keys.add({ name: 'server', scope: 'secret', consent: 'assumed' }, 0)
  const { secret: publishable } = await keys.add({ name: 'browser', scope: 'publishable', consent: 'assumed' }, 0)
  const logged: string[] = []
  const logStream = { write: (line: string) => void logged.push(line) }
  const server = buildServer({ shop, keys, ...parts, options: { logLevel: 'debug', logStream, ...options } })
  const call = async ({ method, url, key = 'secret', body, headers }: TestingAsk): Promise<TestingAnswer> => {
    const authorization = key === 'none' ? {} : { authorization: `Bearer ${key === 'secret' ? secret : publishable}` }
    const answer = await server.inject({
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      url,
      headers: { ...authorization, ...headers },
      payload: body,
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    const { statusCode: status, body: text, headers: answered } = answer
    return { status, text, headers: answered, body: isJson && text !== '' ? JSON.parse(text) : {} }
  }
  return { shop, server, secret, publishable, logged, call }
}
