import type { StopState } from '../../decide/dispatch/outlook.ts'
import type {
  Amounts,
  Depot,
  DispatchVehicle,
  FailureReason,
  PlanMaker,
  PlanSums,
  UnservedReason,
} from '../../domain/dispatch.ts'
import type { Alias } from '../../ports/vault.ts'
import type { PlanState } from '../../state/dispatch/day-plans.ts'
import type { Door } from './doors.ts'

/** Moments of answers are ms since 1970. */
export type Window = { readonly from: number; readonly until: number }
export type Arrival = Window & { readonly at: number }

/** Without the id, as a call names it. */
export type DepotGiven = Omit<Depot, 'id'>
export type VehicleGiven = Omit<DispatchVehicle, 'id' | 'skills'> & {
  readonly skills?: readonly string[]
  readonly driver?: string
}

export type DeliveryGiven = {
  readonly delivery: string
  readonly user?: string
  /** The device of somebody who has not logged in; `user` goes first. */
  readonly anonymous?: string
  readonly place: Door
  readonly day: string
  readonly windows: readonly Window[]
  readonly serviceSeconds: number
  readonly amounts: Amounts
  readonly skills?: readonly string[]
  readonly priority?: number
  readonly depot?: string
}

export type DeliveriesTaken = {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** By index; the refusal of each. */
  readonly refused: ReadonlyMap<number, Error>
}

export type DeliveryTold = Omit<DeliveryGiven, 'place' | 'user' | 'anonymous'> & {
  readonly place?: Door
  readonly state: StopState
  readonly vehicle?: string
  readonly arrival?: Arrival
  readonly endedAt?: number
  readonly failure?: FailureReason
}

export type DeliveriesAsk = {
  readonly day: string
  readonly state?: StopState
  readonly q?: string
  readonly offset: number
  readonly count: number
}
export type DeliveriesTold = {
  readonly total: number
  readonly states: Readonly<Record<string, number>>
  readonly deliveries: readonly DeliveryTold[]
}

export type SolveTold = {
  readonly solve: string
  readonly day: string
  readonly state: 'preparing' | 'searching' | 'done' | 'cancelled' | 'failed'
  readonly startedAt: number
  readonly elapsedMs: number
  readonly limitMs: number
  readonly iterations: number
  readonly stops: number
  readonly vehicles: number
  readonly costMinor?: number
  readonly unserved?: number
  readonly curve: readonly { readonly ms: number; readonly costMinor: number }[]
  readonly plan?: string
  readonly problem?: { readonly code: string; readonly message: string }
}
export type SolveAsk = { readonly day: string; readonly seconds: number; readonly seed: number; readonly from?: string }

export type PlanHead = {
  readonly plan: string
  readonly day: string
  readonly state: PlanState['state']
  readonly version: number
  readonly basedOn: number
  readonly proposedAt: number
  readonly acceptedAt?: number
  readonly by: PlanMaker
  readonly sums: PlanSums
}

/** A vehicle is at its depot again before a stop, to load what it brings from there on. */
export type Reload = {
  readonly at: number
  readonly seconds: number
  readonly metres: number
  readonly travelSeconds: number
  readonly amounts: Amounts
  readonly isOver: boolean
}

type Spot = { readonly lat: number; readonly lon: number; readonly address?: string }
export type PlanStopTold = {
  readonly delivery: string
  readonly state: StopState
  readonly place?: Spot
  readonly windows: readonly Window[]
  readonly plannedAt: number
  readonly arrival?: Arrival
  readonly arrivedAt?: number
  readonly endedAt?: number
  readonly failure?: FailureReason
  readonly waitSeconds: number
  readonly serviceSeconds: number
  readonly lateSeconds: number
  readonly metres: number
  readonly travelSeconds: number
  readonly load: Amounts
  readonly reload?: Reload
  readonly isFixed: boolean
}
export type PlanRouteTold = {
  readonly vehicle: string
  readonly name: string
  readonly driver?: string
  readonly depot: string
  readonly capacity: Amounts
  readonly returns: boolean
  readonly breaks: readonly { readonly at: number; readonly seconds: number }[]
  readonly leavesAt: number
  readonly endsAt: number
  readonly startedAt?: number
  readonly endedAt?: number
  readonly stops: readonly PlanStopTold[]
  readonly sums: PlanSums
}
export type PlanTold = PlanHead & {
  readonly routes: readonly PlanRouteTold[]
  readonly unserved: readonly {
    readonly delivery: string
    readonly place?: Spot
    readonly reasons: readonly UnservedReason[]
  }[]
  readonly leftOut: number
  readonly travel: string
}

export type MoveAsk = {
  readonly plan: string
  readonly version: number
  readonly delivery: string
  readonly vehicle: string | null
  readonly position?: number
  readonly ask: boolean
}
export type Moved = {
  readonly plan: string
  readonly version: number
  readonly isDone: boolean
  readonly before: PlanSums
  readonly after: PlanSums
  readonly costMinor: number
  readonly position?: number
  readonly broken: readonly {
    readonly rule: string
    readonly vehicle: string
    readonly delivery?: string
    readonly excess: number
  }[]
}

