import type { Lang, ShownItem } from '@nunchi/protocol'
import type { RankedItem } from '../../decide/rank/answer.ts'
import type { ProductId } from '../../domain/units.ts'
import type { Rim } from '../rim.ts'
import { sentenceOf } from './sentence.ts'

/** One ranked product as pages show it. */
export function shownItem(rim: Rim, item: RankedItem, lang: Lang): ShownItem {
  const product = rim.shop.product(item.product)
  return {
    product: item.product,
    title: product?.title ?? item.product,
    brand: product?.brand,
    priceMinor: product?.priceMinor,
    listPriceMinor: product?.listPriceMinor,
    imageUrl: product?.imageUrl,
    url: product?.url,
    score: item.score,
    why: {
      source: item.why.source,
      sentence: sentenceOf(item.why, lang, (id) => rim.shop.product(id as ProductId)?.title),
    },
  }
}
