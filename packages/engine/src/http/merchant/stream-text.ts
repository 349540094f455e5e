import type { Followed } from '../../app/face.ts'
import { Refusal } from '../../domain/refusal.ts'
import { bodyOf } from '../errors.ts'

/** What is said when there is nothing to say, so that nobody on the way takes the connection for dead. */
export const beat = ': still here\n\n'

/**
 * Opens the stream: says at once that it is there, how soon to come back when it breaks off, and after which event it begins (-1:
 * before the first), so that who comes back before anything was told misses nothing and is told nothing twice.
 */
export const openingAt = (from: number): string => `: Nunchi\nretry: 2000\nid: ${from - 1}\n\n`

/** Events, or the gap before them, as blocks of text/event-stream; '' for none. */
export function blocksOf({ events, gap, next }: Followed): string {
  const told = events.map((event) => `id: ${event.position}\ndata: ${JSON.stringify(event)}\n\n`).join('')
  return gap === undefined ? told : `id: ${next - 1}\nevent: gap\ndata: ${JSON.stringify(gap)}\n\n${told}`
}

/** The last block: why the server ends the stream. */
export function lastBlock(refusal: Refusal, requestId: string): string {
  return `event: end\ndata: ${JSON.stringify(bodyOf(refusal, requestId))}\n\n`
}

/**
 * The check of kinds: names, or beginnings that end in a dot, parted by commas. Where none is asked for, all but offers of malls: the
 * feeds of a few malls say more of these than all shoppers together do.
 * @throws Refusal BODY_INVALID
 */
export function wantsOf(kinds: string | undefined): (kind: string) => boolean {
  if (kinds === undefined || kinds.trim() === '') return (kind) => !kind.startsWith('offer.')
  const asked = kinds.split(',').map((one) => one.trim())
  const wrong = asked.find((one) => !/^[a-z]+\.[a-z]*$/.test(one))
  if (wrong !== undefined) {
    const reason = `${JSON.stringify(wrong)} is neither a kind (cart.added) nor the beginning of some (cart.)`
    throw new Refusal('BODY_INVALID', { field: 'querystring.kinds', reason })
  }
  const names = new Set(asked.filter((one) => !one.endsWith('.')))
  const beginnings = asked.filter((one) => one.endsWith('.'))
  return (kind) => names.has(kind) || beginnings.some((one) => kind.startsWith(one))
}
