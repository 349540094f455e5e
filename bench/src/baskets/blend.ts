import {
  BasketFeatures,
  type BasketSources,
  BoostedTrees,
  basketExamples,
  basketFeatures,
  type Examples,
  NextBasket,
  Random,
  TopK,
} from '@nunchi/kernel'
import { type Lister, listLength, type Measured, measure, worth } from './lists.ts'
import type { Tail } from './tuning.ts'

const perSource = 50
/** Numbers of trees to choose from. */
const steps = [20, 40, 60, 80, 100, 120, 140, 160]
const options = { rate: 0.12, leavesMax: 31, curvatureMin: 5, ridge: 30, featureShare: 0.6 }

export type LearnedBlend = {
  readonly trees: BoostedTrees
  /** What the blend reached on users it had not learned from, their last basket of the history to be predicted. */
  readonly held: Measured
  readonly seconds: number
}

/**
 * Learns the blend on the tail: first on three quarters of the users, to see on the rest how many trees are best and what
 * these reach; then that many on all.
 */
export function learnBlend(
  tail: Tail,
  { sources, rowsMax, seed }: { sources: BasketSources; rowsMax: number; seed: number },
): LearnedBlend {
  const started = performance.now()
  const { nextOf } = tail
  const features = new BasketFeatures(tail.history, sources, perSource)
  const random = new Random(seed)
  const isHeld = tail.users.map(() => random.unit() < 0.25)
  const held = tail.users.filter((_, i) => isHeld[i])
  const others = tail.users.filter((_, i) => !isHeld[i])
  const first = basketExamples(features, { users: others, nextOf, rowsMax: rowsMax * 0.75, seed })
  const tried = new BoostedTrees(first, { ...options, trees: steps.at(-1)!, seed })
  const best = bestSteps(features, tried, { ...tail, users: held })
  const rest = basketExamples(features, { users: held, nextOf, rowsMax: rowsMax * 0.25, seed })
  const trees = new BoostedTrees(joined(first, rest), { ...options, trees: best.trees, seed })
  return { trees, held: best.measured, seconds: (performance.now() - started) / 1000 }
}

/** The blend over a history. */
export function blendOver({ history }: Pick<Tail, 'history'>, sources: BasketSources, trees: BoostedTrees): Lister {
  const blend = new NextBasket(new BasketFeatures(history, sources, perSource), { trees, length: listLength })
  const out = new Uint32Array(listLength)
  return (user) => [...out.subarray(0, blend.rank(user, out))]
}

/** How many of the trees rank best. Each user's candidates are gathered once, and their scores grow step by step. */
function bestSteps(
  features: BasketFeatures,
  trees: BoostedTrees,
  { users, nextOf }: Tail,
): { trees: number; measured: Measured } {
  const top = new TopK(listLength)
  const found = new Uint32Array(listLength)
  const lists = new Map<number, number[][]>()
  for (const user of users) {
    const scores = new Float64Array(features.gather(user))
    const listsOfUser = steps.map((to, step) => {
      const from = steps[step - 1] ?? 0
      top.reset()
      for (let place = 0; place < scores.length; place++) {
        scores[place] += trees.add(features.inputs, place * basketFeatures.length, { from, to })
        top.offer(features.items[place], scores[place])
      }
      return [...found.subarray(0, top.drain(found))]
    })
    lists.set(user, listsOfUser)
  }
  const measured = steps.map((_, step) => measure((user) => lists.get(user)![step], users, nextOf))
  const best = measured.reduce((best, one, step) => (worth(one) > worth(measured[best]) ? step : best), 0)
  return { trees: steps[best], measured: measured[best] }
}

function joined(a: Examples, b: Examples): Examples {
  const inputs = new Float32Array(a.inputs.length + b.inputs.length)
  inputs.set(a.inputs)
  inputs.set(b.inputs, a.inputs.length)
  return {
    inputs,
    features: a.features,
    outcomes: Uint8Array.from([...a.outcomes, ...b.outcomes]),
    weights: Float32Array.from([...a.weights, ...b.weights]),
  }
}
