import type { ReadValue } from '../../domain/attribute.ts'

type Values = readonly ReadValue[]

/** Colours that one mall calls this and another that: palette -> its neighbours. */
const near: Readonly<Record<string, string>> = {
  navy: 'blue',
  gray: 'silver',
  white: 'ivory transparent silver',
  ivory: 'beige yellow',
  beige: 'brown gold pink',
  brown: 'khaki orange gold',
  khaki: 'green',
  blue: 'green purple',
  red: 'pink purple orange brown',
  pink: 'purple orange',
  yellow: 'gold orange green',
}
const nearPairs = new Set(
  Object.entries(near).flatMap(([color, others]) =>
    others.split(' ').flatMap((other) => [`${color} ${other}`, `${other} ${color}`]),
  ),
)
/** A title with so many colours lists what can be chosen. */
const choicesMin = 3

/** Black and white conflict; navy and blue, charcoal and gray do not, nor does a list of colours to choose from. */
export function colorsConflict(one: Values, other: Values): boolean {
  const [here, there] = [distinct(one), distinct(other)]
  if (here.size >= choicesMin || there.size >= choicesMin || here.has('multi') || there.has('multi')) return false
  for (const a of here) for (const b of there) if (a === b || nearPairs.has(`${a} ${b}`)) return false
  return true
}

/** 150x200 cm and 200x230 cm; in whatever order, and only where as many sides are told. */
export function dimensionsConflict(one: Values, other: Values): boolean {
  return one.every((here) => other.every((there) => areOtherSides(sidesOf(here.value), sidesOf(there.value))))
}

const sideTolerance = 0.05

function areOtherSides(here: readonly number[], there: readonly number[]): boolean {
  return (
    here.length === there.length &&
    here.some((side, i) => Math.abs(side - there[i]!) > sideTolerance * Math.max(side, there[i]!))
  )
}

/** '1500x2000 mm' -> [1500, 2000], shortest first. */
function sidesOf(value: string): number[] {
  return (value.match(/[\d.]+/g) ?? []).map(Number).sort((a, b) => a - b)
}

/** Two sizes of one system: letters, centimetres, millimetres of shoes, a region's. W32 is the same as W32 L30. */
export function sizesConflict(one: Values, other: Values): boolean {
  const [here, there] = [distinct(one), distinct(other)]
  if (here.size >= choicesMin || there.size >= choicesMin) return false
  for (const a of here)
    for (const b of there)
      if (systemOf(a) !== systemOf(b) || `${a} `.startsWith(`${b} `) || `${b} `.startsWith(`${a} `)) return false
  return true
}

function systemOf(size: string): string {
  if (/^(X{0,4}[SL]|[2-6]X[LS]|M)$/.test(size)) return 'letters'
  if (/^\d{2,3}$/.test(size)) return Number(size) < 140 ? 'clothes' : 'shoes'
  return /^[A-Z]{1,3}(?=[ \d])/.exec(size)?.[0] ?? size
}

/** Ends of codes that stand for colours, or for nothing: HD450B is the HD450 in black. */
const colorLetters = 'BWKSRGP'
const shapeMin = 6
const prefixMin = 2
const containedMin = 4

/**
 * Codes of one series (the same letters before the digits, as makers number their models) that are not the same, and of which
 * none continues the other. Codes of different series may be a maker's and a mall's own: they say nothing.
 */
export function modelsConflict(one: Values, other: Values): boolean {
  const [here, there] = [one, other].map((values) => values.map(({ value }) => plainCode(value)))
  return here!.every((a) => there!.every((b) => areSiblings(a, b)))
}

/** Both have codes, of whatever series, and none of the one's is one of the other's, or continues it. */
export function modelsDiffer(one: Values, other: Values): boolean {
  if (one.length === 0 || other.length === 0) return false
  const [here, there] = [one, other].map((values) => values.map(({ value }) => plainCode(value)))
  return here!.every((a) => there!.every((b) => !a.includes(b) && !b.includes(a)))
}

/** A model code without its signs, in capitals. */
export function plainCode(code: string): string {
  return code.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function areSiblings(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length >= containedMin && long.includes(short)) return isOtherLetter(long, short)
  if (haveOneShape(a, b)) return true
  const series = /^[A-Z]+/.exec(a)?.[0] ?? ''
  return series.length >= prefixMin && series === /^[A-Z]+/.exec(b)?.[0] && a !== b
}

/** SG70N is not SG70: one letter more behind the last digit, and not one that stands for a colour. */
function isOtherLetter(long: string, short: string): boolean {
  return (
    long.length === short.length + 1 &&
    long.startsWith(short) &&
    /\d$/.test(short) &&
    /[A-Z]$/.test(long) &&
    !colorLetters.includes(long.at(-1)!)
  )
}

/** A155625U and A155825U: letters and digits at the same places, and more than half of them the same from the start. */
function haveOneShape(a: string, b: string): boolean {
  if (a === b || a.length !== b.length || a.length < shapeMin) return false
  const shapeOf = (code: string): string => code.replace(/\d/g, '0').replace(/[A-Z]/g, 'A')
  let same = 0
  while (a[same] === b[same]) same++
  return same * 2 >= a.length && shapeOf(a) === shapeOf(b)
}

/** Men's and women's; unisex goes with both, boys with men's as malls say both of a boy's shirt. */
export function peopleConflict(one: Values, other: Values): boolean {
  const sides: Readonly<Record<string, string>> = { men: 'm', boys: 'm', women: 'w', girls: 'w' }
  const [here, there] = [one, other].map((values) => new Set(values.map(({ value }) => sides[value])))
  return (
    here!.size === 1 && there!.size === 1 && [...here!, ...there!].every(Boolean) && [...here!][0] !== [...there!][0]
  )
}

/** Made for devices with other numbers: for iPhone 13 and for iPhone 14. */
export function compatibilityConflicts(one: Values, other: Values): boolean {
  const [here, there] = [one, other].map((values) => new Set(values.flatMap(({ value }) => value.match(/\d+/g) ?? [])))
  return here!.size > 0 && there!.size > 0 && ![...here!].some((number) => there!.has(number))
}

function distinct(values: Values): Set<string> {
  return new Set(values.map(({ value }) => value))
}
