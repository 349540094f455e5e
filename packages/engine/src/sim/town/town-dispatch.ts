import { Random } from '@nunchi/kernel'
import type { DeliveryGiven, DepotGiven, VehicleGiven } from '../../app/dispatch/answers.ts'

const seed = 7_471
const centre = { lat: 37.5665, lon: 126.978 }
/** Blocks to each side of the middle, and how large one is in degrees: some 440 m. */
const blocks = 9
const block = { lat: 0.004, lon: 0.005 }
const minuteMs = 60_000
const hourMs = 60 * minuteMs

type Line = { readonly kind: 'road' | 'street' | 'water'; readonly name: string; readonly points: [number, number][] }

/** Where the made-up town's things are brought from, by what, and where to: all of it invented. */
export type TownDispatch = {
  readonly depot: DepotGiven
  readonly vehicles: Readonly<Record<string, VehicleGiven>>
  readonly deliveries: readonly DeliveryGiven[]
  readonly lines: readonly Line[]
}

type Ask = {
  /** 2026-07-27, in the town. */
  readonly day: string
  /** Midnight of it, and when its work begins, ms since 1970. */
  readonly midnight: number
  readonly begins: number
  /** Who has ordered: each gets one. */
  readonly users: readonly TownUser[]
}
type TownUser = { readonly id: string; readonly name: string }

/** An order placed in the demo, to be brought to a made-up door on a day: its number is the order's, so that the order's page finds it. */
export function townOrder(ask: {
  readonly order: string
  /** Nobody known: who ordered has not logged in. */
  readonly user?: TownUser
  readonly anonymous?: string
  /** Counts the orders: each goes to another door. */
  readonly number: number
  readonly day: string
}): DeliveryGiven {
  const { order, user, anonymous, number, day } = ask
  const random = new Random(seed + 1 + number)
  const place = doorOf(random, user ?? { name: '손님' }, number)
  const whose = user === undefined ? { anonymous } : { user: user.id }
  return { delivery: order, ...whose, place, day, windows: [], serviceSeconds: 180, amounts: { parcels: 1 } }
}

/** A day of deliveries in the made-up town, that begins about then whatever the hour is. The same town gives the same places. */
export function townDispatch({ day, midnight, begins, users }: Ask): TownDispatch {
  const random = new Random(seed)
  const from = Math.floor((begins - midnight) / hourMs) * 60
  const lines = streets(random)
  const deliveries = users.map((user, n): DeliveryGiven => {
    const start = begins + random.below(4) * hourMs
    const isTimed = random.below(5) < 3
    return {
      delivery: `DEMO-${day.replaceAll('-', '')}-${String(n + 1).padStart(3, '0')}`,
      user: user.id,
      place: {
        ...doorOf(random, user, n),
        ...(n % 4 === 0 ? { note: '문 앞에 놓아 주세요 (데모)' } : {}),
      },
      day,
      windows: isTimed ? [{ from: start, until: start + 2 * hourMs }] : [],
      serviceSeconds: 120 + 60 * random.below(4),
      amounts: { parcels: 1 + random.below(4), grams: 500 * (1 + random.below(20)) },
      skills: n % 9 === 0 ? ['cold'] : [],
      priority: n % 15 === 0 ? 50 : 0,
    }
  })
  const shift = { fromMinute: from, untilMinute: from + 8 * 60 }
  const common = { depot: 'demo', shift, returns: true } as const
  const costs = { fixedMinor: 40_000, perKmMinor: 250, perHourMinor: 14_000 }
  return {
    depot: {
      name: '데모 물류센터',
      ...centre,
      zone: 'Asia/Seoul',
      travel: { by: 'great-circle', kmPerHour: 26, detourPercent: 130 },
    },
    vehicles: {
      'demo-1': {
        ...common,
        name: '1호차 (데모)',
        driver: '가상 기사 1',
        capacity: { parcels: 60, grams: 400_000 },
        skills: ['cold'],
        costs,
      },
      'demo-2': {
        ...common,
        name: '2호차 (데모)',
        driver: '가상 기사 2',
        capacity: { parcels: 60, grams: 400_000 },
        skills: [],
        costs,
        pause: { fromMinute: from + 60, untilMinute: from + 180, minutes: 30 },
      },
      'demo-3': {
        ...common,
        returns: false,
        name: '오토바이 (데모)',
        driver: '가상 기사 3',
        capacity: { parcels: 18, grams: 60_000 },
        tripsMax: 2,
        loadingMinutes: 15,
        skills: [],
        costs: { fixedMinor: 15_000, perKmMinor: 120, perHourMinor: 13_000 },
      },
    },
    deliveries,
    lines,
  }
}

function streets(random: Random): Line[] {
  const at = (east: number, north: number): [number, number] => [
    centre.lon + east * block.lon,
    centre.lat + north * block.lat,
  ]
  const bend = () => (random.below(100) - 50) / 400
  const along = (n: number, isEast: boolean) =>
    Array.from({ length: 2 * blocks + 1 }, (_, i) => (isEast ? at(i - blocks, n + bend()) : at(n + bend(), i - blocks)))
  const all = Array.from({ length: 2 * blocks + 1 }, (_, i) => i - blocks).flatMap((n): Line[] => {
    const kind = n % 3 === 0 ? 'road' : 'street'
    return [
      { kind, name: `가상 ${n + blocks + 1}로`, points: along(n, true) },
      { kind, name: `가상 ${n + blocks + 1}길`, points: along(n, false) },
    ]
  })
  const river = Array.from({ length: 25 }, (_, i): [number, number] => at(i - 12, -4.5 + 1.2 * Math.sin(i / 4)))
  return [{ kind: 'water', name: '데모강', points: river }, ...all]
}

function doorOf(random: Random, { name }: Pick<TownUser, 'name'>, number: number): DeliveryGiven['place'] {
  return {
    ...onAStreet(random),
    address: `데모구 가상로 ${1 + random.below(180)}, ${101 + random.below(1_400)}호`,
    recipient: `${name} (데모)`,
    phone: `010-0000-${String(number).padStart(4, '0')}`,
  }
}

function onAStreet(random: Random) {
  const across = random.below(2 * blocks * 100) / 100 - blocks
  const along = random.below(2 * blocks + 1) - blocks
  const [east, north] = random.below(2) === 0 ? [across, along] : [along, across]
  return { lat: centre.lat + north * block.lat, lon: centre.lon + east * block.lon }
}
