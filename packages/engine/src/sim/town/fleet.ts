/** What brings orders home: a van or a cargo bicycle, its limits and its hours. */
export type Vehicle = {
  readonly id: string
  readonly kind: 'van' | 'bike'
  /** The node where it begins and ends. */
  readonly depot: number
  readonly loadGramsMax: number
  readonly loadLitresMax: number
  /** Can carry what has to stay cold. */
  readonly isCooled: boolean
  /** Minutes after midnight, of the town's time. */
  readonly startMinute: number
  readonly endMinute: number
  readonly costPerKmMinor: number
}

/** Vans for most of the work, every fourth a bicycle; two vans of three are cooled; shifts begin one after the other. */
export function makeVehicles({ count, depot }: { count: number; depot: number }): Vehicle[] {
  return Array.from({ length: count }, (_, number): Vehicle => {
    const isBike = number % 4 === 3
    const startMinute = 7 * 60 + (number % 3) * 120
    return {
      id: `demo-vehicle-${number + 1}`,
      kind: isBike ? 'bike' : 'van',
      depot,
      loadGramsMax: isBike ? 80_000 : 900_000,
      loadLitresMax: isBike ? 400 : 6_000,
      isCooled: !isBike && number % 3 !== 2,
      startMinute,
      endMinute: startMinute + 8 * 60,
      costPerKmMinor: isBike ? 60 : 250,
    }
  })
}
