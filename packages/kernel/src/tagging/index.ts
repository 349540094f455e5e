export { type PhraseFound, PhraseTable } from './phrase-table.ts'
export { soundLikeness, soundOfHangul, soundOfLatin } from './sound.ts'
export { mixed } from './span-features.ts'
export { type SpanTag, SpanTagger } from './span-tagger.ts'
export { type ClassGuess, eachTextFeature, TextClassifier } from './text-classifier.ts'
export { isContent, numberHash, TokenList, tokenKind } from './token-list.ts'
export {
  hashOf,
  standingIn,
  type TaggedText,
  type TaggerTask,
  teachSpanTagger,
} from './train-span-tagger.ts'
export { type ClassifierTask, fitSlope, trainTextClassifier } from './train-text-classifier.ts'
