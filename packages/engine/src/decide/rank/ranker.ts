import { type Forest, forestFile, type PlattFit, parseForest } from '@nunchi/kernel'
import { Refusal } from '../../domain/refusal.ts'
import type { Views } from '../../state/views.ts'
import type { Act } from './answer.ts'
import { blendPlace, describeForTrees, logSessionsPlace, rankerFeatures } from './ranker-features.ts'
import { candidatesMax, type Slate } from './slate.ts'

export const acts: readonly Act[] = ['click', 'cart', 'purchase']
const width = rankerFeatures.length
const schema = 'nunchi.ranker'
const version = 1
/** Log-odds and the lines through them stay far below this. */
const lineMost = 1_000
/** A score is what a showing is worth in hundredths of a purchase (of the rarest act learned). */
const scorePerPurchase = 100

/** What tells the chance of one act. */
export type Head = {
  /** What makes the blend's scores log-odds; the forest adds to these, so that what the blend learns since counts at once. */
  readonly base: PlattFit
  readonly forest: Forest
  /** What the act is worth, in the rarest act learned (purchases, where there are such): how many of these come with one of those. */
  readonly worth: number
  /** What makes its scores the log-odds of what comes these days. */
  readonly calibration: PlattFit
}
export type Heads = Partial<Readonly<Record<Act, Head>>>

// One answer is made at a time: these are shared by all rankers.
const values = new Float32Array(candidatesMax * rankerFeatures.length)

/**
 * What was learned on top of the blend: trees that tell how likely the visit comes to a click on a candidate, to putting
 * it in the cart, to buying it; it is scored by what that is worth.
 *
 * Cost: 2 us a candidate with three forests of 100 trees. The chances are calibrated on newer visits than were learned
 * from (see `trainRanker`).
 */
export class Ranker {
  readonly heads: Heads
  /**
   * How much less the often seen count: scores are divided by (1 + sessions with the item) to this power, so that as much
   * of the catalogue is shown as by the blend alone.
   */
  readonly novelty: number
  /** Which chances it tells. */
  readonly acts: readonly Act[]
  readonly #used: readonly (readonly [Act, Head])[]

  constructor({ heads, novelty }: { readonly heads: Heads; readonly novelty: number }) {
    this.heads = heads
    this.novelty = novelty
    this.#used = acts.flatMap((act) => (heads[act] ? [[act, heads[act]] as const] : []))
    this.acts = this.#used.map(([act]) => act)
  }

  /** Tells the chances of the latest slate's candidates from place `from` on, and scores them. They are scored by the blend. */
  score(views: Views, slate: Slate, from: number): void {
    const count = slate.count - from
    describeForTrees(views, slate, from, values)
    const scores = slate.scores.subarray(from, slate.count).fill(0)
    for (const [act, head] of this.#used) {
      const chances = slate.chances[act].subarray(from, slate.count)
      tellChances(head, values, chances)
      for (let i = 0; i < count; i++) scores[i]! += scorePerPurchase * head.worth * chances[i]!
    }
    slate.acts = this.acts
    if (this.novelty > 0) discount(scores, values, this.novelty)
  }
}

/** Tells the chance of one act for as many rows as `chances` has. */
export function tellChances(head: Head, values: Float32Array, chances: Float64Array): void {
  const { slope, shift } = head.calibration
  tellOdds(head, values, chances)
  for (let i = 0; i < chances.length; i++) chances[i] = 1 / (1 + Math.exp(-(slope * chances[i]! + shift)))
}

/** The log-odds before they are calibrated. */
export function tellOdds(
  { base, forest }: Omit<Head, 'calibration' | 'worth'>,
  values: Float32Array,
  odds: Float64Array,
): void {
  forest.predict(values, odds.length, odds)
  for (let i = 0; i < odds.length; i++) odds[i]! += base.slope * values[i * width + blendPlace]! + base.shift
}

/** What rows are worth by their chances, in purchases. @param values row-major features */
export function scoreRows(heads: Heads, values: Float32Array): Float64Array {
  const scores = new Float64Array(values.length / rankerFeatures.length)
  const chances = new Float64Array(scores.length)
  for (const head of Object.values(heads)) {
    tellChances(head, values, chances)
    for (let i = 0; i < scores.length; i++) scores[i]! += head.worth * chances[i]!
  }
  return scores
}

/** Divides scores by (1 + sessions with the item) to the power of `novelty`. @param values row-major features of as many rows */
export function discount(scores: Float64Array, values: Float32Array, novelty: number): void {
  for (let i = 0; i < scores.length; i++) scores[i]! *= Math.exp(-novelty * values[i * width + logSessionsPlace]!)
}

/** A ranker as plain JSON. */
export function rankerFile({ heads, novelty }: Ranker): object {
  const written = Object.entries(heads).map(([act, { forest, ...rest }]) => [
    act,
    { ...rest, forest: forestFile(forest) },
  ])
  return { schema, version, novelty, heads: Object.fromEntries(written) }
}

/**
 * Reads what `rankerFile` wrote.
 * @throws Refusal MODEL_UNREADABLE with the place that is wrong, or when it was learned from other features
 */
export function parseRanker(file: unknown): Ranker {
  const refuse = (place: string, reason: string): never => {
    throw new Refusal('MODEL_UNREADABLE', { place, reason })
  }
  const top = (typeof file === 'object' && file !== null ? file : {}) as Record<string, unknown>
  if (top.schema !== schema || top.version !== version)
    refuse('schema', `${String(top.schema)} ${String(top.version)} is not ${schema} ${version}`)
  const given = (typeof top.heads === 'object' && top.heads !== null ? top.heads : {}) as Record<string, unknown>
  const heads: Partial<Record<Act, Head>> = {}
  for (const act of acts) {
    if (given[act] === undefined) continue
    const { worth, base, calibration, forest } = given[act] as Partial<Record<keyof Head, unknown>>
    if (!isNumber(worth) || worth < 0 || worth > 1) return refuse(`heads.${act}.worth`, 'is not a number from 0 to 1')
    if (!isLine(base)) return refuse(`heads.${act}.base`, 'is not a slope and a shift')
    if (!isLine(calibration)) return refuse(`heads.${act}.calibration`, 'is not a slope and a shift')
    try {
      heads[act] = { worth, base, calibration, forest: parseForest(forest, rankerFeatures) }
    } catch (error) {
      refuse(`heads.${act}`, (error as Error).message)
    }
  }
  if (Object.keys(heads).length === 0) refuse('heads', 'there are none')
  const { novelty } = top
  if (!isNumber(novelty) || novelty < 0 || novelty > 1) return refuse('novelty', 'is not a number from 0 to 1')
  return new Ranker({ heads, novelty })
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isLine(value: unknown): value is PlattFit {
  const { slope, shift } = (value ?? {}) as Partial<PlattFit>
  return isNumber(slope) && isNumber(shift) && Math.max(Math.abs(slope), Math.abs(shift)) <= lineMost
}
