import type { NextLabels } from '@nunchi/kernel'
import type { Views } from '../../state/views.ts'
import type { LikelyTag } from './answer.ts'
import type { Hidden } from './hidden.ts'

const held = 1

export type TagsQuestion = {
  readonly row: number
  readonly now: number
  readonly count: number
  readonly hidden: Hidden
}

/** The categories that the next order will hold most likely. Of nobody in particular: those that most orders hold. */
export function likelyCategories(views: Views, ask: TagsQuestion): readonly LikelyTag[] {
  return likely(views, ask, views.choices.categories, views.catalog.categoryTags)
}

/** The same of brands. */
export function likelyBrands(views: Views, ask: TagsQuestion): readonly LikelyTag[] {
  return likely(views, ask, views.choices.brands, views.catalog.brandTags)
}

/** What comes next is learned from orders after orders, and from looks after looks only in a shop without orders. */
export function isLearnedOf({ history: { orders } }: Views, row: number): boolean {
  return row >= 0 && (orders.rows === 0 || orders.countOf(row) > 0)
}

/** O(products of the past + situations), and sorting the candidates. Ties by number of the tag. */
function likely(views: Views, ask: TagsQuestion, next: NextLabels, tags: Uint32Array): LikelyTag[] {
  const past = views.history.pastOf(isLearnedOf(views, ask.row) ? ask.row : -1)
  const found: { tag: number; probability: number }[] = []
  if (past.count === 0) for (const tag of next.mostCommon) found.push({ tag, probability: next.shareOf(tag) })
  else {
    const { labels, cells, count } = next.candidatesOf(past, tags)
    const chances = next.table.chancesAt(ask.now)
    for (let i = 0; i < count; i++)
      found.push({ tag: labels[i]!, probability: chances[cells[i]! * next.table.outcomes + held]! })
  }
  return found
    .filter(({ tag }) => !ask.hidden.hasTag(tag))
    .sort((a, b) => b.probability - a.probability || a.tag - b.tag)
    .slice(0, ask.count)
    .map(({ tag, probability }) => ({ tag: views.catalog.tagName(tag), probability }))
}
