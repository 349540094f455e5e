import { readColors } from './colors.ts'
import { readQuantities } from './quantities.ts'
import { note, type Reading } from './reading.ts'
import { readSizes } from './sizes.ts'
import { readTerms } from './terms.ts'

/** What a feed calls an attribute that is read here -> who reads its value. */
const feedNames: readonly (readonly [RegExp, (reading: Reading) => void])[] = [
  [/^(colou?r|색상|컬러|색깔|product_colou?r)$/i, readColors],
  [/^(size|사이즈|치수)$/i, readFieldSize],
  [
    /^(material|fabric|소재|재질|gender|성별|age|age_group|연령|연령대|season|시즌|계절|style|pattern|패턴|스타일|condition|상품상태)$/i,
    readTerms,
  ],
  [
    /^(weight|중량|무게|volume|용량|내용량|capacity|quantity|수량|unit_pricing_measure|size_weight|net_weight)$/i,
    readQuantities,
  ],
]

/** Who reads the value of an attribute of a feed, by what the feed calls it; undefined for those that are a feed's own. */
export function feedReaderOf(name: string): ((reading: Reading) => void) | undefined {
  return feedNames.find(([pattern]) => pattern.test(name))?.[1]
}

/** The value of a size field is a size, whatever it looks like. */
function readFieldSize(reading: Reading): void {
  readSizes(reading)
  const { values, tokens, text } = reading
  if (values.length > 0 || tokens.count === 0 || text.length > 30) return
  note(reading, 0, tokens.count, { name: 'size', value: text.trim().toUpperCase(), confidence: 0.8, by: 'rule' })
}
