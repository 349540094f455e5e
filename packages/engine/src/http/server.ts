import { randomBytes } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import { fastifySwagger } from '@fastify/swagger'
import {
  type FastifyHttpOptions,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify'
import type { Notifiers } from '../app/alerts/notifiers.ts'
import { UnsubscribeLinks } from '../app/alerts/unsubscribe-links.ts'
import { Troubles } from '../app/collect/troubles.ts'
import type { KeyStore, ShopFace } from '../app/face.ts'
import type { ImportJobs } from '../app/import/jobs.ts'
import type { FeedRuns } from '../app/malls/feed-runs.ts'
import type { RoutingFace } from '../app/routing/routing-desk.ts'
import { limits } from '../domain/limits.ts'
import { Refusal } from '../domain/refusal.ts'
import { admit } from './auth.ts'
import { parseBodies } from './body.ts'
import { answerError } from './errors.ts'
import { proverOf } from './identity.ts'
import { mendedUrl } from './mended-url.ts'
import { Rates } from './merchant/rates.ts'
import { Streams } from './merchant/streams.ts'
import { Metrics } from './metrics.ts'
import { type ServerOptions, type Settings, settingsOf } from './options.ts'
import { mountPages, unknown } from './pages.ts'
import { RateLimit } from './rate-limit.ts'
import type { Rim } from './rim.ts'
import { mount } from './route.ts'
import { routes } from './routes.ts'
import { buildSerializer } from './serialize.ts'
import { ItemJson } from './shopper/item-json.ts'
import { silentSockets } from './silent-sockets.ts'
import { answerBrokenRequest, boundBodies } from './slow-bodies.ts'
import { compileSchema } from './validate.ts'
import { warmUp } from './warm-up.ts'

export type { ServerOptions } from './options.ts'

export type Server = {
  /** Before the port is opened: lets the code of pages be compiled, so that the first who ask do not wait for it. */
  warmUp(): Promise<void>
  /** Opens the port (0: any free one) and returns the address, "http://127.0.0.1:4747". */
  listen(where: { readonly port: number; readonly host?: string }): Promise<string>
  /** Answers one request in process, without a port. */
  readonly inject: FastifyInstance['inject']
  /** Turns /readyz to 503, refuses what comes, answers what is under way (for `stopMsMax`), then closes. The caller closes the shop after. */
  stop(): Promise<void>
}

export type ServerParts = {
  readonly shop: ShopFace
  readonly keys: KeyStore
  /** Takes in files; without it they are refused. */
  readonly imports?: ImportJobs
  /** Reads feeds of malls; without it they are refused. */
  readonly feeds?: FeedRuns
  /** Plans routes; without it they are refused. */
  readonly routing?: RoutingFace
  /** How people can be told things. */
  readonly notifiers?: Notifiers
  readonly options?: ServerOptions
}

/** The HTTP rim around a shop. Nothing is opened before `listen`. */
export function buildServer({ shop, keys, imports, feeds, routing, notifiers, options = {} }: ServerParts): Server {
  const settings = settingsOf(options)
  const app: FastifyInstance = fastify(fastifyOptionsOf(settings))
  const rim = rimOf({ shop, keys, imports, feeds, routing, notifiers, settings, openApi: () => app.swagger() })
  app.decorateRequest('apiKey', undefined)
  app.decorateRequest('bodyBytes', 0)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => {
    // What was to be sent instead may have been described already.
    for (const name of ['cache-control', 'content-encoding']) reply.removeHeader(name)
    throw unknown(request)
  })
  app.setValidatorCompiler(compileSchema)
  parseBodies(app)
  boundBodies(app, settings.requestMsMax)
  addHooks(app, rim)
  const closeSilent = silentSockets(app.server)
  app.register(fastifySwagger, { openapi: openApiOf(settings) })
  app.register(async (scope) => {
    mount(scope, rim, routes)
    mountPages(scope, settings.pages, settings.demo)
  })
  return {
    warmUp: () => warmUp(rim),
    listen: ({ port, host = '127.0.0.1' }) => {
      rim.rates.start()
      return app.listen({ port, host })
    },
    inject: app.inject.bind(app) as FastifyInstance['inject'],
    stop: async () => {
      rim.stopping = true
      rim.rates.stop()
      for (const streams of [rim.streams, rim.alertStreams]) streams.endAll(new Refusal('STOPPING'))
      closeSilent()
      await closed(app, settings)
      rim.metrics.registry.clear()
    },
  }
}

/**
 * Connections kept alive by their clients are closed as soon as their last answer is out, not when they time out; and
 * whoever does not finish asking is cut off, as the snapshot waits behind them.
 */
async function closed(app: FastifyInstance, { stopMsMax }: Settings): Promise<void> {
  const sweep = setInterval(() => app.server.closeIdleConnections(), 20)
  const end = setTimeout(() => app.server.closeAllConnections(), stopMsMax)
  try {
    await app.close()
  } finally {
    clearInterval(sweep)
    clearTimeout(end)
  }
}

