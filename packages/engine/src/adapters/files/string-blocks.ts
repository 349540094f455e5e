/** Strings that are not well-formed (half of a surrogate pair) would not survive UTF-8. */
const loneSurrogate = /\p{Surrogate}/u

const utf8 = 0
const utf16 = 1
/** Characters joined before encoding: a block of a few megabytes, whatever the list's length. */
const charsPerBlock = 1024 * 1024

/**
 * Strings as self-contained blocks: u32 how many, u32 encoding (0 UTF-8, 1 UTF-16 where UTF-8 would lose something), the
 * length of each in UTF-16 units as u32, then all their text joined. Joined, because encoding a megabyte at once is
 * several times faster than a hundred thousand small pieces. A string longer than a block has a block of its own.
 */
export function* encodeStrings(strings: readonly string[]): Generator<Uint8Array> {
  for (let from = 0; from < strings.length; ) {
    let to = from
    let chars = 0
    do chars += strings[to++].length
    while (to < strings.length && chars + strings[to].length <= charsPerBlock && to - from < charsPerBlock)
    yield encodeBlock(strings.slice(from, to))
    from = to
  }
}

function encodeBlock(strings: readonly string[]): Uint8Array {
  const text = strings.join('')
  const encoding = loneSurrogate.test(text) ? utf16 : utf8
  const bytes = Buffer.from(text, encoding === utf8 ? 'utf8' : 'utf16le')
  const head = Uint32Array.of(strings.length, encoding)
  const lengths = Uint32Array.from(strings, (string) => string.length)
  return Buffer.concat([bytesOf(head), bytesOf(lengths), bytes])
}

/** Decodes one block onto the end of `strings`. */
export function decodeStrings(block: Buffer, strings: string[]): void {
  const count = block.readUInt32LE(0)
  const encoding = block.readUInt32LE(4)
  const text = block.toString(encoding === utf8 ? 'utf8' : 'utf16le', 8 + 4 * count)
  for (let index = 0, start = 0; index < count; index++) {
    const length = block.readUInt32LE(8 + 4 * index)
    strings.push(text.slice(start, start + length))
    start += length
  }
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
}
