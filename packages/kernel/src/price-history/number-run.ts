import type { BitReader } from './bit-reader.ts'
import type { BitWriter } from './bit-writer.ts'

/** Zeros of a Rice code at most; so many say that the number follows in full. */
const unaryMax = 20
/** Bits of a field that holds a width of up to 54. */
const widthBits = 6
/** Numbers of a run at most: the room for sorting them. */
const runMax = 512

const modes = { even: 0, aboveLeast: 1, aroundMiddle: 2 } as const
type Mode = (typeof modes)[keyof typeof modes]

/** How a run of whole numbers is written, and what that costs. Made by `planRun`; one serves many runs. */
export type RunPlan = {
  mode: Mode
  /** What is taken off every number: the least of the run, or its middle one. */
  base: number
  /** What the rest is divided by: the greatest common divisor of the differences. */
  step: number
  /** Rice: low bits that are written as they are. Even: how many different values there may be. */
  size: number
  /** Bits in all, with those of the plan itself. */
  bits: number
}

/** A plan to be filled in. */
export function emptyPlan(): RunPlan {
  return { mode: 0, base: 0, step: 1, size: 1, bits: 0 }
}

const sorted = new Float64Array(runMax)
const rests = new Float64Array(runMax)
const powers = Float64Array.from({ length: 64 }, (_, power) => 2 ** power)

/**
 * Finds the shortest way to write `count` whole numbers: all their common divisor apart, then either with as many bits as
 * the span needs (truncated binary), or Rice codes above the least number, or Rice codes to both sides of the middle one
 * (small where most are alike: polls at a steady pace, prices of one level). The parameter is found by trying.
 *
 * @param values whole numbers, all within 2^53 of each other and of 0
 * @param count  1 to 512
 * Time: O(count log count).
 * Source: Rice (1979), Some practical universal noiseless coding techniques, JPL 79-22; truncated binary as in Golomb
 * (1966), Run-length encodings, doi:10.1109/TIT.1966.1053907. Deviation: a quotient of 20 or more is written in full, as
 * in JPEG-LS, so that one number far off costs at most 81 bits.
 */
export function planRun(values: Float64Array, count: number, plan: RunPlan): void {
  let least = values[0]!
  let most = least
  let step = 0
  for (let i = 1; i < count; i++) {
    const value = values[i]!
    if (value < least) least = value
    else if (value > most) most = value
    if (step !== 1) step = divisorOf(step, Math.abs(value - values[0]!))
  }
  plan.step = step || 1
  plan.base = least
  const span = (most - least) / plan.step + 1
  const head = 2 + 1 + (plan.step === 1 ? 0 : bitsOf(plan.step) + widthBits) + 1 + widthBits + bitsOf(Math.abs(least))
  let evenBits = head + widthBits + bitsOf(span - 1)
  const low = bitsOf(span) - 1
  const short = powers[low + 1]! - span
  for (let i = 0; i < count; i++) evenBits += (values[i]! - least) / plan.step < short ? low : low + 1
  plan.mode = modes.even
  plan.size = span
  plan.bits = evenBits
  for (let i = 0; i < count; i++) rests[i] = (values[i]! - least) / plan.step
  tryRice(plan, count, { mode: modes.aboveLeast, base: least })
  for (let i = 0; i < count; i++) sorted[i] = values[i]!
  const middle = sorted.subarray(0, count).sort()[count >>> 1]!
  if (Math.max(most - middle, middle - least) / plan.step > 2 ** 51) return
  for (let i = 0; i < count; i++) rests[i] = folded((values[i]! - middle) / plan.step)
  tryRice(plan, count, { mode: modes.aroundMiddle, base: middle })
}

/** Writes the run as planned; `plan.bits` bits. */
export function writeRun(values: Float64Array, count: number, plan: RunPlan, to: BitWriter): void {
  const { mode, base, step, size } = plan
  to.write(mode, 2)
  to.write(base < 0 ? 1 : 0, 1)
  writeWide(Math.abs(base), to)
  to.write(step === 1 ? 0 : 1, 1)
  if (step !== 1) writeWide(step, to)
  if (mode === modes.even) {
    writeWide(size - 1, to)
    const low = bitsOf(size) - 1
    const short = powers[low + 1]! - size
    for (let i = 0; i < count; i++) writeEven((values[i]! - base) / step, low, short, to)
    return
  }
  to.write(size, widthBits)
  for (let i = 0; i < count; i++) {
    const rest = (values[i]! - base) / step
    writeRice(mode === modes.aboveLeast ? rest : folded(rest), size, to)
  }
}

