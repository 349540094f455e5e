import type { Views } from '../../state/views.ts'
import type { PolicyName, RankedItem } from './answer.ts'
import { gather, scoreSlate } from './candidates.ts'
import { readInterests } from './interests.ts'
import { listFor } from './listed.ts'
import type { Ranker } from './ranker.ts'
import { whyOf } from './reason.ts'
import type { Slate } from './slate.ts'
import { isStranger } from './stranger.ts'

/** Makes the logarithm of what is not wanted at all a number. */
const least = 1e-9
/** How much liking its brand, category and further tags says of a product before it is judged. */
const hintWeight = 0.3
const hintMost = 1.5

export type JudgeQuestion = {
  readonly row: number
  readonly now: number
  readonly policy: PolicyName
  /** What was learned on top of the blend. */
  readonly ranker?: Ranker
}

/** By tag: how much the person likes it; 0 between answers. Scratch, as one answer is made at a time. */
let liking = new Float32Array(0)

/**
 * What one person would rather have, for decisions that find products in another way than by what the person wants:
 * scores as `rank` gives them, on a log scale. Good until the next answer; what is asked of it must be for sale.
 */
export function judgeFor(views: Views, ask: JudgeQuestion) {
  return ask.policy === 'individual' && !isStranger(views, ask.row) ? judgeOfOne(views, ask) : judgeByList(views, ask)
}

function judgeOfOne(views: Views, { row, now, ranker }: JudgeQuestion) {
  let slate: Slate | undefined
  return {
    hint: hinterFor(views, row, now),
    judge: (items: readonly number[]): number[] => {
      slate = gather(views, { row, now, only: items })
      scoreSlate(views, slate, ranker)
      const { scores } = slate
      const isLog = ranker === undefined // a ranker's scores are amounts
      return items.map((item) => {
        const score = scores[slate!.placeOf(item)]!
        return isLog ? score : Math.log(Math.max(least, score))
      })
    },
    tell: (item: number, score: number): RankedItem => {
      const product = views.catalog.idOf(item)
      const place = slate ? slate.placeOf(item) : -1
      if (!slate || place < 0) return { product, item, score, why: { source: 'nothing' } }
      return { product, item, score, chances: slate.chancesOf(place), why: whyOf(views, slate, place) }
    },
  }
}

/** Sums up how much the person likes the tags of a product. */
function hinterFor(views: Views, row: number, now: number): (item: number) => number {
  const { catalog, profile } = views
  const interests = readInterests(profile, catalog.tagTypes, row, now)
  if (liking.length < catalog.tagCount) liking = new Float32Array(Math.ceil(catalog.tagCount * 1.2))
  else liking.fill(0)
  for (let i = 0; i < interests.count; i++) liking[interests.tags[i]!] = interests.scores[i]!
  const { starts, counts, columns } = catalog.tags
  return (item) => {
    const from = starts[item]!
    const count = counts[item]!
    let sum = 0
    for (let slot = from; slot < from + count; slot++) sum += liking[columns.tag[slot]!]!
    const hint = count > 0 ? (hintWeight * sum) / Math.sqrt(count) : 0
    return Math.max(-hintMost, Math.min(hintMost, hint))
  }
}

function judgeByList(views: Views, ask: JudgeQuestion) {
  const { scoreOf } = listFor(views, ask)
  return {
    hint: () => 0,
    judge: (items: readonly number[]): number[] => items.map((item) => Math.log(least + scoreOf(item).score)),
    tell: (item: number, score: number): RankedItem => ({
      product: views.catalog.idOf(item),
      item,
      score,
      why: scoreOf(item).why,
    }),
  }
}
