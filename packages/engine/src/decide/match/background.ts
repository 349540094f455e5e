import { readMatchText, Vocabulary } from '@nunchi/kernel'

/** What malls write around titles, and says nothing of which product it is. */
const sayings = (
  '무료배송|당일발송|당일출고|빠른배송|내일도착|새벽배송|정품|정품인증|국내정식|국내산|특가|초특가|할인|세일|신상|신상품|최신형|인기|추천|MD추천|' +
  '사은품|사은품증정|증정|본사|본사직영|공식|공식판매점|병행수입|해외직구|당일|무료|배송|리뷰이벤트|이벤트|한정|한정수량|1+1|선물|선물용|선물세트|' +
  'new|sale|hot|best|free|shipping|official|genuine|original|authentic|deal|special|offer|brand|the|for|with|and|of|by|in|pack|set|세트|개|개입|ea|용|형|x'
).split('|')
const texts = 1_000
const perText = 3

/**
 * A vocabulary in which a word of a product's name is rare and a mall's saying is not, before any title was read: as if a thousand titles
 * had been, with nothing in them but sayings. With ten thousand titles of its own a catalogue hardly feels it. 5 ms.
 */
export function backgroundVocabulary(): Vocabulary {
  const vocabulary = new Vocabulary()
  for (let text = 0; text < texts; text++) {
    const said = Array.from({ length: perText }, (_, i) => sayings[(text * perText + i) % sayings.length]!)
    vocabulary.count(readMatchText({ title: said.join(' ') }, vocabulary).title)
  }
  return vocabulary
}
