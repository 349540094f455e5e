import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/**
 * What the bytes of a text file mean. CP949 is what Korean Windows writes: EUC-KR and the 8,822 syllables it lacks (똠,
 * 펲, 햏). The decoder that comes with Node knows EUC-KR alone and passes over the rest in silence, hence iconv-lite.
 */
export type Encoding = 'utf-8' | 'cp949' | 'utf-16le' | 'utf-16be'
export const encodings: readonly Encoding[] = ['utf-8', 'cp949', 'utf-16le', 'utf-16be']

const otherNames: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  'euc-kr': 'cp949',
  euckr: 'cp949',
  ms949: 'cp949',
  uhc: 'cp949',
  'windows-949': 'cp949',
  'ks_c_5601-1987': 'cp949',
  'utf-16': 'utf-16le',
}

/** The encoding that people call so, in any of its names; undefined for one we cannot read. */
export function encodingNamed(name: string): Encoding | undefined {
  const plain = name.trim().toLowerCase()
  return (
    encodings.find((encoding) => encoding === plain) ??
    (Object.hasOwn(otherNames, plain) ? otherNames[plain] : undefined)
  )
}

/** So much from the first byte above 127 on decides what the encoding is. */
const evidenceBytes = 64 * 1024

/**
 * Turns chunks of any known encoding into chunks of UTF-8. UTF-8 passes untouched, so that offsets stay those of the
 * file. A character that cannot be decoded becomes a byte that UTF-8 does not have, so that whoever reads rows knows
 * which one lost something. Without a byte order mark the encoding is the one in which the first 64 kB from the first
 * byte above 127 on lose least: wherever chunks end, the verdict is the same.
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
  let decoder: Decoder | undefined
  let waiting: Buffer = Buffer.alloc(0)
  let isTop = true
  const settle = (found: Encoding): Buffer => {
    encoding = found
    decided(found)
    decoder = decoderOf(found)
    return decoder.write(waiting)
  }
  if (told !== undefined) decoder = decoderOf(told)
  for await (const chunk of chunks) {
    if (decoder !== undefined) {
      const bytes = decoder.write(chunk)
      if (bytes.length > 0) yield bytes
      continue
    }
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk])
    if (isTop && waiting.length < byteOrderMarkMax) continue
    const marked = isTop ? marking(waiting) : undefined
    isTop = false
    const ascii = marked === undefined ? asciiBytes(waiting) : 0
    if (ascii > 0) yield waiting.subarray(0, ascii)
    waiting = waiting.subarray(ascii)
    if (marked !== undefined || waiting.length >= evidenceBytes) yield settle(marked ?? guess(waiting))
  }
  if (encoding === undefined && waiting.length > 0) yield settle(guess(waiting))
  const rest = decoder?.end()
  if (rest !== undefined && rest.length > 0) yield rest
}

/** To UTF-8; keeps the beginning of a torn character for the next chunk. */
type Decoder = { write(chunk: Buffer): Buffer; end(): Buffer | undefined }

function decoderOf(encoding: Encoding): Decoder {
  if (encoding === 'utf-8') return { write: (chunk) => chunk, end: () => undefined }
  const decoder = textDecoderOf(encoding)
  return { write: (chunk) => utf8Of(decoder.write(chunk)), end: () => utf8Of(decoder.end() ?? '') }
}

/** All of them say U+FFFD for what they cannot decode. */
function textDecoderOf(encoding: Encoding): { write(chunk: Buffer): string; end(): string | undefined } {
  if (encoding === 'cp949') return iconv.getDecoder('cp949')
  const decoder = new TextDecoder(encoding)
  return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() }
}

const lost = '\ufffd'
const lostByte = Buffer.from([0xff])

function utf8Of(text: string): Buffer {
  if (!text.includes(lost)) return Buffer.from(text)
  const [head, ...tail] = text.split(lost).map((piece) => Buffer.from(piece))
  return Buffer.concat([head, ...tail.flatMap((piece) => [lostByte, piece])])
}

const byteOrderMarkMax = 3

/** UTF-16 shows in its byte order mark, or in the zero that every ASCII character has: headers begin with one. */
function marking([first, second, third]: Buffer): Encoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? 'utf-16be' : undefined
}

function asciiBytes(bytes: Buffer): number {
  return isAscii(bytes) ? bytes.length : bytes.findIndex((byte) => byte > 127)
}

function guess(bytes: Buffer): Encoding {
  // They may end inside a character: up to three bytes of it are left out.
  for (let cut = 0; cut <= 3 && cut < bytes.length; cut++)
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) return 'utf-8'
  return lostAs('cp949', bytes) < lostAs('utf-8', bytes) ? 'cp949' : 'utf-8'
}

const lostAs = (encoding: Encoding, bytes: Buffer): number => textDecoderOf(encoding).write(bytes).split(lost).length
