import { soundLikeness, TokenList } from '@nunchi/kernel'
import { BrandDictionary, brandPlace, brandPlaces, followedKey, followerOf, leadsOf } from './brands.ts'
import { colorOf } from './colors.ts'
import { plainText } from './plain-text.ts'
import type { Reading } from './reading.ts'

/** An offer of a feed to learn brands from; those without a brand field teach what titles begin with. */
export type BrandSample = { readonly title: string; readonly brand?: string }

const likenessMin = 0.7
const togetherMin = 2
const lineTitlesMin = 4
/** In how large a share of the titles that have it a line's name must be of its brand. */
const lineShareMin = 0.97
const prefixTitlesMin = 8
/** Names that do not lead are others' as a rule (for HP, like Nike): each must show that it is not. */
const laterPriorMax = 0.5
/** A title prefix that no feed calls a brand: believed this much less often than a brand. */
const prefixSeen = 10
const prefixRight = 5
const unknown =
  /^(?:-|n\/?a|none|null|unknown|기타|없음|자체제작|자체브랜드|상세설명참조|상세페이지 ?참조|해당없음|no ?brand|노브랜드 ?없음)$/i
const twoScripts =
  /^\s*(.*?[가-힣].*?)\s*[([/|]\s*([A-Za-z][^가-힣)\]]*?)\s*[)\]]?\s*$|^\s*([A-Za-z][^가-힣([]*?)\s*[([/|]\s*([가-힣][^)\]]*?)\s*[)\]]?\s*$/

/**
 * Learns a brand dictionary from feeds: the names of their brand fields; other spellings of these, in the other script, where a
 * field or titles have both and they sound alike (나이키(NIKE)); names of lines that only one brand has; then how often a title with a spelling really is of that brand. Titles that begin alike in feeds without brand fields
 * become brands that are little believed.
 *
 * Time: two passes over the titles, 5 us each. Deterministic.
 */
export function learnBrands(samples: readonly BrandSample[]): BrandDictionary {
  const dictionary = new BrandDictionary()
  addNames(dictionary, samples)
  addSpellings(dictionary, samples)
  addLines(dictionary, samples)
  addPrefixes(dictionary, samples)
  countTitles(dictionary, samples)
  return dictionary
}

function isNamed(brand: string | undefined): brand is string {
  return brand !== undefined && brand.trim() !== '' && !unknown.test(brand.trim())
}

/** Brands in the order of their offers, so that the spelling most have becomes the name. */
function addNames(dictionary: BrandDictionary, samples: readonly BrandSample[]): void {
  const counts = new Map<string, number>()
  for (const { brand } of samples) if (isNamed(brand)) counts.set(brand.trim(), (counts.get(brand.trim()) ?? 0) + 1)
  const names = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name)
  for (const name of names) {
    const parts = bothScripts(name)
    const known = [name, ...parts].map((one) => dictionary.phrases.find(one)).find((spelling) => spelling >= 0)
    const brand = known === undefined ? dictionary.names.push(name) - 1 : dictionary.brandOf[known]!
    for (const spelling of [name, ...parts]) addSpelling(dictionary, spelling, brand)
  }
}

/** The halves of 나이키(NIKE), NIKE (나이키) and 나이키/NIKE. */
function bothScripts(name: string): string[] {
  const found = twoScripts.exec(name)
  return found ? found.slice(1).filter((part) => part !== undefined && part !== '') : []
}

function addSpelling(dictionary: BrandDictionary, text: string, brand: number): void {
  const number = dictionary.brandOf.length
  if (dictionary.phrases.add(text, number) !== number) return
  dictionary.brandOf.push(brand)
  for (let place = 0; place < brandPlaces; place++) {
    dictionary.seen.push(0)
    dictionary.right.push(0)
  }
}

const latinName = /[A-Za-z][A-Za-z'&.-]*(?: [A-Za-z][A-Za-z'&.-]*){0,2}/g
const hangulName = /[가-힣]+(?: [가-힣]+)?/g

