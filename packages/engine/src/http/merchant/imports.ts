import { ImportBody, type ImportKind, ImportParams, ImportQuery, ImportsBody, ImportsQuery } from '@nunchi/protocol'
import { formats } from '../../app/import/detect.ts'
import type { ImportAsk } from '../../app/import/job.ts'
import type { ImportJobs } from '../../app/import/jobs.ts'
import { shippedMaps } from '../../app/import/shipped-maps.ts'
import { isoReader } from '../../app/time.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'
import { importJson } from './import-json.ts'
import { encodingIn, fileIn, fileName, sendRejects } from './sent-file.ts'

/** @throws Refusal IMPORTS_NONE */
function importsOf({ imports }: Rim): ImportJobs {
  if (imports === undefined) throw new Refusal('IMPORTS_NONE')
  return imports
}

/** POST /v1/imports: takes a file. 202, 400 IMPORT_FILE, IMPORT_BINARY, IMPORT_FORMAT, IMPORT_MAP, 409 IMPORTS_NONE, 413, 429 IMPORTS_WAITING, 507 IMPORTS_FULL. */
export const postImport = route({
  method: 'POST',
  path: '/v1/imports',
  access: 'secret',
  group: 'Merchant',
  summary:
    'Takes a file of products, orders or events as the body, of any content type, and imports it behind the answer',
  query: ImportQuery,
  answer: { status: 202, body: ImportBody },
  takesFile: true,
  handle: async (rim, { query, request }, reply) => {
    reply.header('cache-control', 'no-store')
    const imports = importsOf(rim)
    const ask = askIn(query, request.id)
    const bytesTold = Number(request.headers['content-length'] ?? 0)
    return importJson(await imports.take(ask, fileIn(request, ask.name), bytesTold), [])
  },
})

/** GET /v1/imports: what was and is imported. 200, 409 IMPORTS_NONE. */
export const getImports = route({
  method: 'GET',
  path: '/v1/imports',
  access: 'secret',
  group: 'Merchant',
  summary: 'Imports of files, newest first, with their progress',
  query: ImportsQuery,
  answer: { status: 200, body: ImportsBody },
  handle: (rim, { query: { offset = 0, count = 20 } }, reply) => {
    reply.header('cache-control', 'no-store')
    const imports = importsOf(rim)
    const all = imports.list()
    return {
      total: all.length,
      imports: all.slice(offset, offset + count).map((job) => importJson(job, [])),
      maps: shippedMaps().map(({ name, kind }) => ({ name, kind })),
      bytesMax: imports.bytesMax,
    }
  },
})

/** GET /v1/imports/:id: one import. 200, 404 IMPORT_UNKNOWN. */
export const getImport = route({
  method: 'GET',
  path: '/v1/imports/:id',
  access: 'secret',
  group: 'Merchant',
  summary: 'How far an import is, what became of it, and the first rows that were rejected',
  params: ImportParams,
  answer: { status: 200, body: ImportBody },
  handle: async (rim, { params: { id } }, reply) => {
    reply.header('cache-control', 'no-store')
    const imports = importsOf(rim)
    return importJson(imports.get(id), await imports.firstRejects(id))
  },
})

/** GET /v1/imports/:id/rejects: all rejected rows as CSV. 200, 404 IMPORT_UNKNOWN. */
export const getRejects = route({
  method: 'GET',
  path: '/v1/imports/:id/rejects',
  access: 'secret',
  group: 'Merchant',
  summary: 'The rows of an import that were rejected, as CSV: line, code, field, value, reason, detail, remedy',
  params: ImportParams,
  answer: { status: 200 },
  handle: (rim, { params: { id } }, reply) => {
    const imports = importsOf(rim)
    return sendRejects(reply, imports.get(id).ask.name, imports.allRejects(id))
  },
})

/** DELETE /v1/imports/:id: ends an import. 200, 404 IMPORT_UNKNOWN. */
export const deleteImport = route({
  method: 'DELETE',
  path: '/v1/imports/:id',
  access: 'secret',
  group: 'Merchant',
  summary: 'Ends an import that waits or is under way; what it has brought so far stays',
  params: ImportParams,
  answer: { status: 200, body: ImportBody },
  handle: async (rim, { params: { id } }) => {
    const imports = importsOf(rim)
    return importJson(await imports.cancel(id), await imports.firstRejects(id))
  },
})

/** The query as the import knows it. @throws Refusal BODY_INVALID */
function askIn(query: ImportQuery, requestId: string): ImportAsk {
  const { kind, name = `${kind} file`, format, map, delimiter, encoding, zone, attributes } = query
  return {
    name: fileName(name) ?? `${kind} file`,
    kind: kind as ImportKind,
    format: format === undefined ? undefined : oneOf('format', format, formats),
    map,
    delimiter: delimiter === undefined ? undefined : delimiterIn(delimiter),
    encoding: encoding === undefined ? undefined : encodingIn('querystring.encoding', encoding),
    zone: zone === undefined ? undefined : zoneIn(zone),
    attributes: attributes
      ?.split(',')
      .map((column) => column.trim())
      .filter((column) => column !== ''),
    requestId,
  }
}

function refuse(field: string, reason: string): never {
  throw new Refusal('BODY_INVALID', { field: `querystring.${field}`, reason })
}

function oneOf<Name extends string>(field: string, text: string, names: readonly Name[]): Name {
  return names.find((name) => name === text.toLowerCase()) ?? refuse(field, `is not one of: ${names.join(', ')}`)
}

function delimiterIn(text: string): string {
  const delimiter = text === 'tab' || text === '\\t' ? '\t' : text
  return delimiter.length === 1 && delimiter !== '"'
    ? delimiter
    : refuse('delimiter', "is neither one character nor 'tab'")
}

function zoneIn(zone: string): string {
  try {
    isoReader(zone)
    return zone
  } catch {
    return refuse('zone', 'is neither UTC, nor an offset like +09:00, nor a name like Asia/Seoul')
  }
}
