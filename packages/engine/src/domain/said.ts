import { Refusal, type RefusalCode } from './refusal.ts'

/** What a thread says: its answer, or why it refuses, as refusals do not go from thread to thread. */
export type Said<Answer> = Answer | { readonly refused: RefusalCode; readonly details: Refusal['details'] }

/** Says an answer, or the refusal that came instead. Never throws a refusal; anything else goes on. */
export function said<Answer>(answer: () => Answer): Said<Answer> {
  try {
    return answer()
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code, details: error.details }
    throw error
  }
}

/** The answer that a thread said. @throws Refusal that it said instead */
export function heard<Answer extends object>(one: Said<Answer>): Answer {
  if ('refused' in one) throw new Refusal(one.refused, one.details)
  return one
}
