import { type FoundTexts, GramIndex, GramSearcher, levelOfText, mutualOrder, NotedGrams } from '@nunchi/kernel'
import type { BlockingRecord } from './records.ts'

/** Candidates of every question, best first: rows of the table that was indexed. */
export type Blocked = readonly Uint32Array[]

/** Whom to find for whom. */
export type BlockingTask = {
  readonly indexed: readonly BlockingRecord[]
  readonly questions: readonly BlockingRecord[]
  readonly count: number
}

/** What long texts may weigh beside names; and of a candidate's level, what counts against it. */
export const tellsShare = 0.6
const levelShare = 0.25
/** Candidates that are put into a new order. */
const reordered = 100

/** By grams, exactly: what the kernel does. */
export function byGrams({ indexed, questions, count }: BlockingTask, shareMax = tellsShare): Blocked {
  return searched({ indexed, questions, count }, shareMax).map(({ texts }) => texts)
}

/** The same, and candidates that fit everything put back. */
export function byGramsMutually({ indexed, questions, count }: BlockingTask): Blocked {
  const back = searched({ indexed: questions, questions: indexed, count: reordered }, tellsShare)
  const levels = Float64Array.from(back, levelOfText)
  const there = searched({ indexed, questions, count: reordered }, tellsShare)
  return there.map((found) => mutualOrder(found, levels, levelShare).slice(0, count))
}

function searched({ indexed, questions, count }: BlockingTask, shareMax: number): FoundTexts[] {
  const index = new GramIndex([{ weight: 1 }, { weight: 1, shareMax }])
  const noted = new NotedGrams()
  for (const record of indexed) index.add(note(noted, record))
  const searcher = new GramSearcher(index, { count, postingsMax: Number.POSITIVE_INFINITY, scoredMax: 4 * count })
  return questions.map((question) => {
    const found = searcher.search(note(noted, question))
    return { texts: searcher.texts.slice(0, found), scores: searcher.scores.slice(0, found), count: found }
  })
}

function note(noted: NotedGrams, { names, tells }: BlockingRecord): NotedGrams {
  noted.clear()
  noted.note(names, 0)
  noted.note(tells, 1)
  return noted
}
