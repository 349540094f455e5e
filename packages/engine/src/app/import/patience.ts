/** How long a batch is tried: shorter for a server that never answered, whose address is probably wrong. */
export const patienceMs = { unseen: 30_000, seen: 120_000 } as const

const firstPauseMs = 500
const lastPauseMs = 30_000
/** With less time left than this another try is no use. */
const pauseMsMin = 250

/**
 * How long to wait before the next try, or undefined to give up. Pauses double, bent a little by `chance` (0 to 1) so
 * that several senders do not come back together; the last one ends when the patience does.
 * @param asked  the pause that the server asks for; one beyond the time left ends it
 */
export function nextPauseMs({
  tries,
  spentMs,
  allMs,
  asked,
  chance,
}: {
  tries: number
  spentMs: number
  allMs: number
  asked: number
  chance: number
}): number | undefined {
  const leftMs = allMs - spentMs
  if (leftMs < pauseMsMin || asked > leftMs) return undefined
  const growing = Math.min(lastPauseMs, firstPauseMs * 2 ** (tries - 1)) * (0.75 + chance / 2)
  return Math.round(Math.min(leftMs, Math.max(asked, growing)))
}
