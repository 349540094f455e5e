export type { AnswerState, Ask } from './asking.ts'
export { impression, impressionList, useCollector, useImpressions, useProductView } from './collector-hooks.ts'
export { type Nunchi, NunchiProvider, type NunchiProviderProps, useNunchi } from './provider.ts'
export {
  type PreferencesAnswer,
  useHome,
  useInterests,
  useMyData,
  useNext,
  usePreferences,
  useProduct,
  useRank,
  useSearch,
  useSuggest,
  useWhy,
} from './shopper-hooks.ts'
export { type Answer, type AnswerOptions, useAnswer } from './use-answer.ts'
export {
  type SubscriptionsAnswer,
  useAlerts,
  useDeal,
  usePriceHistory,
  useSubscriptions,
  useSuggestion,
} from './watch-hooks.ts'