/** Finds names in the other script in a brand's own titles, by their sound. */
function addSpellings(dictionary: BrandDictionary, samples: readonly BrandSample[]): void {
  const together = new Map<string, number>()
  const likeness = new Map<string, boolean>()
  for (const { title, brand } of samples) {
    if (!isNamed(brand)) continue
    const isHangul = /[가-힣]/.test(brand)
    if (!isHangul && !/[A-Za-z]/.test(brand)) continue
    for (const other of new Set((title.match(isHangul ? latinName : hangulName) ?? []).flatMap(startsOf))) {
      const key = `${dictionary.nameOf(brand)}\t${other.toLowerCase()}`
      if (!likeness.has(key)) likeness.set(key, sounds(isHangul, brand, other))
      if (likeness.get(key)) together.set(key, (together.get(key) ?? 0) + 1)
    }
  }
  for (const [key, count] of together) {
    if (count < togetherMin) continue
    const [name, other] = key.split('\t') as [string, string]
    const brand = dictionary.brandOf[dictionary.phrases.find(name)]
    const taken = dictionary.phrases.find(other)
    if (brand === undefined) continue
    if (taken < 0) addSpelling(dictionary, other, brand)
    else unite(dictionary, brand, dictionary.brandOf[taken]!)
  }
}

function sounds(isHangul: boolean, brand: string, other: string): boolean {
  const hangul = isHangul ? brand : other
  const latin = isHangul ? other : brand
  return latin.length >= 3 && hangul.length >= 2 && soundLikeness(hangul, latin) >= likenessMin
}

/** "NEW BALANCE shoes" may be the name, its first two words or its first. */
function startsOf(words: string): string[] {
  const parts = words.split(' ')
  return parts.map((_, i) => parts.slice(0, i + 1).join(' '))
}

/** Two brands that feeds have under both scripts are one, under the name that more offers have. */
function unite(dictionary: BrandDictionary, one: number, other: number): void {
  const [kept, gone] = one < other ? [one, other] : [other, one]
  if (kept === gone) return
  dictionary.brandOf.forEach((brand, spelling) => {
    if (brand === gone) dictionary.brandOf[spelling] = kept
  })
}

/** The first word of a title of several. */
function startOf({ tokens, text }: Reading, leads: readonly number[]): string {
  const parts = leads.length === 0 ? [] : text.slice(tokens.starts[leads[0]!]).split(/[\s,()[\]/]+/)
  return parts.length > 1 ? parts[0]!.toLowerCase() : ''
}

function isOrdinary(word: string): boolean {
  return word.length < 2 || /^\d/.test(word) || colorOf(word) !== undefined
}

/** How many titles, and of how many brands: a word, or two, at the beginning of titles and anywhere. */
type WordUse = { readonly brands: Map<string, number>; leads: number; unnamed: number }

/**
 * Names of lines that are one brand's alone, for titles that do not name the brand: the first word of several titles, or the first two, that
 * hardly stand in titles of other brands. Of two words one must be the brand's own by itself: "wool knit" is nobody's, though one mall has it.
 */
function addLines(dictionary: BrandDictionary, samples: readonly BrandSample[]): void {
  const uses = new Map<string, WordUse>()
  for (const { title, brand } of samples)
    if (isNamed(brand)) noteWords(uses, dictionary, title, dictionary.nameOf(brand))
  const ownerOf = (words: string): string | undefined => {
    const brands = [...(uses.get(words)?.brands ?? [])]
    const all = brands.reduce((sum, [, count]) => sum + count, 0)
    return brands.find(([, count]) => count >= lineShareMin * all)?.[0]
  }
  for (const [words, { leads, unnamed }] of uses) {
    const parts = words.split(' ')
    if (leads < lineTitlesMin || unnamed < lineTitlesMin || parts[0]!.length < 3 || isOrdinary(parts[0]!)) continue
    const name = ownerOf(words)
    if (name === undefined || dictionary.phrases.find(words) >= 0) continue
    if (parts.length === 2 && (ownerOf(parts[0]!) !== undefined || ownerOf(parts[1]!) !== name)) continue
    addSpelling(dictionary, words, dictionary.brandOf[dictionary.phrases.find(name)]!)
  }
}

