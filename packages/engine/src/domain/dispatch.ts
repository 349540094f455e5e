declare const unit: unique symbol
/** Stands for one delivery in log and state; where and to whom it goes lies in the vault under it, and nowhere else. */
export type DeliveryKey = string & { readonly [unit]: 'delivery-key' }

/** Ways without roads: as the crow flies, or along a parallel and a meridian, as around the blocks of a town. */
export const straightWays = ['great-circle', 'manhattan'] as const
export type StraightWay = (typeof straightWays)[number]

/** How travel times come about, as whoever runs the depot chose; never a default. */
export type DepotTravel =
  | { readonly by: StraightWay; readonly kmPerHour: number; readonly detourPercent: number }
  | { readonly by: 'roads' }

/** A place of the shop's own, where vehicles start. */
export type Depot = {
  readonly id: string
  readonly name: string
  readonly lat: number
  readonly lon: number
  /** Name of its time zone: "Asia/Seoul". */
  readonly zone: string
  readonly travel: DepotTravel
}

/** Amounts by the shop's own names of dimensions, whole numbers. */
export type Amounts = Readonly<Record<string, number>>

/** What brings things. Who drives it is in the vault. Minutes count from midnight at its depot; costs are in minor units. */
export type DispatchVehicle = {
  readonly id: string
  readonly name: string
  readonly depot: string
  readonly capacity: Amounts
  readonly shift: { readonly fromMinute: number; readonly untilMinute: number }
  readonly pause?: { readonly fromMinute: number; readonly untilMinute: number; readonly minutes: number }
  readonly skills: readonly string[]
  readonly costs: { readonly fixedMinor: number; readonly perKmMinor: number; readonly perHourMinor: number }
  readonly returns: boolean
  readonly stopsMax?: number
  /** How often it may go out on a day; once when absent. In between it comes back to its depot, where loading takes so long. */
  readonly tripsMax?: number
  readonly loadingMinutes?: number
  readonly isOff?: boolean
}

/** What is asked of a delivery, without whose it is and where. */
export type DeliveryAsk = {
  /** 2026-07-27, at the depot. */
  readonly day: string
  /** Seconds since 1970, both included; sorted, at most four; none: any time of the day. */
  readonly windows: readonly (readonly [from: number, until: number])[]
  readonly serviceSeconds: number
  readonly amounts: Amounts
  readonly skills: readonly string[]
  /** 0 to 100. */
  readonly priority: number
  readonly depot?: string
}

export const failureReasons = ['absent', 'refused', 'address', 'damaged', 'other'] as const
/** Why something could not be handed over. */
export type FailureReason = (typeof failureReasons)[number]

/** What a plan, or a route of it, comes to. */
export type PlanSums = {
  readonly costMinor: number
  readonly metres: number
  readonly travelSeconds: number
  /** From leaving to being back. */
  readonly dutySeconds: number
  readonly vehicles: number
  readonly stops: number
  readonly unserved: number
  readonly late: number
  readonly lateSeconds: number
}

/** A break of a driver, seconds since 1970 and seconds. */
export type TourPause = readonly [at: number, seconds: number]

/** A vehicle is at its depot again to load for its next trip, which begins with the stop `before`. As planned, seconds since 1970 and seconds. */
export type TourLoad = {
  readonly before: number
  readonly at: number
  /** How long loading takes. */
  readonly seconds: number
  /** Back to the depot from the stop before. */
  readonly travelSeconds: number
  readonly metres: number
}

/** One vehicle's part of a plan. The lists go together, an entry a stop; moments are seconds since 1970. */
export type PlannedTour = {
  readonly vehicle: string
  readonly stops: readonly DeliveryKey[]
  readonly leavesAt: number
  readonly endsAt: number
  readonly arrivals: readonly number[]
  /** When service begins: after waiting for the window. */
  readonly begins: readonly number[]
  /** Travel and distance from the stop before, or from the depot where it loads in between. */
  readonly travelSeconds: readonly number[]
  readonly metres: readonly number[]
  /** Breaks in order; absent where there is none. */
  readonly pauses?: readonly TourPause[]
  /** In order; absent where it goes out once. */
  readonly loads?: readonly TourLoad[]
  readonly sums: PlanSums
}

/** Why a delivery is in no tour; the least that would have to change. */
export type UnservedReason = { readonly rule: string; readonly vehicle?: string; readonly excess?: number }
export type UnservedDelivery = { readonly delivery: DeliveryKey; readonly reasons: readonly UnservedReason[] }

export type PlanMaker = 'solver' | 'hand' | 'replan'

/** What a day looks like when planned. */
export type DayPlan = {
  readonly tours: readonly PlannedTour[]
  readonly unserved: readonly UnservedDelivery[]
  readonly sums: PlanSums
}

/** When something is expected: seconds since 1970. */
export type Estimate = { readonly at: number; readonly from: number; readonly until: number }
