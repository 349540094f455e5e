import {
  addFollowers,
  addSecondStep,
  addVector,
  ContentLikeness,
  type ContentOptions,
  factorise,
  fitTransitions,
  frequenciesOf,
  type ItemAttributes,
  type ItemSource,
  type ItemVectors,
  pairsOf,
  Random,
  type SequencePairs,
  type Sequences,
  type SparseRows,
  scoreVectors,
  TopK,
  type TransitionOptions,
} from '@nunchi/kernel'

/** How far apart two items of a sequence may stand to be a pair at all. */
export const windowMax = 20
const historyMax = 20
const dimensions = 64
const iterations = 3
const throughMax = 60

export type TransitionSettings = TransitionOptions & { readonly recency: number }
export type VectorSettings = { readonly popularity: number; readonly recency: number }

/** What the sources are told; `tuneSettings` finds it on the data. */
export type Settings = {
  readonly transitions: TransitionSettings
  readonly content: ContentOptions
  readonly vectors: VectorSettings
}

/** Where tuning starts from: the middle of each range, not the best of any set. */
export const settingsStart: Settings = {
  transitions: {
    window: windowMax,
    gapDecay: 0.5,
    backward: 0.5,
    lengthPower: 0.25,
    power: 0.8,
    fromPower: 0.5,
    shrink: 5,
    toPower: 0.3,
    recency: 0.75,
  },
  content: { rarity: 1, candidatePower: 0.5, popularity: 0.25, recency: 0.75, lastMax: historyMax },
  vectors: { popularity: 0.15, recency: 0.75 },
}

/** Only what directly followed the last item, or nearly so. */
const nextOptions: TransitionOptions = {
  window: 3,
  gapDecay: 1,
  backward: 0,
  lengthPower: 0,
  power: 0.5,
  fromPower: 0.5,
  shrink: 0,
  toPower: 0.1,
}

/** What is factorised: whole sequences, both ways, both frequencies taken out as in a cosine. */
const vectorOptions: TransitionOptions = {
  window: windowMax,
  gapDecay: 0.5,
  backward: 1,
  lengthPower: 0.25,
  power: 1,
  fromPower: 0.5,
  shrink: 5,
  toPower: 0.5,
}

/** What was counted in sequences and is the same under any settings. */
export type Counted = {
  readonly pairs: SequencePairs
  readonly frequencies: Uint32Array
  readonly attributes: ItemAttributes
}

/** Counts once what every fit needs: pairs within `windowMax` places, and frequencies. O(items * windowMax). */
export function count(sequences: Sequences, attributes: ItemAttributes): Counted {
  return { pairs: pairsOf(sequences, windowMax), frequencies: frequenciesOf(sequences), attributes }
}

/** Fits every source on what was counted: name -> source. */
export function fitSources(counted: Counted, settings: Settings, seed: number): Map<string, ItemSource> {
  const { frequencies, pairs } = counted
  const rows = fitTransitions(pairs, frequencies, settings.transitions)
  const { recency } = settings.transitions
  return new Map([
    ['popular', (_, scores) => scores.set(frequencies)],
    ['content', contentSource(counted, settings.content)],
    ['transitions', transitionSource(rows, recency)],
    ['next', followerSource(fitTransitions(pairs, frequencies, nextOptions), { recency, lastMax: 1 })],
    ['second-step', secondStepSource(rows, recency)],
    ['vectors', vectorSource(fitVectors(counted, seed), frequencies, settings.vectors)],
  ])
}

/** What the history's last items lead to. */
export function transitionSource(rows: SparseRows, recency: number): ItemSource {
  return followerSource(rows, { recency, lastMax: historyMax })
}

/** What is described like the history. */
export function contentSource({ attributes, frequencies }: Counted, options: ContentOptions): ItemSource {
  const likeness = new ContentLikeness(attributes, frequencies, options)
  return (history, scores) => likeness.score(history, scores)
}

/** The vectors of all items; the same for every setting, so tuning fits them once. */
export function fitVectors({ pairs, frequencies }: Counted, seed: number): ItemVectors {
  const rows = fitTransitions(pairs, frequencies, vectorOptions)
  return factorise(rows, { dimensions, iterations, random: new Random(seed) })
}

/** What lies near the history in the space of the vectors, times a power of its frequency. */
export function vectorSource(
  vectors: ItemVectors,
  frequencies: Uint32Array,
  { popularity, recency }: VectorSettings,
): ItemSource {
  const factors = Float64Array.from(frequencies, (frequency) => (frequency + 1) ** popularity)
  const query = new Float64Array(vectors.dimensions)
  return (history, scores) => {
    query.fill(0)
    for (let k = 1; k <= history.length && k <= historyMax; k++)
      addVector(vectors, history[history.length - k]!, { weight: k ** -recency, query })
    scoreVectors(vectors, query, scores)
    for (let item = 0; item < scores.length; item++) scores[item]! *= factors[item]!
  }
}

function followerSource(rows: SparseRows, { recency, lastMax }: { recency: number; lastMax: number }): ItemSource {
  return (history, scores) => addFollowers(rows, history, { recency, lastMax, scores })
}

function secondStepSource(rows: SparseRows, recency: number): ItemSource {
  const first = new Float64Array(rows.starts.length - 1)
  const best = new TopK(throughMax)
  const through = new Uint32Array(throughMax)
  return (history, scores) => {
    addFollowers(rows, history, { recency, lastMax: historyMax, scores: first.fill(0) })
    for (const item of history) first[item] = 0
    addSecondStep(rows, first, { best, through, scores })
  }
}
