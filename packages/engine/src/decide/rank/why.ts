import { Refusal } from '../../domain/refusal.ts'
import type { ProductId } from '../../domain/units.ts'
import { rankingFeatures } from '../../state/ranking.ts'
import type { Views } from '../../state/views.ts'
import type { Decision } from '../decision.ts'
import type { Chances, PolicyName, Source, Why } from './answer.ts'
import { blockedFor, isBlocked } from './blocked.ts'
import { gather, scoreSlate } from './candidates.ts'
import { type Evidence, evidenceOf, trendEvidence } from './evidence.ts'
import { listFor } from './listed.ts'
import type { Ranker } from './ranker.ts'
import { pointsBySource, whyOf } from './reason.ts'
import type { Slate } from './slate.ts'
import { isStranger } from './stranger.ts'

export type WhyQuestion = {
  readonly row: number
  readonly now: number
  readonly policy: PolicyName
  /** What was learned on top of the blend. */
  readonly ranker?: Ranker
  readonly product: ProductId
}

export type Contribution = {
  readonly source: Source
  /** Weight times input; below 0 it speaks against the product. */
  readonly points: number
  readonly evidence: Evidence
}

export type Explanation = {
  readonly policy: PolicyName
  readonly position: number
  readonly product: ProductId
  /** The one reason a page would give; or that it is shown to this person, or to anybody, not at all. */
  readonly source: Why['source'] | 'hidden' | 'unavailable'
  /** What the product scores for this person, on any list; 0 when it is not shown. */
  readonly score: number
  /** Absent where the blend orders alone. */
  readonly chances?: Chances
  /**
   * Every source that says something of the product, strongest first. The points add up to the score where the blend orders alone;
   * a ranker begins with them and weighs them with what else is known.
   */
  readonly contributions: readonly Contribution[]
  /** What the points were computed with: the weights for a past like theirs, and how many orders taught them. */
  readonly parameters: Readonly<Record<string, number>>
}

type Found = Pick<Explanation, 'source' | 'score' | 'contributions'> &
  Partial<Pick<Explanation, 'chances' | 'parameters'>>

/**
 * Why a product stands where it stands for one shopper: every source's points with the tags and events behind it.
 * Costs what `rank` of one product does.
 * @throws Refusal PRODUCT_UNKNOWN
 */
export function why(views: Views, ask: WhyQuestion): Decision<Explanation> {
  const item = views.catalog.find(ask.product)
  if (item < 0 || !views.catalog.product(item)) throw new Refusal('PRODUCT_UNKNOWN', { product: ask.product })
  const { policy, product } = ask
  return {
    answer: { policy, position: views.position, product, parameters: {}, ...find(views, ask, item) },
    events: [],
  }
}

function find(views: Views, ask: WhyQuestion, item: number): Found {
  const blocked = blockedFor(views, ask.row)
  if (isBlocked(views, blocked, item)) return { source: 'hidden', score: 0, contributions: [] }
  if (!views.catalog.shown[item]) return { source: 'unavailable', score: 0, contributions: [] }
  if (ask.policy !== 'individual' || isStranger(views, ask.row)) return listed(views, ask, item)
  const { row, now } = ask
  const slate = gather(views, { row, now, only: [item] })
  scoreSlate(views, slate, ask.ranker)
  const { source } = whyOf(views, slate, 0)
  const evidenceAsk = { views, row, now, slate, place: 0 }
  const contributions = [...pointsBySource(slate, 0)]
    .filter(([, points]) => points !== 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([source, points]) => ({ source, points, evidence: evidenceOf(evidenceAsk, source, points) }))
  const parameters = parametersOf(views, slate)
  return { source, score: slate.scores[0]!, chances: slate.chancesOf(0), contributions, parameters }
}

function listed(views: Views, ask: WhyQuestion, item: number): Found {
  const { score, why } = listFor(views, ask).scoreOf(item)
  const source = why.source === 'cluster' ? 'cluster' : 'trend'
  const evidence = source === 'trend' ? trendEvidence(views, item) : {}
  return { source: why.source, score, contributions: score > 0 ? [{ source, points: score, evidence }] : [] }
}

function parametersOf(views: Views, { weights }: Slate): Record<string, number> {
  const parameters: Record<string, number> = { ordersLearnedFrom: views.ranking.orders }
  rankingFeatures.forEach((feature, i) => {
    parameters[`fresh.${feature}`] = weights[i]!
    parameters[`owned.${feature}`] = weights[rankingFeatures.length + i]!
  })
  return parameters
}
