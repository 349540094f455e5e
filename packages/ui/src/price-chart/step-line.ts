import type { PriceHistoryBody } from '@nunchi/protocol'

/** A time, ms since 1970, in which one price held. */
export type Held = { readonly from: number; readonly to: number; readonly minor: number }

type Steps = Pick<PriceHistoryBody, 'steps' | 'to'>

/** The history with the price of now at its end: a change of this very second, or one told since it was asked for, is not in it. */
export function withNow({ steps, to }: Steps, priceMinor: number | undefined): Steps {
  return steps.at(-1)?.priceMinor === priceMinor ? { steps, to } : { steps: [...steps, { at: to, priceMinor }], to }
}

/** Runs of prices that followed each other without a gap, oldest first; what is not known is in none. */
export function runsOf({ steps, to }: Steps): readonly (readonly Held[])[] {
  const runs: Held[][] = []
  let isOpen = false
  for (const [index, { at, priceMinor }] of steps.entries()) {
    if (priceMinor === undefined) isOpen = false
    else {
      if (!isOpen) runs.push([])
      isOpen = true
      runs.at(-1)!.push({ from: at, to: steps[index + 1]?.at ?? to, minor: priceMinor })
    }
  }
  return runs
}

/** Where the drawing begins and ends, in time and price: with room above and below, and the target inside. */
export type Frame = { readonly from: number; readonly to: number; readonly low: number; readonly high: number }

/** The frame that all of it fits in; undefined while no price is known. */
export function frameOf(runs: readonly (readonly Held[])[], targetMinor: number | undefined): Frame | undefined {
  const held = runs.flat()
  if (held.length === 0) return undefined
  const from = held.reduce((first, one) => Math.min(first, one.from), Number.POSITIVE_INFINITY)
  const to = held.reduce((last, one) => Math.max(last, one.to), from + 1)
  const prices = [...held.map(({ minor }) => minor), ...(targetMinor === undefined ? [] : [targetMinor])]
  const low = prices.reduce((a, b) => Math.min(a, b))
  const high = prices.reduce((a, b) => Math.max(a, b))
  const room = Math.max(1, (high - low) * 0.12, high * 0.01)
  return { from, to, low: low - room, high: high + room }
}

/** Of a box of 100 by 100 with its origin above, the height of a price. */
export function heightOf(minor: number, { low, high }: Frame): number {
  return round(((high - minor) / (high - low)) * 100)
}

/** Of the same box, how far to the right a moment is. */
export function placeOf(at: number, { from, to }: Frame): number {
  return round(((at - from) / (to - from)) * 100)
}

/** The price of a line at a moment; undefined while it could not be had. */
export function priceAt(runs: readonly (readonly Held[])[], at: number): number | undefined {
  return runs
    .flat()
    .filter((one) => one.from <= at && at <= one.to)
    .at(-1)?.minor
}

/** The line of one run in that box, as a path of SVG: level while a price held, upright where it changed. */
export function pathOf(run: readonly Held[], frame: Frame): string {
  const x = (at: number) => placeOf(at, frame)
  return run
    .map(({ from, to, minor }, index) => {
      const y = heightOf(minor, frame)
      return `${index === 0 ? `M${x(from)} ${y}` : `V${y}`}H${x(to)}`
    })
    .join('')
}

const round = (value: number) => Math.round(value * 100) / 100
