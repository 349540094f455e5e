import { type Lang, NextBody, NextQuery } from '@nunchi/protocol'
import type { NextAnswer } from '../../decide/next/answer.ts'
import { ownAliasOf } from '../identity.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'
import { speechOf } from './sentence.ts'
import { tagLabel } from './tag-words.ts'

const ms = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1_000)

/** The answer as it goes over the wire: tags in words, products with their titles, moments in ms. */
function told(rim: Rim, answer: NextAnswer, lang: Lang): NextBody {
  const { currency } = rim.settings
  const { titleOf } = speechOf(rim.shop, currency, lang)
  const inWords = ({ tag, probability }: NextAnswer['brands'][number]) => {
    return { tag, words: tagLabel(tag, lang, currency), probability }
  }
  return {
    ...answer,
    categories: answer.categories.map(inWords),
    brands: answer.brands.map(inWords),
    repurchases: answer.repurchases.map(({ lastAt, expectedAt, ...one }) => {
      return { ...one, title: titleOf(one.product), lastAt: lastAt * 1_000, expectedAt: ms(expectedAt) }
    }),
    churn: { ...answer.churn, lastAt: ms(answer.churn.lastAt) },
  }
}

/** GET /v1/next: what this shopper will do next, in probabilities. 200, 403 IDENTITY_UNPROVEN. */
export const getNext = route({
  method: 'GET',
  path: '/v1/next',
  access: 'publishable',
  group: 'Shopper',
  summary: 'What will happen next for this person: intent, category, brand, repurchases, price sensitivity and churn',
  query: NextQuery,
  answer: { status: 200, body: NextBody },
  handle: (rim, { query, key }, reply) => {
    const named = query.user !== undefined || query.anonymous !== undefined
    const shopper = named ? rim.shop.shopperOf(ownAliasOf(rim, key!, query)) : undefined
    const { count = 5, days = 30, lang = 'en' } = query
    reply.header('cache-control', 'no-store')
    return reply.send(told(rim, rim.shop.next({ shopper, count, days }), lang))
  },
})
