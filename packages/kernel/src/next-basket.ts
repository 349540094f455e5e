import { type BasketFeatures, basketFeatures } from './basket-features.ts'
import { grown } from './grown.ts'
import { Random } from './random.ts'
import { TopK } from './top-k.ts'
import type { Forest } from './trees/forest.ts'
import type { TreeTable } from './trees/tree-table.ts'

const width = basketFeatures.length

/** What examples are made of: those for which trees learn how likely a candidate is. */
export type BasketExamples = TreeTable & {
  readonly values: Float32Array
  readonly labels: Uint8Array
  readonly weights: Float32Array
}

/**
 * Ranks the candidates for a user's next basket by how likely each is to be in it, as trees learned from baskets that came
 * next. rank: see BasketFeatures.gather, plus O(candidates * trees * depth).
 *
 * **Invariant:** the baskets learned from are not in the history that their features were built from.
 */
export class NextBasket {
  readonly #features: BasketFeatures
  readonly #trees: Forest
  readonly #top: TopK
  #scores: Float64Array = new Float64Array(64)

  constructor(features: BasketFeatures, { trees, length }: { trees: Forest; length: number }) {
    this.#features = features
    this.#trees = trees
    this.#top = new TopK(length)
  }

  /** Writes the most likely items, best first. @param out room for `length`. @returns how many */
  rank(user: number, out: Uint32Array): number {
    const features = this.#features
    const count = features.gather(user)
    this.#scores = grown(this.#scores, count)
    this.#trees.predict(features.inputs, count, this.#scores)
    this.#top.reset()
    for (let place = 0; place < count; place++) this.#top.offer(features.items[place]!, this.#scores[place]!)
    return this.#top.drain(out)
  }
}

/**
 * What trees for NextBasket are learned from: of each user all known candidates, all that were bought next, and a share
 * of the others, which then count for the rest, so that there are about `rowsMax` rows.
 *
 * @param nextOf  the user's next basket, which is not in the features' history
 */
export function basketExamples(
  features: BasketFeatures,
  {
    users,
    nextOf,
    rowsMax,
    seed,
  }: {
    users: readonly number[]
    nextOf: (user: number) => ReadonlySet<number>
    rowsMax: number
    seed: number
  },
): BasketExamples {
  const share = shareOf(features, users, rowsMax)
  const random = new Random(seed)
  let rows = 0
  let inputs = new Float32Array(rowsMax * width)
  const outcomes: number[] = []
  const weights: number[] = []
  for (const user of users) {
    const count = features.gather(user)
    const next = nextOf(user)
    for (let place = 0; place < count; place++) {
      const isBought = next.has(features.items[place]!)
      const isSure = isBought || features.isKnown(place)
      if (!isSure && random.unit() >= share) continue
      inputs = grown(inputs, (rows + 1) * width)
      inputs.set(features.inputs.subarray(place * width, (place + 1) * width), rows * width)
      outcomes.push(isBought ? 1 : 0)
      weights.push(isSure ? 1 : 1 / share)
      rows += 1
    }
  }
  return {
    features: basketFeatures.map((name) => ({ name })),
    values: inputs.subarray(0, rows * width),
    labels: Uint8Array.from(outcomes),
    weights: Float32Array.from(weights),
  }
}

/** The share of strangers among the candidates that keeps the rows near `rowsMax`, judged by some 200 of the users. */
function shareOf(features: BasketFeatures, users: readonly number[], rowsMax: number): number {
  const step = Math.max(1, Math.floor(users.length / 200))
  let asked = 0
  let known = 0
  let strangers = 0
  for (let i = 0; i < users.length; i += step) {
    const count = features.gather(users[i]!)
    asked += 1
    for (let place = 0; place < count; place++)
      if (features.isKnown(place)) known += 1
      else strangers += 1
  }
  const room = (rowsMax * asked) / users.length - known
  return strangers === 0 ? 1 : Math.min(1, Math.max(0.02, room / strangers))
}
