import { isUtf8 } from 'node:buffer'

/** Stands for what could not be read. XML does not allow this character, so that a feed cannot hold it itself. */
export const unreadable = '\uffff'

/**
 * UTF-8 as text that a strict parser takes: whole characters and whole entities a piece, bytes that are no UTF-8 as
 * `unreadable`, and a bare '&' (addresses!) as '&bare;', since it would make the parser read on to the next ';', through
 * the markup.
 */
export async function* xmlText(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  let torn = Buffer.alloc(0)
  let rest = ''
  for await (const chunk of chunks) {
    const bytes = torn.length === 0 ? chunk : Buffer.concat([torn, chunk])
    const whole = bytes.length - tornBytes(bytes)
    torn = Buffer.from(bytes.subarray(whole))
    const text = rest + decoded(bytes.subarray(0, whole))
    const cut = entityCut(text)
    rest = text.slice(cut)
    yield escaped(text.slice(0, cut))
  }
  yield escaped(rest + decoded(torn))
}

const escaped = (text: string): string => text.replace(/&(?!#?\w{1,31};)/g, '&bare;')

/** Where to cut a chunk so that no entity is torn. */
function entityCut(text: string): number {
  const at = text.lastIndexOf('&')
  return at >= 0 && text.length - at < 34 && !text.includes(';', at) ? at : text.length
}

/** Bytes at the end that begin a character and do not end it: 0 to 3. */
function tornBytes(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]
    if (byte >> 6 === 0b10) continue // inside a character: its first byte lies further back
    const length = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return length > back ? back : 0
  }
  return 0
}

const replacement = Buffer.from('\ufffd')

/** A U+FFFD that stands in the file is its own; one that decoding puts there is a loss. */
function decoded(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString()
  const parts: string[] = []
  let at = 0
  for (let next = bytes.indexOf(replacement); next >= 0; next = bytes.indexOf(replacement, at)) {
    parts.push(bytes.toString('utf8', at, next))
    at = next + replacement.length
  }
  parts.push(bytes.toString('utf8', at))
  return parts.map((part) => part.replaceAll('\ufffd', unreadable)).join('\ufffd')
}
