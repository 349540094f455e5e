import type { Candidates } from './candidates.ts'
import { ListwiseBlend } from './listwise-blend.ts'
import { TopK } from './top-k.ts'

const perInput = 2
const steepest = 5

/** What was learned of how far to trust each source; good for any fit of the same sources. */
export type BlendLesson = {
  /** By source: a small and a large score among its candidates, which set the scale of its two features. */
  readonly low: Float64Array
  readonly high: Float64Array
  /** By feature, shape [sources * 2]. */
  readonly weights: Float64Array
}

/** One question with its answer, as the sources saw it. */
type Slate = { readonly inputs: Float32Array; readonly count: number; readonly next: number }

/**
 * Learns how far to trust each source, from questions whose answer is known to the caller but was in nothing that the
 * sources were fitted on. Each score makes two features, log(1 + score / low) and min(score / high, 5): the first tells the
 * weak from the unknown, the second the strong from the middling. Questions whose answer no source found teach nothing.
 *
 * O(questions * (what gathering takes + epochs * candidates * sources)). Memory: the slates, 4 bytes a candidate and source.
 * Source: listwise softmax, see `ListwiseBlend`; scores of several recommenders as features of a linear one: stacking, Sill,
 * Takács, Mackey, Lin (2009), Feature-weighted linear stacking, arXiv:0911.0460, section 2. Deviation: over candidates.
 */
export function learnBlend(
  candidates: Candidates,
  questions: Iterable<{ readonly history: Uint32Array; readonly next: number }>,
  { epochs, rate }: { readonly epochs: number; readonly rate: number },
): BlendLesson {
  const slates: Slate[] = []
  for (const { history, next } of questions) {
    candidates.gather(history)
    const { count, items, inputs, sourceCount } = candidates
    const place = items.subarray(0, count).indexOf(next)
    if (place >= 0) slates.push({ inputs: inputs.slice(0, count * sourceCount), count, next: place })
  }
  const scales = scalesOf(slates, candidates.sourceCount)
  const features = candidates.sourceCount * perInput
  const blend = new ListwiseBlend({ start: new Array<number>(features).fill(0), features, rate })
  const room = candidates.items.length
  const scratch = {
    inputs: new Float32Array(room * features),
    segments: new Uint8Array(room),
    scores: new Float64Array(room),
    chosen: new Uint8Array(room),
  }
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { inputs, count, next } of slates) {
      shape(inputs, { count, scales, features: scratch.inputs })
      blend.score(scratch.inputs, scratch.segments, scratch.scores, count)
      scratch.chosen[next] = 1
      blend.learn({ ...scratch, n: count })
      scratch.chosen[next] = 0
    }
  }
  return { ...scales, weights: blend.weights }
}

/** Ranks what several sources find by one learned score. A question: what gathering takes, plus O(candidates * sources). */
export class CandidateBlend {
  readonly #candidates: Candidates
  readonly #lesson: BlendLesson
  readonly #features: Float32Array
  readonly #best: TopK

  constructor(candidates: Candidates, lesson: BlendLesson, { countMax }: { readonly countMax: number }) {
    this.#candidates = candidates
    this.#lesson = lesson
    this.#features = new Float32Array(candidates.items.length * candidates.sourceCount * perInput)
    this.#best = new TopK(countMax)
  }

  /** Writes the best items for the history, best first, into `out`; of equals the lower item first. @returns how many */
  rank(history: Uint32Array, out: Uint32Array): number {
    this.#candidates.gather(history)
    const { count, items, inputs } = this.#candidates
    const { weights } = this.#lesson
    shape(inputs, { count, scales: this.#lesson, features: this.#features })
    for (let i = 0; i < count; i++) {
      let score = 0
      for (let f = 0; f < weights.length; f++) score += weights[f]! * this.#features[i * weights.length + f]!
      this.#best.offer(items[i]!, score)
    }
    return this.#best.drain(out)
  }
}

type Scales = Pick<BlendLesson, 'low' | 'high'>

function shape(
  inputs: Float32Array,
  { count, scales, features }: { count: number; scales: Scales; features: Float32Array },
): void {
  const { low, high } = scales
  const sources = low.length
  for (let i = 0; i < count * sources; i++) {
    const source = i % sources
    features[i * perInput] = Math.log(1 + inputs[i]! / low[source]!)
    features[i * perInput + 1] = Math.min(inputs[i]! / high[source]!, steepest)
  }
}

/** The 20th and 90th percentile of what each source says of the candidates that it knows; 1 for one that knows none. */
function scalesOf(slates: readonly Slate[], sources: number): Scales {
  const low = new Float64Array(sources).fill(1)
  const high = new Float64Array(sources).fill(1)
  for (let source = 0; source < sources; source++) {
    const known: number[] = []
    for (const { inputs, count } of slates)
      for (let i = 0; i < count; i++) if (inputs[i * sources + source]! > 0) known.push(inputs[i * sources + source]!)
    if (known.length === 0) continue
    const sorted = Float64Array.from(known).sort()
    low[source] = sorted[Math.floor(sorted.length * 0.2)]!
    high[source] = sorted[Math.floor(sorted.length * 0.9)]!
  }
  return { low, high }
}
