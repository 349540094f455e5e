import type { AttributeName, ReadValue } from '../../domain/attribute.ts'
import { gtinRelation, isShopsOwn } from './gtins.ts'
import {
  colorsConflict,
  compatibilityConflicts,
  dimensionsConflict,
  modelsConflict,
  peopleConflict,
  sizesConflict,
} from './value-conflicts.ts'
import {
  flavorsDiffer,
  kindsConflict,
  markedAlone,
  materialsConflict,
  numbersConflict,
  seasonsConflict,
  stylesConflict,
  tiersDiffer,
  variantsConflict,
} from './variety-conflicts.ts'

/** Why two offers are not of one product, however alike they are: what each says, with its place in the offer. */
export type Veto = { readonly attribute: AttributeName; readonly one: ReadValue; readonly other: ReadValue }

/** An offer's values that are sure enough to speak against another offer, by attribute. */
export type SureValues = Pick<ReadonlyMap<AttributeName, readonly ReadValue[]>, 'get'>

type Rule = {
  /** Values less sure than this say nothing. */
  readonly sureMin: number
  /** Whether all that one offer says of the attribute leaves no room for all that the other says. */
  readonly conflicts: (one: readonly ReadValue[], other: readonly ReadValue[]) => boolean
  /** Whether it is another product where one of the offers says nothing of the attribute (its values are none then). */
  readonly alone?: (one: readonly ReadValue[], other: readonly ReadValue[], isSized: boolean) => boolean
  /** Whether offers with the same GTIN may still be told apart by it: malls give a case the code of the piece in it. */
  readonly beatsGtin?: boolean
  /** Only what the title says counts: a feed's weight is often that of the parcel. */
  readonly inTitle?: boolean
}

/** Amounts that differ by less are one amount, rounded: 16 fl oz and 473 ml. */
const tolerance = 0.03
const rules: Readonly<Record<AttributeName, Rule>> = {
  packCount: { sureMin: 0.8, conflicts: amountsConflict, beatsGtin: true },
  sheets: { sureMin: 0.8, conflicts: amountsConflict },
  weight: { sureMin: 0.8, conflicts: amountsConflict, beatsGtin: true, inTitle: true },
  volume: { sureMin: 0.8, conflicts: amountsConflict, beatsGtin: true },
  length: { sureMin: 0.7, conflicts: amountsConflict },
  capacity: { sureMin: 0.8, conflicts: capacitiesConflict, beatsGtin: true },
  charge: { sureMin: 0.8, conflicts: amountsConflict },
  power: { sureMin: 0.8, conflicts: amountsConflict, inTitle: true },
  frequency: { sureMin: 0.8, conflicts: amountsConflict, inTitle: true },
  area: { sureMin: 0.7, conflicts: amountsConflict, inTitle: true },
  dimensions: { sureMin: 0.8, conflicts: dimensionsConflict, inTitle: true },
  color: { sureMin: 0.8, conflicts: colorsConflict },
  size: { sureMin: 0.7, conflicts: sizesConflict },
  model: { sureMin: 0.75, conflicts: modelsConflict },
  generation: { sureMin: 0.8, conflicts: valuesConflict },
  condition: { sureMin: 0.8, conflicts: valuesConflict, alone: usedAlone, beatsGtin: true },
  kind: { sureMin: 0.8, conflicts: kindsConflict, inTitle: true },
  flavor: { sureMin: 0.8, conflicts: flavorsDiffer, inTitle: true },
  variant: { sureMin: 0.8, conflicts: variantsConflict, alone: markedAlone, inTitle: true },
  tier: { sureMin: 0.8, conflicts: tiersDiffer, alone: tiersDiffer, inTitle: true },
  series: { sureMin: 0.8, conflicts: numbersConflict, inTitle: true },
  grade: { sureMin: 0.8, conflicts: numbersConflict, inTitle: true },
  material: { sureMin: 0.8, conflicts: materialsConflict, inTitle: true },
  style: { sureMin: 0.8, conflicts: stylesConflict, inTitle: true },
  season: { sureMin: 0.8, conflicts: seasonsConflict, inTitle: true },
  gender: { sureMin: 0.9, conflicts: peopleConflict },
  age: { sureMin: 0.9, conflicts: valuesConflict },
  compatibility: { sureMin: 0.75, conflicts: compatibilityConflicts },
}
/** With the same GTIN, what speaks against it has to be this sure on both sides. */
const sureBesideGtin = 0.95
const totals: Readonly<Record<string, AttributeName>> = {
  weight: 'totalWeight',
  volume: 'totalVolume',
  sheets: 'totalCount',
}
const needed = new Set<AttributeName>([...Object.keys(rules), ...Object.values(totals), 'gtin'])
const order = Object.entries(rules)
/** A bit for each rule, in their order, and one for GTINs: see `saysOf`. */
const gtinBit = 1 << order.length
const bits = new Map<AttributeName, number>([...order.map(([name], i) => [name, 1 << i] as const), ['gtin', gtinBit]])
const aloneBits = order.reduce((sum, [, { alone }], i) => (alone ? sum | (1 << i) : sum), 0)
if (order.length > 31) throw new RangeError('vetoes.ts: bits of 32 are too few for the rules; use two words of them')
const none: readonly ReadValue[] = []