/** Reads a run of `count` numbers back. Time: 5 to 30 ns a number. */
export function readRun(from: BitReader, count: number, values: Float64Array): void {
  const mode = from.read(2)
  const isBelow = from.read(1) === 1
  const size = readWide(from)
  const base = isBelow ? -size : size
  const step = from.read(1) === 0 ? 1 : readWide(from)
  if (mode === modes.even) return readEven(from, count, { values, base, step })
  const low = from.read(widthBits)
  const isFolded = mode === modes.aroundMiddle
  for (let i = 0; i < count; i++) {
    const zeros = from.unary()
    const rest = zeros < unaryMax ? zeros * powers[low]! + from.read(low) : readWide(from)
    values[i] = base + step * (isFolded ? unfolded(rest) : rest)
  }
}

type Target = { readonly values: Float64Array; readonly base: number; readonly step: number }

function readEven(from: BitReader, count: number, { values, base, step }: Target): void {
  const span = readWide(from) + 1
  const low = bitsOf(span) - 1
  const short = powers[low + 1]! - span
  for (let i = 0; i < count; i++) {
    let rest = from.read(low)
    if (rest >= short) rest = 2 * rest + from.read(1) - short
    values[i] = base + step * rest
  }
}

function writeEven(rest: number, low: number, short: number, to: BitWriter): void {
  if (rest < short) return to.write(rest, low)
  const long = rest + short
  to.write(Math.floor(long / 2), low)
  to.write(long % 2, 1)
}

function writeRice(rest: number, low: number, to: BitWriter): void {
  const quotient = Math.floor(rest / powers[low]!)
  if (quotient < unaryMax) {
    to.unary(quotient)
    return to.write(rest - quotient * powers[low]!, low)
  }
  to.unary(unaryMax)
  writeWide(rest, to)
}

/** Takes Rice codes into the plan where some parameter makes them shorter. Reads `rests`. */
function tryRice(plan: RunPlan, count: number, { mode, base }: { readonly mode: Mode; readonly base: number }): void {
  const head =
    2 + 1 + (plan.step === 1 ? 0 : bitsOf(plan.step) + widthBits) + 1 + 2 * widthBits + bitsOf(Math.abs(base))
  let sum = 0
  for (let i = 0; i < count; i++) sum += rests[i]!
  const middle = bitsOf(Math.floor(sum / count))
  for (let low = Math.max(0, middle - 2); low <= Math.min(52, middle + 1); low++) {
    let bits = head
    for (let i = 0; i < count; i++) {
      const quotient = Math.floor(rests[i]! / powers[low]!)
      bits += quotient < unaryMax ? quotient + 1 + low : unaryMax + 1 + widthBits + bitsOf(rests[i]!)
    }
    if (bits >= plan.bits) continue
    plan.mode = mode
    plan.base = base
    plan.size = low
    plan.bits = bits
  }
}

/** 0, -1, 1, -2, 2 ... as 0, 1, 2, 3, 4 ... */
function folded(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

function unfolded(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

/** A number of up to 54 bits behind its width. */
export function writeWide(value: number, to: BitWriter): void {
  const width = bitsOf(value)
  to.write(width, widthBits)
  to.write(value, width)
}

/** Reads what `writeWide` wrote. */
export function readWide(from: BitReader): number {
  return from.read(from.read(widthBits))
}

/** Bits that a whole number from 0 to 2^54 needs; 0 for 0. */
export function bitsOf(value: number): number {
  if (value < 0x80000000) return 32 - Math.clz32(value)
  return 32 - Math.clz32(Math.floor(value / 0x100000000)) + 32
}

function divisorOf(a: number, b: number): number {
  let one = a
  let other = b
  while (other !== 0) {
    const rest = one % other
    one = other
    other = rest
  }
  return one
}
