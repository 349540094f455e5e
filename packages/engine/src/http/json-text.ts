import { isUtf8 } from 'node:buffer'
import { Refusal } from '../domain/refusal.ts'

/** The text of a body, without a mark of the order of bytes. @throws Refusal BODY_INVALID that says which byte is no UTF-8 */
export function textOf(body: Uint8Array): string {
  if (!isUtf8(body)) throw new Refusal('BODY_INVALID', { field: 'body', reason: badUtf8(body) })
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

/** A body of JSON, or of a form whose field "data" holds it. @throws Refusal BODY_INVALID that says where it is none */
export function jsonOf(body: Uint8Array): unknown {
  const text = textOf(body)
  try {
    return JSON.parse(text)
  } catch (error) {
    return formOf(text, error)
  }
}

/** JSON in the field "data" of a form. @param error  why the whole text is no JSON */
function formOf(text: string, error: unknown): unknown {
  const data = text.startsWith('data=') ? new URLSearchParams(text).get('data') : null
  if (data === null) throw invalid('body', error)
  try {
    return JSON.parse(data)
  } catch (inside) {
    throw invalid('body.data', inside)
  }
}

/** What the parser says names the place, and shows no more than a few characters around it. */
function invalid(field: string, error: unknown): Refusal {
  const said = (error as Error).message.replace(/ is not valid JSON$/, '')
  return new Refusal('BODY_INVALID', { field, reason: `is not valid JSON: ${said}` })
}

function badUtf8(body: Uint8Array): string {
  const at = badUtf8At(body)
  let line = 1
  for (let i = 0; i < at; i++) if (body[i] === 0x0a) line++
  const byte = body[at]!.toString(16).padStart(2, '0')
  return `is not valid UTF-8: byte ${at + 1} (0x${byte}, in line ${line}) is part of no character; send UTF-8, not CP949, UTF-16 or Latin-1`
}

/** The first byte that is part of no character, in bytes that are no UTF-8. O(bytes). */
export function badUtf8At(bytes: Uint8Array): number {
  let [from, until] = [0, bytes.length]
  while (until - from > 8) {
    let middle = (from + until) >> 1
    for (let back = 0; back < 3 && isContinuation(bytes[middle]!); back++) middle--
    if (isUtf8(bytes.subarray(from, middle))) from = middle
    else until = middle
  }
  for (;;) {
    const length = [1, 2, 3, 4].find((one) => isUtf8(bytes.subarray(from, from + one)))
    if (length === undefined || from >= bytes.length) return from
    from += length
  }
}

const isContinuation = (byte: number) => (byte & 0xc0) === 0x80
