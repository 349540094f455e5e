import { Refusal } from '../../domain/refusal.ts'
import { type Said, said } from '../../domain/said.ts'
import { readQuestion, type VroomQuestion } from './read-vroom.ts'

/** Reads the JSON of a problem in VROOM's form: 10 ms a megabyte. Never throws a refusal: it says it. @param text throws where it is none */
export function readRoutes(text: () => string): Said<VroomQuestion> {
  return said(() => readQuestion(jsonOf(text)))
}

/** @throws Refusal BODY_INVALID */
function jsonOf(text: () => string): unknown {
  try {
    return JSON.parse(text())
  } catch {
    throw new Refusal('BODY_INVALID', { field: 'body', reason: 'is not valid JSON' })
  }
}
