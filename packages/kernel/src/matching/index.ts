export type { GramField } from './gram-fields.ts'
export { GramIndex } from './gram-index.ts'
export { GramSearcher, type SearchOptions, searchDefaults } from './gram-searcher.ts'
export { NotedGrams } from './noted-grams.ts'
