import { isAscii, isUtf8 } from 'node:buffer'

/** What the bytes of a text file mean. `euc-kr` is the web's name for CP949, which contains EUC-KR. */
export type Encoding = 'utf-8' | 'euc-kr' | 'utf-16le' | 'utf-16be'
export const encodings: readonly Encoding[] = ['utf-8', 'euc-kr', 'utf-16le', 'utf-16be']

/**
 * Turns chunks of any known encoding into chunks of UTF-8. UTF-8 passes untouched, so that offsets stay those of the
 * file. Without a byte order mark the first chunk with a byte above 127 decides: UTF-8 if it is valid as such, CP949
 * if it is valid as that, else UTF-8 whose broken lines are rejected one by one.
 *
 * @param told     the encoding if the caller knows it
 * @param decided  is called once with the verdict (not at all for pure ASCII)
 */
export async function* toUtf8(
  chunks: AsyncIterable<Buffer>,
  told: Encoding | undefined,
  decided: (encoding: Encoding) => void,
): AsyncGenerator<Buffer, void, undefined> {
  let encoding = told
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let first = true
  for await (const chunk of chunks) {
    if (encoding === undefined) {
      encoding = (first ? byteOrderMark(chunk) : undefined) ?? guess(chunk)
      if (encoding !== undefined) decided(encoding)
    }
    first = false
    if (encoding === undefined || encoding === 'utf-8') {
      yield chunk
      continue
    }
    decoder ??= new TextDecoder(encoding)
    const text = decoder.decode(chunk, { stream: true })
    if (text.length > 0) yield Buffer.from(text)
  }
  const rest = decoder?.decode() ?? ''
  if (rest.length > 0) yield Buffer.from(rest)
}

function byteOrderMark(chunk: Buffer): Encoding | undefined {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 'utf-8' : undefined
}

function guess(chunk: Buffer): Encoding | undefined {
  if (isAscii(chunk)) return undefined
  // The chunk may end inside a character: up to three bytes of it are left out.
  for (let cut = 0; cut <= 3 && cut < chunk.length; cut++)
    if (isUtf8(chunk.subarray(0, chunk.length - cut))) return 'utf-8'
  try {
    new TextDecoder('euc-kr', { fatal: true }).decode(chunk, { stream: true })
    return 'euc-kr'
  } catch {
    return 'utf-8'
  }
}
