import { extname } from 'node:path'
import { fastifyStatic } from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../domain/refusal.ts'

/** Folders of built pages (index.html, hashed files under assets/, each perhaps with a .br and .gz beside it). */
export type PageFolders = { readonly storefront?: string; readonly console?: string }

/** What only a demo has: what its storefront needs to know, and the pictures of its made-up products. */
export type DemoPages = {
  /** Answered as JSON to anybody at /demo/config.json: nothing secret. */
  readonly config: object
  /** The picture of a product as SVG; undefined for one without. */
  readonly image?: (product: string) => string | undefined
}

const hidden = { schema: { hide: true } } as const
/** Whoever could put a script into a page could act for a merchant: nothing runs that does not come with the pages. */
const pageHeaders = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: https: http:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
} as const
/** A picture is shown, and never runs anything, also when it is opened by itself. */
const imageHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'public, max-age=31536000, immutable',
} as const

/**
 * Serves the storefront at / and the console at /console/, without a key. Paths that are no file get the page itself,
 * as its addresses are made in the browser; whoever does not ask for a page gets ROUTE_UNKNOWN as everywhere.
 */
export function mountPages(app: FastifyInstance, folders: PageFolders, demo: DemoPages | undefined): void {
  app.register(fastifyStatic, {
    serve: false,
    index: false,
    cacheControl: false,
    preCompressed: true,
    dotfiles: 'deny',
  })
  if (demo) mountDemo(app, demo)
  if (folders.console !== undefined) {
    app.get('/console', hidden, (_request, reply) => reply.redirect('/console/'))
    app.get('/console/*', hidden, answerFrom(folders.console))
  }
  if (folders.storefront !== undefined) app.get('/*', hidden, answerFrom(folders.storefront))
  // Who opens the bare address in a browser finds out what is here.
  else app.get('/', hidden, (_request, reply) => reply.redirect(folders.console === undefined ? '/docs' : '/console/'))
}

function answerFrom(folder: string) {
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = (request.params as { '*': string })['*']
    const isHashed = path.startsWith('assets/')
    const isFile = isHashed || (!path.includes('/') && extname(path) !== '') // a product's name may have a dot as well
    if (!isFile && !isPage(request, path)) throw unknown(request)
    reply.headers(pageHeaders)
    reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    return reply.sendFile(isFile ? path : 'index.html', folder)
  }
}

/** A browser that opens an address says that it takes HTML; calls of the API do not. */
function isPage({ headers }: FastifyRequest, path: string): boolean {
  return path === '' || (!/^(v1|demo)(\/|$)/.test(path) && String(headers.accept).includes('text/html'))
}

function mountDemo(app: FastifyInstance, { config, image }: DemoPages): void {
  app.get('/demo/config.json', hidden, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(JSON.stringify(config)),
  )
  app.get('/demo/images/:name', hidden, (request, reply) => {
    const { name } = request.params as { name: string }
    const svg = name.endsWith('.svg') ? image?.(name.slice(0, -'.svg'.length)) : undefined
    if (svg === undefined) throw unknown(request)
    return reply.headers(imageHeaders).type('image/svg+xml').send(svg)
  })
}

/** The refusal of a path that leads nowhere. */
export function unknown({ method, url }: FastifyRequest): Refusal {
  return new Refusal('ROUTE_UNKNOWN', { method, path: url.split('?', 1)[0]!.slice(0, 200) })
}
