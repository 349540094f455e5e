export { BasketFeatures, type BasketSources, basketFeatures } from './basket-features.ts'
export { addFrequency, type GroupDecay, groupDecay, windowDecay } from './basket-frequency.ts'
export { BasketHistory } from './basket-history.ts'
export {
  basketPopularity,
  PairsModel,
  type PairsModelOptions,
  RecencyKnn,
  type RecencyKnnOptions,
  TifuKnn,
} from './basket-models.ts'
export { BasketPairs, type BasketPairsOptions } from './basket-pairs.ts'
export { BasketPast } from './basket-past.ts'
export { BasketRepeats } from './basket-repeats.ts'
export { drawBeta, drawLogGamma, drawNormal } from './beta.ts'
export { calibrationError } from './calibration-error.ts'
export { type BlendLesson, CandidateBlend, learnBlend } from './candidate-blend.ts'
export { Candidates, type ItemSource } from './candidates.ts'
export { type Columns, nested, partOf, type Saved, type TypedColumn } from './columns.ts'
export { ContentLikeness, type ContentOptions, type ItemAttributes } from './content-likeness.ts'
export { DecayedColumn } from './decayed-column.ts'
export { DppPicker, type DppTask } from './dpp.ts'
export { type Due, type DueAsk, DueLanes } from './due-lanes.ts'
export { type Estimate, liftInterval, type Moments, meanInterval, wilsonInterval } from './estimates.ts'
export { exp2 } from './exp2.ts'
export { fitNextInSession, type SessionFit, sessionFitDefaults } from './fit-next-in-session.ts'
export { grownWeight } from './forgetting.ts'
export { FrequencyKnn, type Likeness } from './frequency-knn.ts'
export { grown, roomy } from './grown.ts'
export { hangulOf, initialsOf, isInitials, isSyllable, keysOf, onOtherLayout } from './hangul.ts'
export { hash64, hashString } from './hash64.ts'
export { IdSet } from './id-set.ts'
export { Interner } from './interner.ts'
export { fitIsotonic, type IsotonicFit, isotonicAt } from './isotonic.ts'
export { ItemTransitions } from './item-transitions.ts'
export { addVector, factorise, type ItemVectors, scoreVectors } from './item-vectors.ts'
export { type KMeansResult, type KMeansTask, sphericalKMeans } from './k-means.ts'
export { ListwiseBlend } from './listwise-blend.ts'
export * from './matching/index.ts'
export { MmrPicker, type MmrTask } from './mmr.ts'
export { type BasketExamples, basketExamples, NextBasket } from './next-basket.ts'
export { NextInSession } from './next-in-session.ts'
export { type LabelCandidates, type LabelPast, NextLabels, recencyLevels } from './next-labels.ts'
export { OutcomeTable } from './outcome-table.ts'
export { PlackettLuce, type SlateDraw } from './plackett-luce.ts'
export { fitPlatt, type PlattFit } from './platt.ts'
export * from './price-history/index.ts'
export { Random } from './random.ts'
export { rankedSlice } from './ranked-slice.ts'
export { RenewalChances } from './renewal-chances.ts'
export { Renewals, type Series } from './renewals.ts'
export { RepeatShares, repeatKinds } from './repeat-shares.ts'
export { RunningTop } from './running-top.ts'
export {
  addFollowers,
  addSecondStep,
  fitTransitions,
  pairsOf,
  type SequencePairs,
  type SparseRows,
  type TransitionOptions,
} from './sequence-transitions.ts'
export { frequenciesOf, type Sequences, sequenceCount, sequencesOf, withoutLast } from './sequences.ts'
export { SessionIndex, type SessionIndexOptions } from './session-index.ts'
export { type NextInSessionOptions, sessionDefaults } from './session-options.ts'
export { type SessionQuery, type SessionSignal, sessionSignals } from './session-signals.ts'
export { priorEvents } from './shrunk-rates.ts'
export { type SlabFields, SlabLists } from './slab-lists.ts'
export { SparseScores } from './sparse-scores.ts'
export * from './tagging/index.ts'
export { type TermFields, TermIndex } from './term-index.ts'
export { type Clause, type MatchOptions, TermMatcher } from './term-matcher.ts'
export { spelled, type Word, wordsOf } from './text-words.ts'
export { drawThompson, type ThompsonTask } from './thompson.ts'
export { TopK } from './top-k.ts'
export * from './trees/index.ts'
export { type Tuned, type TuneSpace, tune } from './tune.ts'
export * from './watch/index.ts'
export { WordList } from './word-list.ts'