/** Whether values of an attribute can ever speak against another offer: others need not be kept for it. */
export function mayVeto(name: AttributeName): boolean {
  return needed.has(name)
}

/** Puts an offer's values in order for `vetoesOf`. O(values) */
export function sureValues(values: readonly ReadValue[]): SureValues {
  const sure = new Map<AttributeName, ReadValue[]>()
  for (const value of values) {
    if (!needed.has(value.name) || !isSure(value)) continue
    const known = sure.get(value.name)
    if (known) known.push(value)
    else sure.set(value.name, [value])
  }
  return sure
}

/** Whether a value of those that `mayVeto` is sure enough to speak against another offer. */
export function isSure({ name, confidence, field }: Pick<ReadValue, 'name' | 'confidence' | 'field'>): boolean {
  const rule = rules[name]
  return !rule || (confidence >= rule.sureMin && !(rule.inTitle && field !== 'title'))
}

/**
 * What keeps two offers from being one product: attributes of which both are sure and that cannot both be true. What an offer does
 * not say speaks against nothing, but for what nobody leaves unsaid (`alone`: used, a refill, Pro). Two different GTINs do, unless one is of a case of the other or a mall's own number;
 * beside the same GTIN, only what is all but certain does. O(attributes), 1 to 2 us: `areApart` only tells whether there is any.
 */
export function vetoesOf(one: SureValues, other: SureValues): Veto[] {
  const relation = relationOf(one, other)
  const vetoes: Veto[] = []
  if (relation === 'different')
    vetoes.push({ attribute: 'gtin', one: one.get('gtin')![0]!, other: other.get('gtin')![0]! })
  for (const [attribute, rule] of order) {
    const [here, there] = [one.get(attribute) ?? none, other.get(attribute) ?? none]
    if (rule.alone && isAlone(rule.alone, one, other, attribute) && relation !== 'same')
      vetoes.push({ attribute, one: here[0] ?? unsaid(there[0]!), other: there[0] ?? unsaid(here[0]!) })
    else if (conflictOn(attribute, rule, one, other, relation))
      vetoes.push({ attribute, one: notAmong(here, there), other: notAmong(there, here) })
  }
  return vetoes
}

/**
 * The attributes of which an offer is sure, a bit each, so that those of two offers are set side by side at once. Of more than it is sure
 * of it may be: bits that say too much only take time.
 */
export function saysOf(values: readonly ReadValue[], kept: (confidence: number) => number): number {
  let says = 0
  for (const { name, field, confidence } of values)
    if (isSure({ name, field, confidence: kept(confidence) })) says |= bits.get(name) ?? 0
  return says
}

/**
 * Whether anything keeps two offers apart: what `vetoesOf` would find. O(attributes that both say), 0.3 us.
 * @param saysHere,saysThere of each, see `saysOf`
 */
export function areApart(one: SureValues, saysHere: number, other: SureValues, saysThere: number): boolean {
  const both = saysHere & saysThere
  const relation = (both & gtinBit) === 0 ? 'unknown' : relationOf(one, other)
  if (relation === 'different') return true
  for (let left = both & ~gtinBit; left !== 0; left &= left - 1) {
    const [attribute, rule] = order[31 - Math.clz32(left & -left)]!
    if (conflictOn(attribute, rule, one, other, relation)) return true
  }
  if (relation === 'same') return false
  for (let left = (saysHere | saysThere) & aloneBits; left !== 0; left &= left - 1) {
    const [attribute, { alone }] = order[31 - Math.clz32(left & -left)]!
    if (isAlone(alone!, one, other, attribute)) return true
  }
  return false
}

/** Whether what both say of an attribute cannot be of one product. */
function conflictOn(
  attribute: AttributeName,
  { conflicts, beatsGtin }: Rule,
  one: SureValues,
  other: SureValues,
  relation: ReturnType<typeof relationOf>,
): boolean {
  const here = one.get(attribute)
  const there = here && other.get(attribute)
  if (!here || !there) return false
  if (relation === 'same' && !(beatsGtin && isCertain(here) && isCertain(there))) return false
  return conflicts(here, there) && !sharesTotal(attribute, one, other)
}

