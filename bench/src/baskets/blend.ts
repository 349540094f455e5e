import {
  type BasketExamples,
  BasketFeatures,
  type BasketSources,
  basketExamples,
  Forest,
  NextBasket,
  Random,
  TopK,
  trainTrees,
} from '@nunchi/kernel'
import { type Lister, listLength, type Measured, measure, worth } from './lists.ts'
import type { Tail } from './tuning.ts'

const perSource = 50
/** Numbers of trees to choose from. */
const steps = [20, 40, 60, 80, 100, 120, 140, 160]
const options = {
  shrinkage: 0.12,
  leavesMax: 31,
  leafRowsMin: 1,
  leafWeightMin: 5,
  l2: 30,
  featureShare: 0.6,
  binsMax: 64,
}

export type LearnedBlend = {
  readonly trees: Forest
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
  const tried = grownOn(first, steps.at(-1)!, seed)
  const best = bestSteps(features, tried, { ...tail, users: held })
  const rest = basketExamples(features, { users: held, nextOf, rowsMax: rowsMax * 0.25, seed })
  const trees = grownOn(joined(first, rest), best.trees, seed)
  return { trees, held: best.measured, seconds: (performance.now() - started) / 1000 }
}

/** The blend over a history. */
export function blendOver({ history }: Pick<Tail, 'history'>, sources: BasketSources, trees: Forest): Lister {
  const blend = new NextBasket(new BasketFeatures(history, sources, perSource), { trees, length: listLength })
  const out = new Uint32Array(listLength)
  return (user) => [...out.subarray(0, blend.rank(user, out))]
}

/** How many of the trees rank best. Each user's candidates are gathered once, and their scores grow step by step. */
function bestSteps(
  features: BasketFeatures,
  trees: Forest,
  { users, nextOf }: Tail,
): { trees: number; measured: Measured } {
  const top = new TopK(listLength)
  const found = new Uint32Array(listLength)
  const lists = new Map<number, number[][]>()
  const stretches = steps.map((to, step) => {
    const parts = { ...trees.parts, start: 0, trees: trees.parts.trees.slice(steps[step - 1] ?? 0, to) }
    return new Forest(parts)
  })
  for (const user of users) {
    const scores = new Float64Array(features.gather(user))
    const added = new Float64Array(scores.length)
    const listsOfUser = stretches.map((stretch) => {
      stretch.predict(features.inputs, scores.length, added)
      top.reset()
      for (let place = 0; place < scores.length; place++) {
        scores[place] += added[place]
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

function grownOn(data: BasketExamples, trees: number, seed: number): Forest {
  return trainTrees({ objective: { kind: 'logistic' }, data, options: { ...options, trees, seed } }).forest
}

function joined(a: BasketExamples, b: BasketExamples): BasketExamples {
  const values = new Float32Array(a.values.length + b.values.length)
  values.set(a.values)
  values.set(b.values, a.values.length)
  return {
    features: a.features,
    values,
    labels: Uint8Array.from([...a.labels, ...b.labels]),
    weights: Float32Array.from([...a.weights, ...b.weights]),
  }
}
