import { grown } from '@nunchi/kernel'
import type { Act } from './answer.ts'
import { rankerFeatures } from './ranker-features.ts'

const width = rankerFeatures.length

/** One candidate of a moment. */
export type Lesson = {
  /** Row-major features of the moment, of which this is row `at`. */
  readonly values: Float32Array
  readonly at: number
  /** How many candidates it stands for. */
  readonly weight: number
  readonly blend: number
  readonly item: number
  readonly done: Readonly<Record<Act, number>>
}

/** Candidates of many moments, with what came of them: flat columns by row; the rows of a moment lie together. */
export class LessonTable {
  values: Float32Array = new Float32Array(1_024 * width)
  weights: Float32Array = new Float32Array(1_024)
  blend: Float64Array = new Float64Array(1_024)
  items: Uint32Array = new Uint32Array(1_024)
  readonly done: Record<Act, Uint8Array> = {
    click: new Uint8Array(1_024),
    cart: new Uint8Array(1_024),
    purchase: new Uint8Array(1_024),
  }
  rows = 0
  /** Of each moment: when it was, and its first row. */
  readonly moments: { readonly at: number; readonly from: number }[] = []

  /** Starts a moment: the rows that follow are its. */
  open(at: number): void {
    this.moments.push({ at, from: this.rows })
  }

  add({ values, at, weight, blend, item, done }: Lesson): void {
    const row = this.rows++
    this.values = grown(this.values, this.rows * width)
    this.weights = grown(this.weights, this.rows)
    this.blend = grown(this.blend, this.rows)
    this.values.set(values.subarray(at * width, (at + 1) * width), row * width)
    this.weights[row] = weight
    this.blend[row] = blend
    this.items = grown(this.items, this.rows)
    this.items[row] = item
    for (const act of ['click', 'cart', 'purchase'] as const) {
      this.done[act] = grown(this.done[act], this.rows)
      this.done[act][row] = done[act]
    }
  }

  /** Where the rows of a moment end. */
  endOf(moment: number): number {
    return this.moments[moment + 1]?.from ?? this.rows
  }
}
