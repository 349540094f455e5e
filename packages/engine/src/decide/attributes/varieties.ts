import { tokenKind } from '@nunchi/kernel'
import { partKinds } from '../../domain/part-kinds.ts'
import { variantAxes } from '../../domain/variant-axes.ts'
import { isBracket, note, type Reading, signAt, textOf } from './reading.ts'
import { WordTable } from './word-table.ts'
import { flavors, noFlavors } from './words/flavors.ts'
import { mainUnit, noKinds } from './words/kind-exceptions.ts'
import { productKinds } from './words/product-kinds.ts'
import { noVariants, tiers } from './words/variants.ts'

const sure = { edge: 0.9, inWord: 0.82 } as const
const flavorWords = new WordTable(flavors, noFlavors)
const kindWords = new WordTable({ ...partKinds, 'main unit': mainUnit, ...productKinds }, noKinds)
const variantWords = new WordTable(
  Object.fromEntries(Object.values(variantAxes).flatMap(({ values }) => Object.entries(values))),
  noVariants,
)
const tierWords = new WordTable(tiers, noVariants)
/** Tiers that are also other words: only in capitals, and right behind a name or number. */
const shortTiers = /^(se|fe|ti|ii|iii)$/i
const bedding = /이불|매트리스|침대|패드|커버|베개|토퍼|침구|요(?![가-힣])/
const bedLetters: Readonly<Record<string, string>> = {
  SS: 'super single',
  S: 'single',
  D: 'double',
  Q: 'queen',
  K: 'king',
  LK: 'large king',
}

/**
 * Reads what varieties of one product are told apart by: taste and scent (`flavor`), what sort of thing it is (`kind`), choices that
 * exclude each other (`variant`: refill, wired, decaf), what stands behind a device's name (`tier`: Pro, 플러스). About 4 us a title.
 */
export function readVarieties(reading: Reading): void {
  const { tokens } = reading
  const beginsThing = new Uint8Array(tokens.count + 1)
  const noted = (name: string) => (found: { value: string; from: number; to: number; isEdge: boolean }) => {
    const { value, from, to, isEdge } = found
    note(reading, from, to, { name, value, confidence: isEdge ? sure.edge : sure.inWord, by: 'dictionary' })
  }
  flavorWords.each(reading, noted('flavor'))
  const notedKind = noted('kind')
  kindWords.each(reading, (found) => {
    beginsThing[found.from] = 1
    notedKind(found)
  })
  variantWords.each(reading, noted('variant'), beginsThing)
  tierWords.each(reading, (found) => {
    if (isTier(reading, found.from, found.to)) noted('tier')(found)
  })
  readPluses(reading)
  readBedLetters(reading)
}

/** Korean tiers are words of their own or stand behind a number (15프로); short Latin ones stand behind a name, in capitals. */
function isTier(reading: Reading, from: number, to: number): boolean {
  const { tokens } = reading
  if (tokens.kinds[from] === tokenKind.syllable)
    return (
      (from === 0 || tokens.glued[from] === 0 || tokens.kinds[from - 1] !== tokenKind.syllable) &&
      (to >= tokens.count || tokens.glued[to] === 0 || tokens.kinds[to] === tokenKind.joiner)
    )
  const word = textOf(reading, from)
  if (!shortTiers.test(word)) return true
  const before = from > 0 ? tokens.kinds[from - 1] : undefined
  return /^[A-Z]/.test(word) && (before === tokenKind.number || before === tokenKind.word)
}

/** The plus of S24+, with nothing glued behind it; 1+1 is none. */
function readPluses(reading: Reading): void {
  const { tokens } = reading
  for (let at = 2; at < tokens.count; at++) {
    if (signAt(reading, at) !== '+' || tokens.glued[at] === 0) continue
    if (at + 1 < tokens.count && tokens.glued[at + 1] === 1 && !isBracket(reading, at + 1, 'close')) continue
    const isCode =
      tokens.kinds[at - 1] === tokenKind.number && tokens.glued[at - 1] === 1 && tokens.kinds[at - 2] === tokenKind.word
    if (isCode && textOf(reading, at - 2).toLowerCase() !== 'spf')
      note(reading, at, at + 1, { name: 'tier', value: 'plus', confidence: sure.edge, by: 'rule' })
  }
}

/** Q(200x230) of bedding. */
function readBedLetters(reading: Reading): void {
  const { tokens, text } = reading
  for (let at = 0; at + 2 < tokens.count; at++) {
    if (tokens.kinds[at] !== tokenKind.word || tokens.ends[at]! - tokens.starts[at]! > 2) continue
    const value = bedLetters[textOf(reading, at)]
    if (!value || !isBracket(reading, at + 1, 'open') || tokens.kinds[at + 2] !== tokenKind.number) continue
    if (bedding.test(text)) note(reading, at, at + 1, { name: 'variant', value, confidence: sure.edge, by: 'rule' })
  }
}
