import { Refusal } from '../../domain/refusal.ts'
import type { Alert } from '../../domain/subscription.ts'

/** Where a stream of alerts is: behind an alert, or behind a position of the log. */
export type AlertPlace = { readonly alert?: string; readonly position: number }

/** The position of the fact that raised an alert: the end of its id. */
const positionOf = (alert: string): number => Number(alert.slice(alert.lastIndexOf(':') + 1))

/** The place at which an alert has been told, and none after it. */
export const placeBehind = ({ id }: Alert): AlertPlace => ({ alert: id, position: positionOf(id) })

/** As one line of plain ASCII. */
export const textOf = ({ alert, position }: AlertPlace): string =>
  alert === undefined ? String(position) : encodeURIComponent(alert)

/** @throws Refusal BODY_INVALID */
export function parsePlace(text: string): AlertPlace {
  if (/^(-1|\d{1,15})$/.test(text)) return { position: Number(text) }
  const alert = decoded(text)
  if (/:\d{1,15}$/.test(alert)) return { alert, position: positionOf(alert) }
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
 * What of a shopper's alerts, the oldest first, comes behind a place. An alert that is not among them any more is taken for its position:
 * none raised after it is left out.
 */
export function alertsBehind(alerts: readonly Alert[], { alert, position }: AlertPlace): readonly Alert[] {
  const at = alert === undefined ? -1 : alerts.findIndex(({ id }) => id === alert)
  return at >= 0 ? alerts.slice(at + 1) : alerts.filter(({ id }) => positionOf(id) > position)
}
