import type { WantedBody } from '@nunchi/protocol'
import { amountIn } from './choice.ts'

/** A price band as it is typed; empty where there is no bound. */
export type TypedBand = { readonly from: string; readonly to: string }

/** What stands in the fields of a band at first; nothing for products. */
export function typedOf(wanted: WantedBody, digits: number): TypedBand {
  if (wanted.what === 'products') return { from: '', to: '' }
  return { from: typedAmount(wanted.fromMinor, digits), to: typedAmount(wanted.toMinor, digits) }
}

/** An amount as somebody would type it; empty for none. */
export function typedAmount(minor: number | undefined, digits: number): string {
  return minor ? (minor / 10 ** digits).toFixed(digits) : ''
}

/** The band that was typed, in minor units; undefined where something of it is no amount, or its ends are the wrong way round. */
export function bandIn({ from, to }: TypedBand, digits: number): { fromMinor?: number; toMinor?: number } | undefined {
  const ends = [from, to].map((text) => (text.trim() === '' ? 'open' : amountIn(text, digits)))
  const [fromMinor, toMinor] = ends
  if (fromMinor === undefined || toMinor === undefined) return undefined
  if (fromMinor !== 'open' && toMinor !== 'open' && fromMinor > toMinor) return undefined
  const bound = (end: number | 'open') => (end === 'open' ? undefined : end)
  return { fromMinor: bound(fromMinor), toMinor: bound(toMinor) }
}
