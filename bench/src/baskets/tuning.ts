import {
  type BasketHistory,
  BasketRepeats,
  type BasketSources,
  basketPopularity,
  PairsModel,
  RecencyKnn,
  TifuKnn,
  type TuneSpace,
  tune,
} from '@nunchi/kernel'
import { listerOf, measure, type Scorer, worth } from './lists.ts'

/** A past, the users to ask for, and what each bought next. */
export type Tail = {
  readonly history: BasketHistory
  readonly users: readonly number[]
  readonly nextOf: (user: number) => ReadonlySet<number>
}

/** A model as the tuner sees it: its values, where to begin, and how to build it. */
export type Tunable<Parameters extends Readonly<Record<string, number>>> = {
  readonly space: TuneSpace<Parameters>
  readonly start: Parameters
  readonly build: (history: BasketHistory, parameters: Parameters) => Scorer
}

const shares = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9]
const decays = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
/** So little that it only decides among what nothing else tells apart. */
const trace = 1e-6

function tunable<Parameters extends Readonly<Record<string, number>>>(one: Tunable<Parameters>): Tunable<Parameters> {
  return one
}

/** What is popular, by item. */
export function popular(history: BasketHistory, decay: number): Scorer {
  const popularity = basketPopularity(history, decay)
  return (_user, into) => {
    for (let item = 0; item < popularity.length; item++) if (popularity[item]! > 0) into.add(item, popularity[item]!)
  }
}

/** A scorer, and behind all that it scores the popular. */
export function filled(scorer: Scorer, history: BasketHistory): Scorer {
  const popularity = basketPopularity(history, 1)
  const first = [...popularity.keys()].sort((a, b) => popularity[b]! - popularity[a]! || a - b).slice(0, 400)
  return (user, into) => {
    scorer(user, into)
    for (const item of first) into.add(item, trace * popularity[item]!)
  }
}

const repeats = { trust: [0.25, 0.5, 1, 2, 5, 10, 20, 50] }
const neighbours = [30, 100, 300, 900]

/** All models that are tuned by themselves. */
export const tunables = {
  popularity: tunable({
    space: { decay: [0, 0.3, 0.5, 0.7, 0.9, 1] },
    start: { decay: 0.7 },
    build: (history, { decay }) => popular(history, decay),
  }),
  repeats: tunable({
    space: repeats,
    start: { trust: 5 },
    build: (history, { trust }) => {
      const model = new BasketRepeats(history, { trust })
      return filled((user, into) => model.add(user, 1, into), history)
    },
  }),
  tifu: tunable({
    space: { share: shares, neighbours, groups: [1, 3, 7, 15], within: decays, between: decays },
    start: { share: 0.5, neighbours: 300, groups: 7, within: 0.9, between: 0.8 },
    build: (history, { share, ...options }) => bothOf(new TifuKnn(history, options), share),
  }),
  recency: tunable({
    space: {
      share: shares,
      window: [1, 3, 5, 10, 25, 100],
      neighbours,
      asymmetry: [0.25, 0.5, 0.75],
      power: [0.5, 1, 2, 4],
      likesDecay: decays,
    },
    start: { share: 0.5, window: 10, neighbours: 300, asymmetry: 0.5, power: 1, likesDecay: 1 },
    build: (history, { share, ...options }) => bothOf(new RecencyKnn(history, options), share),
  }),
  latest: tunable({
    space: {
      window: [1, 2, 3],
      neighbours,
      asymmetry: [0.25, 0.5, 0.75],
      power: [0.5, 1, 2],
      likesDecay: [0.3, 0.5, 0.6, 0.7, 0.8],
    },
    start: { window: 2, neighbours: 300, asymmetry: 0.5, power: 1, likesDecay: 0.6 },
    build: (history, options) => bothOf(new RecencyKnn(history, options), 0),
  }),
  after: tunable({
    space: { decay: decays, shrink: [0, 3, 10, 30], discount: [0, 0.15, 0.3], pastDecay: decays },
    start: { decay: 0.6, shrink: 10, discount: 0, pastDecay: 0.7 },
    build: (history, options) => {
      const model = new PairsModel(history, { pair: 'after', ...options })
      return (user, into) => model.addOthers(user, 1, into)
    },
  }),
  within: tunable({
    space: { shrink: [0, 3, 10, 30], discount: [0, 0.15, 0.3], pastDecay: decays },
    start: { shrink: 10, discount: 0, pastDecay: 0.7 },
    build: (history, options) => {
      const model = new PairsModel(history, { pair: 'within', decay: 1, ...options })
      return (user, into) => model.addOthers(user, 1, into)
    },
  }),
} as const

function bothOf(model: TifuKnn | RecencyKnn, share: number): Scorer {
  return (user, into) => {
    model.addOwn(user, share, into)
    model.addOthers(user, 1 - share, into)
  }
}

export type Chosen = { readonly [Name in keyof typeof tunables]: (typeof tunables)[Name]['start'] }
export type TunedModels = { readonly chosen: Chosen; readonly seconds: Readonly<Record<string, number>> }

/** Chooses every model's parameters on the tail. */
export function tuneModels(tail: Tail, evaluationsMax: number, progress: (text: string) => void): TunedModels {
  const chosen: Record<string, unknown> = {}
  const seconds: Record<string, number> = {}
  for (const name of Object.keys(tunables) as (keyof Chosen)[]) {
    const started = performance.now()
    const found = tuneOne(tunables[name] as unknown as Tunable<Record<string, number>>, tail, evaluationsMax)
    chosen[name] = found.best
    seconds[name] = (performance.now() - started) / 1000
    progress(`${name}: ${JSON.stringify(found.best)}, ${found.score.toFixed(4)} after ${found.evaluations} settings`)
  }
  return { chosen: chosen as Chosen, seconds }
}

function tuneOne(
  { space, start, build }: Tunable<Record<string, number>>,
  { history, users, nextOf }: Tail,
  evaluationsMax: number,
) {
  const score = (parameters: Record<string, number>) =>
    worth(measure(listerOf(build(history, parameters)), users, nextOf))
  return tune(space, { start, score, evaluationsMax })
}

/** The blend's sources as the models were tuned. */
export function sourcesOf({ tifu, recency, latest, repeats, after, within, popularity }: Chosen): BasketSources {
  return { tifu, recency, latest, repeats, after, within: { decay: 1, ...within }, popularityDecay: popularity.decay }
}
