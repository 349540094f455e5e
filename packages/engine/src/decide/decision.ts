import type { ShopEvent } from '../events/event.ts'

/** What every decision returns: the answer, and the facts that follow from having given it. */
export type Decision<Answer> = { readonly answer: Answer; readonly events: readonly ShopEvent[] }
