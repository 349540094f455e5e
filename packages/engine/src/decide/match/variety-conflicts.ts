import type { ReadValue } from '../../domain/attribute.ts'
import { partKinds } from '../../domain/part-kinds.ts'
import { variantAxes } from '../../domain/variant-axes.ts'

type Values = readonly ReadValue[]

/** Value -> its axis, for what excludes each other. */
const axisOf = new Map(
  Object.entries(variantAxes).flatMap(([axis, { values }]) =>
    Object.keys(values).map((value) => [value, axis] as const),
  ),
)
const marked = new Set(Object.values(variantAxes).flatMap((axis) => axis.marked ?? []))
const parts = new Set(Object.keys(partKinds))
const mainUnit = 'main unit'
const spare = 'spare'
/** Styles of which a piece of clothing has one of each group. */
const styleGroups: readonly (readonly string[])[] = [
  ['crew neck', 'v-neck', 'turtleneck'],
  ['long sleeve', 'short sleeve', 'sleeveless'],
  ['striped', 'checked', 'solid', 'floral', 'dotted'],
  ['oversized fit', 'semi-oversized fit', 'slim fit', 'regular fit', 'wide fit', 'straight fit'],
]
const groupOfStyle = new Map(styleGroups.flatMap((group, i) => group.map((style) => [style, i] as const)))
/** Materials that one mall calls this and another that. */
const materialKin: Readonly<Record<string, string>> = {
  'fake leather': 'leather',
  suede: 'leather',
  microfiber: 'fleece',
  spandex: 'polyester',
  acrylic: 'plastic',
  tritan: 'plastic',
}

/** Two tastes of which one says more than the other: lemon and grapefruit, tuna and tuna with chili. */
export function flavorsDiffer(one: Values, other: Values): boolean {
  return hasMore(one, other) || hasMore(other, one)
}

function bothHaveMore(one: Values, other: Values): boolean {
  return hasMore(one, other) && hasMore(other, one)
}

function hasMore(one: Values, other: Values): boolean {
  return one.some(({ value }) => !other.some((there) => there.value === value))
}

/** Cotton and corduroy conflict; leather and suede, steel and what is said beside it do not. */
export function materialsConflict(one: Values, other: Values): boolean {
  const [here, there] = [one, other].map((values) => values.map(({ value }) => materialKin[value] ?? value))
  return here!.some((value) => !there!.includes(value)) && there!.some((value) => !here!.includes(value))
}

/** Choices of one axis, of which a product has one: wired and wireless, disc and digital. */
export function variantsConflict(one: Values, other: Values): boolean {
  if (networksConflict(one, other)) return true
  return one.some(({ value }) => {
    const axis = axisOf.get(value)
    return (
      other.some((there) => axisOf.get(there.value) === axis) &&
      !one.some((here) => axisOf.get(here.value) === axis && other.some((there) => there.value === here.value))
    )
  })
}

/** A watch with its own SIM, and one that only says Bluetooth. */
function networksConflict(one: Values, other: Values): boolean {
  const says = (values: Values, wanted: string): boolean => values.some(({ value }) => value === wanted)
  const isCellular = (here: Values, there: Values): boolean =>
    says(here, 'cellular') && !says(here, 'wireless') && says(there, 'wireless') && !says(there, 'cellular')
  return isCellular(one, other) || isCellular(other, one)
}

/** What nobody leaves unsaid, said by one alone: a refill, decaf, left-handed. */
export function markedAlone(one: Values, other: Values, isSized: boolean): boolean {
  const says = (some: Values, others: Values): boolean =>
    some.some(
      ({ value }) =>
        marked.has(value) &&
        !(isSized && value === 'kids') &&
        !others.some((there) => axisOf.get(there.value) === axisOf.get(value)),
    )
  return says(one, other) || says(other, one)
}

/** Pro and Pro Max, Plus and nothing. */
export function tiersDiffer(one: Values, other: Values): boolean {
  return hasMore(one, other) || hasMore(other, one)
}

/**
 * What sort of thing: each names one that the other does not (shampoo, treatment), or one alone names a part of it (a vacuum cleaner and its
 * filter). Said beside other kinds, a part is what is sold.
 */
export function kindsConflict(one: Values, other: Values): boolean {
  const [here, there] = [one, other].map((values) =>
    values.filter(({ value }) => value !== mainUnit && value !== spare),
  )
  if (bothHaveMore(here!, there!)) return true
  return isPartOf(one, other) || isPartOf(other, one)
}

function isPartOf(one: Values, other: Values): boolean {
  return one.some(({ value }) => parts.has(value)) && !other.some(({ value }) => parts.has(value))
}

/** Round neck and V-neck, long and short sleeves. */
export function stylesConflict(one: Values, other: Values): boolean {
  return one.some(({ value }) => {
    const group = groupOfStyle.get(value)
    if (group === undefined) return false
    const there = other.filter((each) => groupOfStyle.get(each.value) === group)
    return there.length > 0 && !one.some((here) => there.some((each) => each.value === here.value))
  })
}

/** For summer and for winter. */
export function seasonsConflict(one: Values, other: Values): boolean {
  const [here, there] = [one, other].map((values) => (values.length === 1 ? values[0]!.value : ''))
  return (here === 'summer' && there === 'winter') || (here === 'winter' && there === 'summer')
}

/** One line or grade with different numbers: S24 and S23, 9부 and 5부. A name or grade that only one says tells nothing. */
export function numbersConflict(one: Values, other: Values): boolean {
  return one.some(({ value }) => {
    const name = nameOf(value)
    return (
      other.some((there) => nameOf(there.value) === name) &&
      !one.some((here) => nameOf(here.value) === name && other.some((there) => there.value === here.value))
    )
  })
}

/** 'galaxy 24' -> 'galaxy', '9부' -> '부'. */
function nameOf(value: string): string {
  const space = value.lastIndexOf(' ')
  return space > 0 ? value.slice(0, space) : value.replace(/[\d.]+/, '')
}
