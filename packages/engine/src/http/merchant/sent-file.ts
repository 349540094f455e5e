import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { type Encoding, encodingNamed, encodings } from '../../app/import/encoding.ts'
import type { RejectedRow } from '../../app/import/job-folder.ts'
import type { SaidOfFile } from '../../app/said.ts'
import { Refusal } from '../../domain/refusal.ts'
import { csvOf } from './csv.ts'

type Incoming = { readonly body: unknown; readonly headers: { readonly 'content-type'?: string } }

/**
 * The file that comes with the request, as far as the request itself shows that it may. @throws Refusal BODY_INVALID, IMPORT_FILE
 * @param none  what to say where none comes
 */
export function fileIn(
  { body, headers }: Incoming,
  file: string,
  none: SaidOfFile = 'no file came with the request',
): Readable {
  if (String(headers['content-type']).startsWith('multipart/'))
    throw new Refusal('BODY_INVALID', { field: 'body', reason: 'is a form; send the file itself as the body' })
  if (!(body instanceof Readable)) throw new Refusal('IMPORT_FILE', { file, reason: none })
  return body
}

/** A file's name as its sender gives it, on one line. */
export function fileName(name: string): string | undefined {
  return name.replace(/[\p{Cc}\p{Surrogate}]/gu, ' ').trim() || undefined
}

/** @throws Refusal BODY_INVALID */
export function encodingIn(field: string, name: string): Encoding {
  const encoding = encodingNamed(name)
  if (encoding !== undefined) return encoding
  throw new Refusal('BODY_INVALID', { field, reason: `is not one of: ${encodings.join(', ')}` })
}

/** Rejected rows as a CSV file to keep. */
export function sendRejects(reply: FastifyReply, name: string, rows: AsyncIterable<RejectedRow>): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('cache-control', 'no-store')
    .header(
      'content-disposition',
      `attachment; filename="rejected.csv"; filename*=UTF-8''${encoded(`${name}.rejected.csv`)}`,
    )
    .send(Readable.from(csvOf(['line', 'code', 'field', 'value', 'reason', 'detail', 'remedy'], rows)))
}

/** A file's name as a header may hold it. Source: RFC 8187, section 3.2.1 (attr-char). */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
