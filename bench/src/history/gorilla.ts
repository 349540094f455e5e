/**
 * The yardstick: a series as Gorilla packs it, times as differences of differences and values as XOR of 64-bit floating
 * point numbers. Written for this bench from the paper: only its length is used, `unpack` shows that nothing is missing.
 * Source: Pelkonen et al. (2015), Gorilla: a fast, scalable, in-memory time series database, PVLDB 8(12), section 4.1.
 * Deviation: times of 32 bits and a first difference of 32 bits instead of 14, as series here begin with no block's start.
 */
export function packGorilla(times: ArrayLike<number>, prices: ArrayLike<number>): Uint8Array {
  const bits = new Bits()
  let difference = 0
  let window = { leading: 64, trailing: 0 }
  let before = 0n
  for (let i = 0; i < times.length; i++) {
    const word = wordOf(prices[i])
    if (i === 0) {
      bits.put(BigInt(times[0]), 32)
      bits.put(word, 64)
    } else {
      const now = times[i] - times[i - 1]
      putTime(bits, i === 1 ? undefined : now - difference, now)
      difference = now
      window = putValue(bits, word ^ before, window)
    }
    before = word
  }
  return bits.bytes()
}

/** Reads it back. */
export function unpackGorilla(bytes: Uint8Array, count: number): { times: number[]; prices: number[] } {
  const bits = new BitsOf(bytes)
  const times: number[] = [Number(bits.take(32))]
  const words = [bits.take(64)]
  let difference = 0
  let window = { leading: 64, trailing: 0 }
  for (let i = 1; i < count; i++) {
    difference = i === 1 ? Number(bits.take(32)) : difference + takeStep(bits)
    times.push(times[i - 1] + difference)
    if (bits.take(1) === 0n) words.push(words[i - 1])
    else {
      if (bits.take(1) === 1n) {
        const leading = Number(bits.take(5))
        window = { leading, trailing: 64 - leading - (Number(bits.take(6)) + 1) }
      }
      words.push(words[i - 1] ^ (bits.take(64 - window.leading - window.trailing) << BigInt(window.trailing)))
    }
  }
  return { times, prices: words.map(numberOf) }
}

/** Prefix, its length, and the bits of the number behind it; the number is signed. */
const stepClasses = [
  { prefix: 0b10n, length: 2, bits: 7 },
  { prefix: 0b110n, length: 3, bits: 9 },
  { prefix: 0b1110n, length: 4, bits: 12 },
] as const

function putTime(bits: Bits, step: number | undefined, first: number): void {
  if (step === undefined) return bits.put(BigInt(first), 32)
  if (step === 0) return bits.put(0n, 1)
  for (const { prefix, length, bits: width } of stepClasses) {
    if (step < -(2 ** (width - 1)) + 1 || step > 2 ** (width - 1)) continue
    bits.put(prefix, length)
    return bits.put(BigInt(step + 2 ** (width - 1) - 1), width)
  }
  bits.put(0b1111n, 4)
  bits.put(BigInt(step + 2 ** 31), 32)
}

function takeStep(bits: BitsOf): number {
  let ones = 0
  while (ones < 4 && bits.take(1) === 1n) ones += 1
  if (ones === 0) return 0
  if (ones === 4) return Number(bits.take(32)) - 2 ** 31
  const { bits: width } = stepClasses[ones - 1]
  return Number(bits.take(width)) - 2 ** (width - 1) + 1
}

type Window = { readonly leading: number; readonly trailing: number }

function putValue(bits: Bits, change: bigint, window: Window): Window {
  if (change === 0n) {
    bits.put(0n, 1)
    return window
  }
  const text = change.toString(2)
  const leading = Math.min(31, 64 - text.length)
  const trailing = text.length - text.lastIndexOf('1') - 1
  if (leading >= window.leading && trailing >= window.trailing && window.leading < 64) {
    bits.put(0b10n, 2)
    bits.put(change >> BigInt(window.trailing), 64 - window.leading - window.trailing)
    return window
  }
  bits.put(0b11n, 2)
  bits.put(BigInt(leading), 5)
  bits.put(BigInt(64 - leading - trailing - 1), 6)
  bits.put(change >> BigInt(trailing), 64 - leading - trailing)
  return { leading, trailing }
}

const float = new Float64Array(1)
const word = new BigUint64Array(float.buffer)

function wordOf(value: number): bigint {
  float[0] = value
  return word[0]
}

function numberOf(bits: bigint): number {
  word[0] = bits
  return float[0]
}

/** Bits, highest first. */
class Bits {
  readonly #bytes: number[] = []
  #count = 0

  put(value: bigint, width: number): void {
    for (let i = width - 1; i >= 0; i--) {
      if (this.#count % 8 === 0) this.#bytes.push(0)
      if ((value >> BigInt(i)) & 1n) this.#bytes[this.#count >> 3] |= 128 >> (this.#count % 8)
      this.#count += 1
    }
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }
}

class BitsOf {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  take(width: number): bigint {
    let value = 0n
    for (let i = 0; i < width; i++, this.#at++)
      value = (value << 1n) | BigInt((this.#bytes[this.#at >> 3] >> (7 - (this.#at % 8))) & 1)
    return value
  }
}
