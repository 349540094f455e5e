import { Refusal } from '../../domain/refusal.ts'
import { priceBandLimits } from '../../domain/tags.ts'
import type { ProductId } from '../../domain/units.ts'
import { rankingFeatures } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Decision } from '../decision.ts'
import type { PolicyName, Source } from './answer.ts'
import { gather, type Slate } from './candidates.ts'
import { pointsBySource } from './reason.ts'
import { type Evidence, type Lang, sentences } from './sentences.ts'

export type WhyQuestion = {
  readonly row: number
  readonly now: number
  readonly policy: PolicyName
  readonly product: ProductId
  readonly lang: Lang
}

export type Explanation = {
  readonly policy: PolicyName
  readonly position: number
  readonly product: ProductId
  readonly sentence: string
  /** What spoke for the product, strongest first; points are weight times input and may be negative. */
  readonly contributions: readonly { readonly source: Source; readonly points: number; readonly sentence: string }[]
  /** What the points were computed with: the learned weights and how many orders taught them. */
  readonly parameters: Readonly<Record<string, number>>
}

/**
 * Why a product stands where it stands for one shopper: every source's points with the tags and events behind it.
 * @throws Refusal PRODUCT_UNKNOWN
 */
export function why(views: Views, ask: WhyQuestion): Decision<Explanation> {
  const item = views.catalog.find(ask.product)
  if (item < 0 || !views.catalog.product(item)) throw new Refusal('PRODUCT_UNKNOWN', { product: ask.product })
  const contributions = ask.policy === 'individual' ? individualReasons(views, ask, item) : listReasons(ask)
  const answer: Explanation = {
    policy: ask.policy,
    position: views.position,
    product: ask.product,
    sentence: contributions[0]?.sentence ?? sentences[ask.lang].trend({}),
    contributions,
    parameters: ask.policy === 'individual' ? parametersOf(views) : {},
  }
  return { answer, events: [] }
}

function listReasons({ policy, lang }: WhyQuestion): Explanation['contributions'] {
  const source = policy === 'cluster' ? 'cluster' : 'trend'
  return [{ source, points: 1, sentence: sentences[lang][source]({}) }]
}

function individualReasons(views: Views, ask: WhyQuestion, item: number): Explanation['contributions'] {
  const slate = gather(views, { ...ask, only: [item] })
  if (slate.count === 0) return [] // cannot be bought now, so it stands nowhere
  const rows = [...pointsBySource(views, slate, 0)].filter(([, points]) => Math.abs(points) > 1e-6)
  rows.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return rows.map(([source, points]) => ({
    source,
    points,
    sentence: sentences[ask.lang][source](evidenceOf(views, ask, { slate, source, item })),
  }))
}

function evidenceOf(
  views: Views,
  ask: WhyQuestion,
  { slate, source, item }: { slate: Slate; source: Source; item: number },
): Evidence {
  if (source === 'again') return againEvidence(views, ask, item)
  if (source === 'next' || source === 'session') {
    const past = slate.pastItems[0]!
    return past < 0 ? {} : { title: views.catalog.product(past)?.title ?? views.catalog.idOf(past) }
  }
  if (source !== 'tags' || slate.bestTags[0]! < 0) return {}
  return tagEvidence(views, ask, slate.bestTags[0]!)
}

function againEvidence(views: Views, { row, now }: WhyQuestion, item: number): Evidence {
  const { owned } = views.history
  if (row < 0 || row >= owned.rows) return {}
  for (let slot = owned.starts[row]!; slot < owned.starts[row]! + owned.counts[row]!; slot++) {
    if (owned.columns.item[slot] === item)
      return { times: owned.columns.times[slot]!, daysAgo: daysBetween(owned.columns.lastAt[slot]!, now) }
  }
  return {}
}

function tagEvidence(views: Views, { row, now }: WhyQuestion, tag: number): Evidence {
  const { lists } = views.profile
  const name = views.catalog.tagName(tag)
  const from = lists.starts[row]!
  const { tag: tags } = lists.columns
  for (let slot = from; slot < from + lists.counts[row]!; slot++) {
    if (tags[slot] !== tag) continue
    const { lastAt, lastItem, lastKind, count } = views.profile.evidenceOf(slot)
    return {
      tag: readableTag(name),
      times: count,
      daysAgo: daysBetween(lastAt, now),
      act: lastKind,
      title: lastItem < views.catalog.size ? views.catalog.product(lastItem)?.title : undefined,
    }
  }
  return { tag: readableTag(name) }
}

/** A tag as a person would name it: its own name, or the price band's limits. */
export function readableTag(tag: string): string {
  const name = tag.slice(tag.indexOf(':') + 1)
  if (!tag.startsWith('price:')) return name
  const { fromMinor, belowMinor } = priceBandLimits(Number(name))
  return `${fromMinor}–${belowMinor - 1}`
}

function daysBetween(at: number, now: number): number {
  return Math.max(0, Math.floor((now - at) / 86_400))
}

function parametersOf(views: Views): Record<string, number> {
  const { weights } = views.ranking.blend
  const parameters: Record<string, number> = { ordersLearnedFrom: views.ranking.orders }
  rankingFeatures.forEach((feature, i) => {
    parameters[`fresh.${feature}`] = weights[i]!
    parameters[`owned.${feature}`] = weights[rankingFeatures.length + i]!
  })
  return parameters
}
