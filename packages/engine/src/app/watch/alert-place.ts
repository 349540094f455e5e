import { Refusal } from '../../domain/refusal.ts'
import type { Alert } from '../../domain/subscription.ts'

/** Where a stream of alerts is: behind an alert, or behind a position of the log. */
export type AlertPlace = { readonly alert?: string; readonly position: number }

/** The fact that raised an alert, and which of its updates: the end of its id. */
function originOf(alert: string): { readonly position: number; readonly index: number } {
  const [position, index = 0] = alert
    .slice(alert.lastIndexOf(':') + 1)
    .split('.')
    .map(Number)
  return { position: position!, index }
}

/** The place at which an alert has been told, and none after it. */
export const placeBehind = ({ id }: Alert): AlertPlace => ({ alert: id, position: originOf(id).position })

/** As one line of plain ASCII. */
export const textOf = ({ alert, position }: AlertPlace): string =>
  alert === undefined ? String(position) : encodeURIComponent(alert)

/** @throws Refusal BODY_INVALID */
export function parsePlace(text: string): AlertPlace {
  if (/^(-1|\d{1,15})$/.test(text)) return { position: Number(text) }
  const alert = decoded(text)
  if (/:\d{1,15}(\.\d{1,6})?$/.test(alert)) return { alert, position: originOf(alert).position }
  throw new Refusal('BODY_INVALID', { field: 'after', reason: 'is no place that a stream of alerts gave' })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/**
 * What of a shopper's alerts, the oldest first, comes behind a place. An alert that is not among them any more is taken for its place
 * in the log: none raised after it is left out.
 */
export function alertsBehind(alerts: readonly Alert[], { alert, position }: AlertPlace): readonly Alert[] {
  const at = alert === undefined ? -1 : alerts.findIndex(({ id }) => id === alert)
  if (at >= 0) return alerts.slice(at + 1)
  const last = alert === undefined ? Number.POSITIVE_INFINITY : originOf(alert).index
  return alerts.filter(({ id }) => {
    const origin = originOf(id)
    return origin.position > position || (origin.position === position && origin.index > last)
  })
}