/** Counts a title for each of its words, and for its first two. */
function noteWords(uses: Map<string, WordUse>, dictionary: BrandDictionary, title: string, name: string): void {
  const reading = readingOf(title)
  const isNamedThere = dictionary.all(reading).some((found) => dictionary.names[found.brand] === name)
  const words = wordsOfTitle(reading.text)
  const [first, second] = wordsOfTitle(reading.text.slice(reading.tokens.starts[leadsOf(reading)[0] ?? 0] ?? 0))
  const leads = new Set([first, `${first} ${second}`])
  for (const word of new Set([...words, ...words.slice(1).map((next, i) => `${words[i]} ${next}`)])) {
    const use = uses.get(word) ?? { brands: new Map<string, number>(), leads: 0, unnamed: 0 }
    uses.set(word, use)
    use.brands.set(name, (use.brands.get(name) ?? 0) + 1)
    if (leads.has(word)) use.leads += 1
    if (leads.has(word) && !isNamedThere) use.unnamed += 1
  }
}

function wordsOfTitle(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,()[\]/]+/)
    .filter((word) => word !== '')
}

/** Words that titles of feeds without brand fields begin with, and that stand nowhere else. */
function addPrefixes(dictionary: BrandDictionary, samples: readonly BrandSample[]): void {
  const leads = new Map<string, number>()
  const all = new Map<string, number>()
  for (const { title, brand } of samples) {
    if (isNamed(brand)) continue
    const reading = readingOf(title)
    const start = startOf(reading, leadsOf(reading))
    if (start !== '') leads.set(start, (leads.get(start) ?? 0) + 1)
    for (const word of new Set(title.toLowerCase().split(/[\s,()[\]/]+/))) all.set(word, (all.get(word) ?? 0) + 1)
  }
  for (const [word, count] of leads) {
    if (count < prefixTitlesMin || count < 0.9 * (all.get(word) ?? count) || isOrdinary(word)) continue
    if (dictionary.phrases.find(word) >= 0) continue
    addSpelling(dictionary, word, dictionary.names.push(word) - 1)
    const at = (dictionary.brandOf.length - 1) * brandPlaces
    dictionary.seen[at] = prefixSeen
    dictionary.right[at] = prefixRight
  }
}

/** Counts how often a spelling that is found is right. */
function countTitles(dictionary: BrandDictionary, samples: readonly BrandSample[]): void {
  const places = Array.from({ length: brandPlaces }, () => [1, 1])
  const followers: { at: number; key: number; isRight: number }[] = []
  for (const { title, brand } of samples) {
    if (!isNamed(brand)) continue
    const reading = readingOf(title)
    const name = dictionary.brandOf[dictionary.phrases.find(brand.trim())]
    for (const { brand: found, spelling, place, to } of dictionary.all(reading)) {
      const isRight = found === name ? 1 : 0
      const at = spelling * brandPlaces + place
      dictionary.seen[at]! += 1
      dictionary.right[at]! += isRight
      followers.push({ at, key: followedKey(spelling, place, followerOf(reading.tokens, to)), isRight })
      places[place]![0]! += 1
      places[place]![1]! += isRight
    }
  }
  dictionary.priors = places.map(([seen, right], place) =>
    place === brandPlace.lead ? right! / seen! : Math.min(laterPriorMax, right! / seen!),
  )
  for (const { at, key, isRight } of followers) {
    if (dictionary.seen[at] === dictionary.right[at]) continue // it is always right: what follows says nothing more
    const [seen, right] = dictionary.followed.get(key) ?? [0, 0]
    dictionary.followed.set(key, [seen + 1, right + isRight])
  }
}

const scratch = new TokenList()

function readingOf(title: string): Reading {
  const plain = plainText(title)
  return {
    plain,
    text: plain.text,
    tokens: scratch.read(plain.text),
    field: 'title',
    values: [],
    taken: new Uint8Array(0),
  }
}
