import { Random } from '@nunchi/kernel'
import { type EpochMs, epochMs } from '../../domain/units.ts'
import { dayMs, startOf } from '../life/calendar.ts'
import type { TownProduct } from './catalogue.ts'
import { kinds } from './kinds.ts'

/** Where the goods lie: aisles of bins, one product to a bin, and what has been delivered of each. */
export type Warehouse = {
  /** Bins of an aisle lie on both sides of it; aisles run north from the packing table. Decimetres, [0, 0] is the table. */
  readonly bins: readonly Bin[]
  /** The bin of each product, by the product's number. */
  readonly binOf: Uint32Array
  readonly lots: readonly Lot[]
}

export type Bin = {
  /** As written on it: aisle, place, level. */
  readonly name: string
  readonly aisle: number
  readonly xDm: number
  readonly yDm: number
  readonly level: number
  readonly isCooled: boolean
}

/** One delivery of one product with one expiry date: the thing that perishes. */
export type Lot = {
  readonly id: string
  readonly product: number
  readonly units: number
  /** First instant at which it may no longer be sold; absent for what keeps. */
  readonly expiresAt?: EpochMs
}

const placesPerAisle = 40
const levels = 3
const aisleDm = 32
const placeDm = 12

/** Slots every product, fresh goods into the cooled aisles at the end; a fresh product has two lots of different age. */
export function makeWarehouse(from: { seed: number; products: readonly TownProduct[]; day: number }): Warehouse {
  const { seed, products, day } = from
  const random = new Random(seed)
  const dry = products.filter((one) => freshDaysOf(one) === undefined)
  const fresh = products.filter((one) => freshDaysOf(one) !== undefined)
  const dryAisles = Math.ceil(dry.length / (placesPerAisle * levels))
  const freshAisles = Math.ceil(fresh.length / (placesPerAisle * levels))
  const bins = Array.from({ length: (dryAisles + freshAisles) * placesPerAisle * levels }, (_, place) =>
    binAt(place, dryAisles),
  )
  const binOf = new Uint32Array(products.length)
  random.shuffle(dry).forEach(({ number }, place) => {
    binOf[number] = place
  })
  random.shuffle(fresh).forEach(({ number }, place) => {
    binOf[number] = dryAisles * placesPerAisle * levels + place
  })
  return { bins, binOf, lots: products.flatMap((product) => lotsOf(product, random, day)) }
}

function binAt(number: number, coolFrom: number): Bin {
  const aisle = Math.floor(number / (placesPerAisle * levels))
  const place = Math.floor(number / levels) % placesPerAisle
  const level = number % levels
  const side = place % 2
  return {
    name: `${String(aisle + 1).padStart(2, '0')}-${String(place + 1).padStart(2, '0')}-${level + 1}`,
    aisle,
    xDm: aisle * aisleDm + (side === 0 ? 4 : aisleDm - 4),
    yDm: 20 + Math.floor(place / 2) * placeDm,
    level,
    isCooled: aisle >= coolFrom,
  }
}

function lotsOf(one: TownProduct, random: Random, day: number): Lot[] {
  const { number } = one
  const freshDays = freshDaysOf(one)
  const id = `demo-lot-${number + 1}`
  if (freshDays === undefined) return [{ id: `${id}-1`, product: number, units: 10 + random.below(120) }]
  const older = 1 + random.below(Math.max(1, Math.floor(freshDays / 2)))
  return [freshDays - older, freshDays].map((leftDays, nth) => ({
    id: `${id}-${nth + 1}`,
    product: number,
    units: 5 + random.below(nth === 0 ? 15 : 40),
    expiresAt: epochMs(startOf(day) + Math.max(1, leftDays) * dayMs),
  }))
}

function freshDaysOf({ kind }: TownProduct): number | undefined {
  return kinds[kind]!.freshDays
}
