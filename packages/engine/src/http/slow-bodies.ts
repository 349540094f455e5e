import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../domain/refusal.ts'
import { bodyOf } from './errors.ts'

/** How long who was cut off may take to read why. */
const farewellMs = 1_000

/**
 * Cuts off who does not get their body over in time. Not those who send a file, for which there is no telling how long it may
 * take: their connection ends when nothing comes any more, or when they were answered and still send. Headers have as long as
 * a body. Comes before all other hooks: whoever these refuse is bounded too.
 */
export function boundBodies(app: FastifyInstance, msMax: number): void {
  app.server.headersTimeout = msMax
  app.addHook('onRequest', async (request, reply) => {
    if (!hasBody(request)) return
    const stop = new AbortController()
    const begin = () => {
      if (stop.signal.aborted) return
      const timer = setTimeout(() => cutOff(request.raw, reply.raw.headersSent), msMax).unref()
      stop.signal.addEventListener('abort', () => clearTimeout(timer))
    }
    request.raw.once('end', () => stop.abort())
    request.raw.once('close', () => stop.abort())
    if ((request.routeOptions.config as { takesFile?: boolean }).takesFile) reply.raw.once('finish', begin)
    else begin()
  })
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

/** Also who was answered already, without their body having been read: it still comes. */
function cutOff({ socket, complete }: IncomingMessage, isAnswered: boolean): void {
  if (complete || !(socket instanceof Socket)) return // a request within the process has none
  if (isAnswered) socket.destroy()
  else answerBrokenRequest(socket)
  setTimeout(() => socket.destroy(), farewellMs).unref()
}

/** What is not even HTTP gets an answer too, in the one shape. */
export function answerBrokenRequest(socket: Duplex): void {
  if (!socket.writable) return
  const refusal = new Refusal('BODY_INVALID', {
    field: 'request',
    reason: 'is not valid HTTP (an address is written in ASCII: percent-encode other letters), or took too long',
  })
  const body = JSON.stringify(bodyOf(refusal, 'none'))
  const head = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`
  socket.end(`HTTP/1.1 400 Bad Request\r\n${head}\r\n\r\n${body}`)
}
