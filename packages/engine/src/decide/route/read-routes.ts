import { Refusal, type RefusalCode } from '../../domain/refusal.ts'
import { readQuestion, type VroomQuestion } from './read-vroom.ts'

/** What a thread that reads a large problem says: the problem, or why it is refused, as refusals do not go from thread to thread. */
export type RoutesRead = VroomQuestion | { readonly refused: RefusalCode; readonly details: Refusal['details'] }

/** Reads the JSON of a problem in VROOM's form: 10 ms a megabyte. Never throws a refusal: it says it. @param text throws where it is none */
export function readRoutes(text: () => string): RoutesRead {
  try {
    return readQuestion(jsonOf(text))
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code, details: error.details }
    throw error
  }
}

/** @throws Refusal BODY_INVALID */
function jsonOf(text: () => string): unknown {
  try {
    return JSON.parse(text())
  } catch {
    throw new Refusal('BODY_INVALID', { field: 'body', reason: 'is not valid JSON' })
  }
}
