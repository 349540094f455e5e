import type { Shop } from '@nunchi/engine'
import { Random } from '@nunchi/kernel'

type Dispatch = Shop['dispatch']
export type Delivery = NonNullable<ReturnType<Parameters<Dispatch['addDeliveries']>[0]['get']>>
type Depot = Parameters<Dispatch['putDepot']>[1]
type Vehicle = Parameters<Dispatch['putVehicle']>[1]

export type City = {
  readonly depot: Depot
  readonly vehicles: ReadonlyMap<string, Vehicle>
  readonly deliveries: readonly Delivery[]
  /** Orders that come once the day is planned. */
  readonly later: readonly Delivery[]
}

export const day = '2026-07-27'
const hourMs = 3_600_000
/** Of that morning, where the depot is. */
export const eight = Date.UTC(2026, 6, 26, 23)
/** Degrees to each side of the middle: a city some 25 km across. */
const half = { lat: 0.11, lon: 0.14 }
const centre = { lat: 37.53, lon: 126.97 }

/** A day of deliveries in a city that we made up: two in five have a window of some hours, vehicles are a third more than it takes. */
export function cityOf({ stops, spare, seed }: { stops: number; spare: number; seed: number }): City {
  const random = new Random(seed)
  const apart = (size: number) => (random.below(20_001) / 10_000 - 1) * size
  const one = (n: number): Delivery => {
    const from = eight + hourMs * (1 + random.below(7))
    return {
      delivery: `order-${n}`,
      user: `user-${n}`,
      place: { lat: centre.lat + apart(half.lat), lon: centre.lon + apart(half.lon), address: `가상로 ${n}` },
      day,
      windows: random.below(5) < 2 ? [{ from, until: from + (2 + random.below(3)) * hourMs }] : [],
      serviceSeconds: 120 + random.below(180),
      amounts: { parcels: 1 + random.below(9) },
    }
  }
  const vehicle = (n: number): Vehicle => ({
    name: `${n}`,
    depot: 'd',
    capacity: { parcels: 200 },
    shift: { fromMinute: 8 * 60 + 10, untilMinute: 20 * 60 },
    skills: [],
    costs: { fixedMinor: 10_000, perKmMinor: 300, perHourMinor: 12_000 },
    returns: true,
  })
  return {
    depot: {
      name: '가상',
      ...centre,
      zone: 'Asia/Seoul',
      travel: { by: 'great-circle', kmPerHour: 25, detourPercent: 133 },
    },
    vehicles: new Map(Array.from({ length: Math.ceil(stops / 30) }, (_, n) => [`van-${n}`, vehicle(n)])),
    deliveries: Array.from({ length: stops }, (_, n) => one(n)),
    later: Array.from({ length: spare }, (_, n) => one(stops + n)),
  }
}
