import type { EpochMs } from '../../domain/units.ts'
import type { Outcome } from '../../ports/notifier.ts'
import { backOffMs } from './back-off.ts'
import { after, type DeliveryLimits } from './delivery-options.ts'
import type { Pending, Settled } from './outbox.ts'

export type VerdictAsk = {
  readonly alert: Pending
  readonly outcome: Outcome
  /** Of the message that was tried. */
  readonly message: string
  readonly now: EpochMs
  /** One for all alerts of a message, so that they are tried together again: 0 to 1, not included. */
  readonly random: number
  readonly limits: Pick<DeliveryLimits, 'retry' | 'triesMax' | 'triedMsMax'>
}

/** What follows for an alert from what became of its message: done, another try after a while, or given up. Deterministic. */
export function verdictOf({ alert, outcome, message, now, random, limits }: VerdictAsk): Settled {
  const { id } = alert
  if (outcome.kind === 'delivered') return { id, at: now, kind: 'delivered', message }
  if (outcome.kind === 'gone') return { id, at: now, kind: 'gone', reason: outcome.reason }
  const tries = alert.tries + 1
  if (outcome.kind === 'refused') return { id, at: now, kind: 'dead', tries, reason: outcome.reason }
  const wait = Math.max(outcome.afterMs ?? 0, backOffMs(limits.retry, tries, random))
  const dueAt = after(now, wait)
  const isOver = tries >= limits.triesMax || dueAt - (alert.firstTriedAt ?? now) > limits.triedMsMax
  if (isOver) return { id, at: now, kind: 'dead', tries, reason: outcome.reason }
  return { id, at: now, kind: 'failed', tries, dueAt, reason: outcome.reason }
}
