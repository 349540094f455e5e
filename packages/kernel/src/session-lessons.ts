import { grown } from './grown.ts'
import type { Lessons } from './listwise-net.ts'
import type { NextInSession } from './next-in-session.ts'
import { Random } from './random.ts'
import { sessionFeatures } from './session-features.ts'

const features = sessionFeatures.length

/** A session up to some click, and the click that followed. */
export type SessionQuestion = { readonly items: Uint32Array; readonly length: number; readonly next: number }

/** All questions that sessions pose whose answer is known to the model: every proper prefix, in order. */
export function questionsOf(sessions: readonly Uint32Array[], model: NextInSession): SessionQuestion[] {
  return sessions
    .flatMap((items) =>
      Array.from({ length: Math.max(0, items.length - 1) }, (_, i) => ({ items, length: i + 1, next: items[i + 1]! })),
    )
    .filter(({ next }) => model.countOf(next) > 0)
}

/**
 * Walks through sessions as if they happened now: before each click of a sample the model is asked, what it thought and
 * what came is noted, and the whole session is taken in. So every lesson is learned in the state that will answer,
 * nothing answers about itself, and at the end the model knows all sessions.
 *
 * @param countMax  lessons wanted at most; fewer where sessions have fewer, or the model did not know what came
 * Time: an answer per lesson and an append per click. Memory: candidates * features * 4 bytes a lesson, 14 kB at 150.
 */
export function sessionLessons(
  model: NextInSession,
  sessions: readonly Uint32Array[],
  { countMax, seed }: { readonly countMax: number; readonly seed: number },
): Lessons {
  const random = new Random(seed)
  const questions = sessions.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0)
  const lessons = new LessonBook()
  for (const items of sessions) {
    for (let length = 1; length < items.length; length++) {
      if (random.unit() * questions >= countMax) continue
      const n = model.candidates({ items, length })
      const chosen = model.candidateOf(items[length]!, n)
      if (chosen >= 0) lessons.add(model.inputs, n, chosen)
    }
    model.add(items)
  }
  return lessons
}

/** Lessons that grow by one list at a time. */
class LessonBook implements Lessons {
  inputs: Float32Array = new Float32Array(0)
  starts: Uint32Array = new Uint32Array(16)
  chosen: Uint32Array = new Uint32Array(16)
  count = 0

  /** Notes all candidates: were those far down left out, their place alone would give away the chosen one. */
  add(inputs: Float32Array, n: number, chosen: number): void {
    const start = this.starts[this.count]!
    this.inputs = grown(this.inputs, (start + n) * features)
    this.inputs.set(inputs.subarray(0, n * features), start * features)
    this.chosen = grown(this.chosen, this.count + 1)
    this.chosen[this.count++] = chosen
    this.starts = grown(this.starts, this.count + 1)
    this.starts[this.count] = start + n
  }
}
