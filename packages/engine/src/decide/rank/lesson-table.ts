import type { ShopperKey } from '../../domain/units.ts'
import type { Act } from './answer.ts'
import { acts } from './ranker.ts'
import { rankerFeatures } from './ranker-features.ts'

const width = rankerFeatures.length

/** What was known of the candidates of a page that could have been made, and what the visit came to. */
export type Moment = {
  readonly shopper: ShopperKey
  /** Seconds since 1970. */
  readonly at: number
  /** Shape [candidates]. */
  readonly items: Uint32Array
  /** Row-major, shape [candidates * features]. */
  readonly values: Float32Array
  readonly blend: Float64Array
  /** 1 where it came to the act. */
  readonly done: Readonly<Record<Act, Uint8Array>>
}

/** The candidates of many moments, oldest first: flat columns by row; the rows of a moment lie together, by item. */
export class LessonTable {
  readonly values: Float32Array
  readonly blend: Float64Array
  readonly items: Uint32Array
  readonly done: Readonly<Record<Act, Uint8Array>>
  /** First row of each moment, and behind them the number of rows. */
  readonly starts: Uint32Array

  constructor(unsorted: readonly Moment[]) {
    const moments = [...unsorted].sort((a, b) => a.at - b.at)
    this.starts = new Uint32Array(moments.length + 1)
    moments.forEach(({ items }, m) => {
      this.starts[m + 1] = this.starts[m]! + items.length
    })
    const { rows } = this
    this.values = new Float32Array(rows * width)
    this.blend = new Float64Array(rows)
    this.items = new Uint32Array(rows)
    this.done = { click: new Uint8Array(rows), cart: new Uint8Array(rows), purchase: new Uint8Array(rows) }
    moments.forEach((moment, m) => {
      this.#fill(moment, this.starts[m]!)
    })
  }

  get moments(): number {
    return this.starts.length - 1
  }

  get rows(): number {
    return this.starts[this.moments]!
  }

  /** By item: no order that leaves equals as they are may profit from where the chosen stand. */
  #fill({ items, values, blend, done }: Moment, start: number): void {
    const order = Uint32Array.from(items.keys()).sort((a, b) => items[a]! - items[b]!)
    order.forEach((place, i) => {
      const row = start + i
      this.values.set(values.subarray(place * width, (place + 1) * width), row * width)
      this.blend[row] = blend[place]!
      this.items[row] = items[place]!
      for (const act of acts) this.done[act][row] = done[act][place]!
    })
  }
}
