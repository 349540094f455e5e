import type { ContributionBody, Lang, WhyBody } from '@nunchi/protocol'
import type { WhyAnswer } from '../../app/face.ts'
import type { Rim } from '../rim.ts'
import type { Facts } from './facts.ts'
import { sentences, speechOf } from './sentence.ts'
import { tagPhrase } from './tag-words.ts'

const day = 86_400_000

/** An explanation in words: each contribution with its sentence and, beside it, the evidence as data. */
export function explained(rim: Rim, { contributions, ...answer }: WhyAnswer, lang: Lang): WhyBody {
  const said = contributions.map((one) => contributionIn(rim, one, lang))
  const facts = factsOf(rim, contributions.find(({ source }) => source === answer.source)?.evidence ?? {}, lang)
  return { ...answer, sentence: sentences[lang][answer.source](facts), contributions: said }
}

type Contribution = WhyAnswer['contributions'][number]

function contributionIn(rim: Rim, { source, points, evidence }: Contribution, lang: Lang): ContributionBody {
  const words = sentences[lang]
  const sentence = words[source](factsOf(rim, evidence, lang))
  // What few want and what they choose less speaks against a product, all else for it; where the shop's
  // orders taught otherwise, it has to be said.
  const isAgainst = (evidence.taste ?? 'more') !== 'more' || (evidence.average !== undefined && evidence.average <= 1)
  const twist = points < 0 === isAgainst ? '' : ` ${points < 0 ? words.countsAgainst : words.countsFor}`
  const title =
    evidence.product === undefined
      ? undefined
      : speechOf(rim.shop, rim.settings.currency, lang).titleOf(evidence.product)
  return { source, points, sentence: `${sentence}${twist}`, evidence: { ...evidence, title } }
}

function factsOf(rim: Rim, { product, tag, at, ...evidence }: Contribution['evidence'], lang: Lang): Facts {
  const { titleOf, currency } = speechOf(rim.shop, rim.settings.currency, lang)
  return {
    ...evidence,
    title: product === undefined ? undefined : titleOf(product),
    tag: tag === undefined ? undefined : tagPhrase(tag, lang, currency),
    daysAgo: at === undefined ? undefined : Math.max(0, Math.floor((rim.shop.now() - at) / day)),
  }
}
