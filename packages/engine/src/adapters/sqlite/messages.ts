import type { Refusal, RefusalCode } from '../../domain/refusal.ts'

/** What became of one request: its value, an outcome the caller can act on, or a failure (our bug). */
export type Outcome =
  | { readonly value: unknown }
  | { readonly refused: RefusalCode; readonly details: Refusal['details'] }
  | { readonly failed: string }

/** A request on its way to a storage thread, and an outcome on its way back. */
export type Call = { readonly id: number; readonly request: unknown }
export type Answer = { readonly id: number; readonly outcome: Outcome }

/** The request after which a thread closes its database and ends. */
export const closeRequest = 'close'
