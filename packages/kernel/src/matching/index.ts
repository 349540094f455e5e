export { CorrelationClustering, type Verdict } from './correlation-clustering.ts'
export { edgeFlags } from './correlation-graph.ts'
export { restartComponents } from './correlation-restarts.ts'
export type { PairLesson } from './derived-lessons.ts'
export { DifferenceOdds, learnOdds, type OddsLesson, type OddsOptions, oddsDefaults } from './difference-odds-model.ts'
export { editDistance } from './edit-distance.ts'
export { type BagTask, ForestBag, type TrainedBag, trainBag } from './forest-bag.ts'
export type { GramField } from './gram-fields.ts'
export { GramIndex } from './gram-index.ts'
export { GramSearcher, type SearchOptions, searchDefaults } from './gram-searcher.ts'
export { jaroWinkler } from './jaro-winkler.ts'
export { type MatchRecord, type MatchText, plainSpelling, readMatchText } from './match-text.ts'
export { MatcherError } from './matcher-error.ts'
export { matcherFile, parseMatcher } from './matcher-file.ts'
export { measureUnit } from './measure-units.ts'
export { type FoundTexts, levelOfText, mutualOrder } from './mutual-order.ts'
export { linksMax, NearLinks } from './near-links.ts'
export { NotedGrams } from './noted-grams.ts'
export { PairFeatures, pairFeatureNames } from './pair-features.ts'
export { collectiveFeatureNames, matcherFeatureNames, PairMatcher, type PairModel } from './pair-matcher.ts'
export { type AskedPair, rivalNames, writeRivals } from './rival-features.ts'
export { commonPrefix, commonSuffix, longestPrefixWithin, type Stretch, stretchOf } from './stretch.ts'
export { gluedBit, type TokenKind, tokenKinds, tokenMask } from './tokens.ts'
export {
  type MatcherOptions,
  matcherDefaults,
  partsOf,
  secondStageTrees,
  type TrainedMatcher,
  trainMatcher,
} from './train-matcher.ts'
export { type JudgedPair, Verdicts, verdictNames, writeVerdicts } from './verdict-features.ts'
export { Vocabulary } from './vocabulary.ts'
