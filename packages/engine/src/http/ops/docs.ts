import { route } from '../route.ts'
import { docsPage, type OpenApi } from './docs-page.ts'

/** GET /docs/json: the OpenAPI 3.1 description, made from the routes. */
export const getDocsJson = route({
  method: 'GET',
  path: '/docs/json',
  access: 'open',
  group: 'Operate',
  summary: 'This description as OpenAPI 3.1',
  answer: { status: 200 },
  handle: (rim, _ask, reply) => reply.type('application/json; charset=utf-8').send(JSON.stringify(rim.openApi())),
})

/** GET /docs: the same as a page, without scripts. */
export const getDocs = route({
  method: 'GET',
  path: '/docs',
  access: 'open',
  group: 'Operate',
  summary: 'This description as a page',
  answer: { status: 200 },
  handle: (rim, _ask, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
      .type('text/html; charset=utf-8')
      .send(docsPage(rim.openApi() as OpenApi)),
})