function fastifyOptionsOf(settings: Settings): FastifyHttpOptions<HttpServer> {
  return {
    logger: loggerOf(settings),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(),
    bodyLimit: limits.batchBytesMax,
    requestTimeout: 0, // files take longer; bodies of other requests are bounded one by one: slow-bodies.ts
    connectionTimeout: settings.requestMsMax * 2,
    keepAliveTimeout: 72_000,
    exposeHeadRoutes: true, // probes and link checkers ask so
    return503OnClosing: false,
    trustProxy: settings.trustProxy as boolean | string | string[],
    routerOptions: { maxParamLength: limits.idLengthMax },
    rewriteUrl: ({ url = '/' }) => mendedUrl(url),
    schemaController: { compilersFactory: { buildSerializer } },
    frameworkErrors: answerError,
    clientErrorHandler: (_error, socket) => answerBrokenRequest(socket),
  }
}

type RimParts = Pick<Rim, 'shop' | 'keys' | 'imports' | 'feeds' | 'routing' | 'notifiers' | 'settings' | 'openApi'>

function rimOf(parts: RimParts): Rim {
  const { ratePerSecond, rateBurst, keylessPerSecond, identitySecret, streamsPerKeyMax } = parts.settings
  const { alertStreamsPerShopperMax, alertStreamsMax } = parts.settings
  return {
    ...parts,
    metrics: new Metrics(parts.shop, parts.feeds),
    troubles: new Troubles(parts.shop.now()),
    items: new ItemJson(parts.shop, parts.settings.currency),
    byKey: new RateLimit({ perSecond: ratePerSecond, burst: rateBurst }),
    byAddress: new RateLimit({ perSecond: keylessPerSecond, burst: keylessPerSecond }),
    proves: identitySecret === undefined ? undefined : proverOf(identitySecret),
    unsubscribing: identitySecret === undefined ? undefined : new UnsubscribeLinks(identitySecret),
    streams: new Streams({ perKeyMax: streamsPerKeyMax }),
    alertStreams: new Streams({
      perKeyMax: alertStreamsPerShopperMax,
      inAllMax: alertStreamsMax,
      refusal: (max) => new Refusal('SUBSCRIPTION_STREAMS', { max }),
    }),
    rates: new Rates(() => parts.shop.health().position),
    startedAt: parts.shop.now(),
    stopping: false,
  }
}

/** Lines of JSON. Neither keys nor addresses with their questions are ever part of one; redaction is the second lock. */
function loggerOf({ logLevel, logStream }: Settings) {
  return {
    level: logLevel,
    ...(logStream === undefined ? {} : { stream: logStream }),
    redact: {
      paths: [
        'authorization',
        'secret',
        'writeKey',
        'userHash',
        '*.authorization',
        '*.secret',
        '*.writeKey',
        '*.userHash',
      ],
      censor: '[redacted]',
    },
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url }),
    },
  }
}

function requestIds(): () => string {
  const prefix = randomBytes(4).toString('hex')
  let count = 0
  return () => `${prefix}-${(++count).toString(36)}`
}

function addHooks(app: FastifyInstance, rim: Rim): void {
  app.addHook('onRequest', async (request, reply) => {
    if (allowOrigin(rim.settings, request, reply) && request.method === 'OPTIONS') return reply.code(204).send()
    const { url } = request.routeOptions
    if (url === '/healthz' || url === '/readyz' || url === '/health') return
    if (rim.stopping) {
      reply.header('connection', 'close')
      throw new Refusal('STOPPING')
    }
    admit(rim, request)
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    rim.rates.answered()
    rim.metrics.answered(request.method, route, { status: reply.statusCode, seconds: reply.elapsedTime / 1000 })
  })
}

/** Lets pages of allowed origins call; no cookies are involved, the key is the only credential. */
function allowOrigin({ corsOrigins }: Settings, request: FastifyRequest, reply: FastifyReply): boolean {
  const { origin } = request.headers
  if (origin === undefined || (corsOrigins !== '*' && !corsOrigins.includes(origin))) return false
  reply.header('access-control-allow-origin', corsOrigins === '*' ? '*' : origin)
  if (corsOrigins !== '*') reply.header('vary', 'origin')
  reply.header('access-control-expose-headers', 'retry-after')
  if (request.method !== 'OPTIONS') return true
  reply.header('access-control-allow-methods', 'GET, POST, PUT, DELETE')
  reply.header('access-control-allow-headers', 'authorization, content-type, content-encoding, last-event-id')
  reply.header('access-control-max-age', 86_400)
  return true
}

function openApiOf({ version }: Settings) {
  return {
    openapi: '3.1.0' as const,
    info: {
      title: 'Nunchi',
      version,
      description:
        'Behaviour in, one shopper at a time out. Errors all have one shape; their codes are in docs/errors.md.',
    },
    tags: [
      { name: 'Collect', description: 'Tell what happened' },
      { name: 'Shopper', description: "One shopper's own answers" },
      { name: 'Merchant', description: 'What merchants look at: shoppers, policies, quality, imports' },
      { name: 'Floor', description: 'What drivers see and do' },
      { name: 'Routing', description: 'Routes of vehicles, for any problem that you send' },
      { name: 'Operate', description: 'Keys, health, metrics' },
    ],
    components: {
      securitySchemes: {
        key: { type: 'http' as const, scheme: 'bearer' },
        basic: { type: 'http' as const, scheme: 'basic', description: 'The key as user name, no password' },
      },
    },
  }
}