function isAlone(
  alone: NonNullable<Rule['alone']>,
  one: SureValues,
  other: SureValues,
  attribute: AttributeName,
): boolean {
  const [here, there] = [one.get(attribute) ?? none, other.get(attribute) ?? none]
  if (here.length + there.length === 0) return false
  return alone(here, there, one.get('size') !== undefined || other.get('size') !== undefined)
}

/** What an offer does not say, set beside what the other says. */
function unsaid(value: ReadValue): ReadValue {
  return { ...value, value: '', amount: undefined, start: 0, end: 0 }
}

/** `vetoesOf` for two offers' values as they were read. */
export function vetoesBetween(one: readonly ReadValue[], other: readonly ReadValue[]): Veto[] {
  return vetoesOf(sureValues(one), sureValues(other))
}

function relationOf(one: SureValues, other: SureValues): ReturnType<typeof gtinRelation> | 'unknown' {
  const here = one.get('gtin')?.filter(({ value }) => !isShopsOwn(value))
  const there = here?.length ? other.get('gtin')?.filter(({ value }) => !isShopsOwn(value)) : undefined
  if (!here?.length || !there?.length) return 'unknown'
  const relations = here.flatMap((a) => there.map((b) => gtinRelation(a.value, b.value)))
  return (
    relations.find((relation) => relation === 'same') ??
    relations.find((relation) => relation === 'packed') ??
    'different'
  )
}

/** "2L x 12" and "24L": what one calls the amount is what the other's come to. Two that both tell totals are compared by pieces. */
function sharesTotal(attribute: AttributeName, one: SureValues, other: SureValues): boolean {
  const name = totals[attribute]
  if (!name) return false
  const [here, there] = [one.get(name), other.get(name)]
  if (here && there) return attribute === 'sheets' && !amountsConflict(here, there)
  return (
    (here !== undefined && !amountsConflict(here, other.get(attribute)!)) ||
    (there !== undefined && !amountsConflict(there, one.get(attribute)!))
  )
}

/** The value that the other offer does not have, to be shown. */
function notAmong(values: readonly ReadValue[], others: readonly ReadValue[]): ReadValue {
  return values.find(({ value }) => !others.some((other) => other.value === value)) ?? values[0]!
}

function isCertain(values: readonly ReadValue[]): boolean {
  return values.every(({ confidence }) => confidence >= sureBesideGtin - 1 / 255)
}

/** Used or refurbished beside an offer that says neither: what says nothing is new. */
function usedAlone(one: readonly ReadValue[], other: readonly ReadValue[]): boolean {
  const says = (some: readonly ReadValue[]): boolean =>
    some.some(({ value }) => value === 'used' || value === 'refurbished')
  return (one.length === 0 && says(other)) || (other.length === 0 && says(one))
}

function valuesConflict(one: readonly ReadValue[], other: readonly ReadValue[]): boolean {
  return !one.some(({ value }) => other.some((there) => there.value === value))
}

function amountsConflict(one: readonly ReadValue[], other: readonly ReadValue[]): boolean {
  return !one.some((here) => other.some((there) => isAbout(here, there)))
}

/** 8 GB and 256 GB is a phone's memory and storage: all that the one says must be among what the other says. */
function capacitiesConflict(one: readonly ReadValue[], other: readonly ReadValue[]): boolean {
  const isAmong = (some: readonly ReadValue[], all: readonly ReadValue[]): boolean =>
    some.every((here) => all.some((there) => isAbout(here, there)))
  return !isAmong(one, other) && !isAmong(other, one)
}

function isAbout(one: ReadValue, other: ReadValue): boolean {
  const [a, b] = [amountOf(one), amountOf(other)]
  return Math.abs(a - b) <= tolerance * Math.max(a, b)
}

const larger: Readonly<Record<string, number>> = {
  kg: 1000,
  l: 1000,
  TB: 1000,
  Ah: 1000,
  kW: 1000,
  kHz: 1e3,
  MHz: 1e6,
  GHz: 1e9,
}

/** The amount in its base unit; told from the value where it was not kept beside it. */
export function amountOf({ value, amount }: ReadValue): number {
  if (amount !== undefined) return amount
  const space = value.indexOf(' ')
  if (space < 0) return Number(value)
  return Number(value.slice(0, space)) * (larger[value.slice(space + 1)] ?? 1)
}
