import { gone } from './block-codec.ts'

/** Bytes of an entry at most: eight of a price of 53 bits, five of the seconds. */
export const entryBytesMax = 13
/** Tags of a price: how many zeros it ends in, up to three; or that there is none. */
const goneTag = 7
const zeros = [1, 10, 100, 1000] as const

/**
 * Writes "this price, for so many seconds" as 2 to 13 bytes: most prices are a few digits and zeros, so the zeros go into
 * the first byte. @returns the place behind it
 */
export function putEntry(bytes: Uint8Array, at: number, price: number, seconds: number): number {
  let tag = goneTag
  let rest = 0
  if (price !== gone) {
    tag = price === 0 ? 0 : price % 1000 === 0 ? 3 : price % 100 === 0 ? 2 : price % 10 === 0 ? 1 : 0
    rest = price / zeros[tag as 0 | 1 | 2 | 3]
  }
  const more = Math.floor(rest / 16)
  bytes[at] = tag | ((rest % 16) << 3) | (more > 0 ? 0x80 : 0)
  const end = more > 0 ? putVarint(bytes, at + 1, more) : at + 1
  return putVarint(bytes, end, seconds)
}

/** Reads entries one after the other. */
export class EntryReader {
  /** The price and seconds of the entry read last. */
  price = 0
  seconds = 0
  #at = 0

  /** Reads the entry at `at`. @returns the place behind it */
  read(bytes: Uint8Array, at: number): number {
    const first = bytes[at]!
    const tag = first & 7
    this.#at = at + 1
    const low = (first >>> 3) & 15
    const rest = first >= 0x80 ? 16 * this.#varint(bytes) + low : low
    this.price = tag === goneTag ? gone : rest * zeros[tag as 0 | 1 | 2 | 3]
    this.seconds = this.#varint(bytes)
    return this.#at
  }

  #varint(bytes: Uint8Array): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = bytes[this.#at++]!
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }
}

function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value
  let place = at
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes[place++] = (rest % 128) | 128
  bytes[place++] = rest
  return place
}
