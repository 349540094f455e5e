import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { limits } from '../domain/limits.ts'
import { Refusal } from '../domain/refusal.ts'
import { jsonOf, textOf } from './json-text.ts'

const unpackers = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/**
 * Reads every body as JSON, whatever its content type says: beacons call it text/plain, some clients
 * form-urlencoded. Unpacks gzip, deflate and brotli, bounded after unpacking too.
 */
export function parseBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    if (body.length === 0) return undefined // clients name a type where there is nothing to send, as with DELETE
    return jsonOf(await unpackedOf(request, body))
  })
}

async function unpackedOf(request: FastifyRequest, body: Buffer): Promise<Buffer> {
  const bytesMax = request.apiKey === undefined ? limits.keylessBytesMax : request.routeOptions.bodyLimit
  const plain = await unpacked(body, request.headers['content-encoding'], bytesMax)
  request.bodyBytes = plain.length
  return plain
}

/** A body that is too large to be read here, unpacked and unread. */
export class LargeBody {
  readonly bytes: Buffer

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}

/** Reading takes 10 ms a megabyte, while nobody else is answered. */
const largeFrom = 1_000_000

/** Leaves large bodies unread, on the routes of one scope: whoever has a thread for them reads them there. */
export function leaveLarge(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    if (body.length === 0) return undefined
    const plain = await unpackedOf(request, body)
    return plain.length > largeFrom ? new LargeBody(plain) : jsonOf(plain)
  })
}

/** A body of JSON Lines, unread. */
export type LinesBody = { readonly lines: string }

/** Takes JSON Lines beside JSON, on the routes of one scope: by content type. */
export function parseLines(app: FastifyInstance): void {
  const types = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonlines']
  app.addContentTypeParser(types, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const plain = await unpacked(body, request.headers['content-encoding'], request.routeOptions.bodyLimit)
    request.bodyBytes = plain.length
    return { lines: textOf(plain) } satisfies LinesBody
  })
}

async function unpacked(body: Buffer, encoding: string | undefined, bytesMax: number): Promise<Buffer> {
  // Some clients pack without saying so; no JSON begins with gzip's two bytes.
  const name = encoding === undefined && body[0] === 0x1f && body[1] === 0x8b ? 'gzip' : (encoding ?? 'identity')
  if (name === 'identity') {
    if (body.length > bytesMax) throw new Refusal('BODY_TOO_LARGE', { bytesMax })
    return body
  }
  const unpack = Object.hasOwn(unpackers, name) ? unpackers[name as keyof typeof unpackers] : undefined
  if (unpack === undefined)
    throw new Refusal('BODY_INVALID', { field: 'content-encoding', reason: 'is none of gzip, deflate, br' })
  try {
    return await unpack(body, { maxOutputLength: bytesMax })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new Refusal('BODY_TOO_LARGE', { bytesMax })
    throw new Refusal('BODY_INVALID', { field: 'body', reason: `cannot be unpacked as ${name}` })
  }
}
