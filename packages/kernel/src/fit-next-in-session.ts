import { NextInSession } from './next-in-session.ts'
import { Random } from './random.ts'
import { questionsOf, type SessionQuestion, sessionLessons } from './session-lessons.ts'
import { type NextInSessionOptions, type SessionTuning, tuningStart } from './session-options.ts'
import { type TuneSpace, tune } from './tune.ts'

export type SessionFit = {
  /** The last part of the sessions: what parameters are chosen and the blend is learned on. */
  readonly tailShare: number
  /** Questions of the tail that parameters are chosen on. */
  readonly tuneQuestions: number
  readonly tuneEvaluations: number
  readonly lessonsMax: number
  readonly epochs: number
  readonly seed: number
  /** Told when a stage is done, so that the caller can look at a clock. */
  readonly onStage?: (stage: 'read' | 'tuned' | 'walked' | 'learned', says: string) => void
}

/** Minutes on one core for a million clicks. */
export const sessionFitDefaults: SessionFit = {
  tailShare: 0.2,
  tuneQuestions: 1_500,
  tuneEvaluations: 40,
  lessonsMax: 25_000,
  epochs: 6,
  seed: 1,
}

/**
 * Fits a model on past sessions, oldest first: takes in the head, chooses parameters on a sample of the tail's
 * questions, walks through the tail for lessons while taking it in, and trains the blend on them. Nothing outside
 * `sessions` is looked at, and nothing has to be fitted twice.
 *
 * Time: an append per click, tuneQuestions * tuneEvaluations + lessonsMax answers, and epochs * lessonsMax steps.
 */
export function fitNextInSession(
  sessions: readonly Uint32Array[],
  fit: Partial<SessionFit> = {},
  options: Partial<NextInSessionOptions> = {},
): NextInSession {
  const { tailShare, onStage, ...plan } = { ...sessionFitDefaults, ...fit }
  const head = Math.floor(sessions.length * (1 - tailShare))
  const model = new NextInSession({ lateHalfLife: Math.max(1, sessions.length / 20), ...options, seed: plan.seed })
  for (let i = 0; i < head; i++) model.add(sessions[i]!)
  onStage?.('read', `${head} sessions`)
  const tail = sessions.slice(head)
  const tuned = tuneSessions(model, {
    questions: sampleOf(questionsOf(tail, model), plan),
    sessions: sessions.length,
    ...plan,
  })
  onStage?.('tuned', tuned)
  const lessons = sessionLessons(model, tail, { countMax: plan.lessonsMax, seed: plan.seed })
  onStage?.('walked', `${lessons.count} lessons`)
  const loss = model.net.lossOf(lessons)
  model.net.train(lessons, { epochs: plan.epochs, batch: 32, rate: 0.005, seed: plan.seed })
  onStage?.('learned', `loss ${loss.toFixed(3)} -> ${model.net.lossOf(lessons).toFixed(3)}`)
  return model
}

/**
 * Chooses the model's parameters: the mean of 1 / log2(place + 1) of what came next in the preliminary order is to be
 * highest. @returns what was chosen, for people
 */
function tuneSessions(
  model: NextInSession,
  task: { questions: readonly SessionQuestion[]; sessions: number; tuneEvaluations: number },
): string {
  const { questions, sessions, tuneEvaluations } = task
  if (questions.length === 0) return 'nothing to choose on'
  const score = (tuning: SessionTuning): number => {
    model.tuning = tuning
    let sum = 0
    for (const question of questions) sum += 1 / Math.log2(model.preliminaryPlaceOf(question.next, question) + 1)
    return sum / questions.length
  }
  const ages = [1 / 32, 1 / 8, 1 / 2, 2, 8].map((share) => share * sessions)
  const start = { ...tuningStart, ageHalfLife: ages[3]! }
  const found = tune(spaceOf(ages), { start, score, evaluationsMax: tuneEvaluations })
  model.tuning = found.best
  return `${score(start).toFixed(4)} -> ${found.score.toFixed(4)} by ${JSON.stringify(found.best)}`
}

function spaceOf(ages: readonly number[]): TuneSpace<SessionTuning> {
  return {
    ageHalfLife: ages,
    positionHalfLife: [0.5, 1, 1.5, 2.5, 5, 10],
    distanceHalfLife: [0.5, 1, 2.5, 5, 10],
    backward: [0.3, 0.6, 0.9, 1.2],
    sizePower: [0, 0.25, 0.5, 1],
    rarityPower: [0, 1, 2],
    earlier: [0.2, 0.4, 0.6, 0.8],
    neighbours: [100, 250, 500],
    postingsMax: [1_000, 2_500, 5_000],
  }
}

function sampleOf(
  questions: SessionQuestion[],
  { tuneQuestions, seed }: { tuneQuestions: number; seed: number },
): SessionQuestion[] {
  const count = Math.min(tuneQuestions, questions.length)
  new Random(seed).draw(questions, count)
  return questions.slice(0, count)
}