export type Compared = {
  readonly plan: PlanHead
  readonly other: PlanHead
  readonly moved: readonly {
    readonly delivery: string
    readonly from?: string
    readonly to?: string
    readonly fromAt?: number
    readonly toAt?: number
  }[]
  readonly movedCount: number
}

export type RoundStop = Partial<Door> & {
  readonly delivery: string
  readonly state: StopState
  readonly windows: readonly Window[]
  readonly amounts: Amounts
  readonly plannedAt: number
  readonly arrival?: Arrival
  readonly arrivedAt?: number
  readonly endedAt?: number
  readonly failure?: FailureReason
  readonly lateSeconds: number
  readonly reload?: Reload
  readonly canUndo: boolean
}
export type Round = {
  readonly day: string
  readonly vehicle: string
  readonly name: string
  readonly driver?: string
  readonly state: 'none' | 'planned' | 'out' | 'ended'
  readonly plan?: string
  readonly version?: number
  readonly depot: { readonly name: string; readonly lat: number; readonly lon: number; readonly zone: string }
  readonly leavesAt?: number
  readonly startedAt?: number
  readonly endsAt?: number
  readonly next?: string
  readonly canUndo?: 'started' | 'loaded' | 'ended'
  readonly stops: readonly RoundStop[]
}
export type RoundAction = { readonly id: string; readonly at: number } & (
  | { readonly kind: 'started' }
  | { readonly kind: 'loaded' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'arrived' | 'delivered'; readonly delivery: string }
  /** Without a delivery: the last that was said of the round as a whole. */
  | { readonly kind: 'undone'; readonly delivery?: string }
  | { readonly kind: 'failed'; readonly delivery: string; readonly reason: FailureReason }
)
export type RoundResult = { readonly id: string } & (
  | { readonly status: 'accepted' | 'duplicate' }
  | { readonly status: 'rejected'; readonly code: string; readonly message: string }
)

/** A delivery as its shopper may read it among all that is kept of them. */
export type BroughtTo = { readonly delivery: string; readonly day: string; readonly place: Door }

export type ArrivalTold = {
  readonly delivery: string
  readonly day: string
  readonly state: StopState
  readonly arrival?: Arrival
  readonly windows: readonly Window[]
  readonly stopsBefore?: number
  readonly isLate: boolean
  readonly endedAt?: number
  readonly failure?: FailureReason
  readonly toldAt: number
}

/** Bringing things: what merchants, drivers and shoppers ask. Refusals are DISPATCH_*. */
export interface DispatchFace {
  depots(): readonly Depot[]
  putDepot(id: string, depot: DepotGiven): Promise<Depot>
  removeDepot(id: string): Promise<void>
  /** Lines to draw behind the stops of a depot, as they were given. */
  roads(depot: string): Promise<readonly unknown[]>
  putRoads(depot: string, lines: readonly unknown[]): Promise<readonly unknown[]>
  vehicles(): Promise<readonly (DispatchVehicle & { readonly driver?: string })[]>
  putVehicle(id: string, vehicle: VehicleGiven): Promise<DispatchVehicle & { readonly driver?: string }>
  removeVehicle(id: string): Promise<void>
  /** Refuses a vehicle that is not there. */
  checkVehicle(id: string): void
  /** Resolves once where they go is in the vault and that they are due is in the log. */
  addDeliveries(given: ReadonlyMap<number, DeliveryGiven>): Promise<DeliveriesTaken>
  deliveries(ask: DeliveriesAsk): Promise<DeliveriesTold>
  delivery(name: string): Promise<DeliveryTold>
  cancelDelivery(name: string, forget: boolean): Promise<DeliveryTold>
  startSolve(ask: SolveAsk): SolveTold
  solve(solve: string): SolveTold
  followSolve(solve: string, signal: AbortSignal): AsyncGenerator<SolveTold, void, undefined>
  endSolve(solve: string, keep: boolean): Promise<SolveTold>
  plans(day: string): { readonly plans: readonly PlanHead[]; readonly isOver: boolean; readonly solve?: string }
  plan(plan: string): Promise<PlanTold>
  acceptPlan(plan: string): Promise<PlanTold>
  withdrawPlan(plan: string): Promise<PlanTold>
  move(ask: MoveAsk): Promise<Moved>
  compare(plan: string, other: string): Promise<Compared>
  round(vehicle: string): Promise<Round>
  sayOfRound(
    vehicle: string,
    day: string,
    actions: readonly RoundAction[],
    clock?: number,
  ): Promise<readonly RoundResult[]>
  arrivals(alias: Alias): Promise<readonly ArrivalTold[]>
  /** At once, and whenever they change; undefined when only time went by. */
  followArrivals(ask: {
    readonly alias: Alias
    readonly signal: AbortSignal
    readonly beatMs: number
  }): AsyncGenerator<readonly ArrivalTold[] | undefined, void, undefined>
}
