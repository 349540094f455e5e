/** A routing problem in our own words, as `POST /v1/routing/solves` takes it. Moments are ms, durations seconds, distances metres. */
export type RouteModel = {
  readonly places: readonly { readonly id: string; readonly lat?: number; readonly lon?: number }[]
  readonly profiles?: readonly ModelProfile[]
  readonly stops?: readonly ModelStop[]
  readonly shipments?: readonly ModelShipment[]
  readonly vehicles: readonly ModelVehicle[]
}

export type Amounts = Readonly<Record<string, number>>
export type ModelWindow = { readonly from: number; readonly until: number }

export type ModelProfile = {
  readonly id: string
  readonly durationSeconds?: ModelMatrix
  readonly distanceMetres?: ModelMatrix
  readonly costs?: ModelMatrix
  readonly speeds?: readonly { readonly from: number; readonly percent: number }[]
}
export type ModelMatrix = readonly (readonly (number | null)[])[]

export type ModelVisit = {
  readonly id: string
  readonly description?: string
  readonly place: string
  readonly serviceSeconds?: number
  readonly setupSeconds?: number
  readonly perKind?: Readonly<Record<string, { readonly serviceSeconds?: number; readonly setupSeconds?: number }>>
  readonly windows?: readonly ModelWindow[]
  readonly releaseAt?: number
}
export type ModelWishes = {
  readonly skills?: readonly string[]
  readonly priority?: number
  readonly prize?: number
  readonly vehicles?: readonly string[]
}
export type ModelStop = ModelVisit &
  ModelWishes & { readonly delivery?: Amounts; readonly pickup?: Amounts; readonly isBackhaul?: boolean }
export type ModelShipment = ModelWishes & {
  readonly pickup: ModelVisit
  readonly delivery: ModelVisit
  readonly amounts?: Amounts
}

export type ModelVehicle = {
  readonly id: string
  readonly count?: number
  readonly description?: string
  readonly profile?: string
  readonly kind?: string
  readonly start?: string
  readonly end?: string
  readonly pacePercent?: number
  readonly capacity?: Amounts
  readonly skills?: readonly string[]
  readonly shift?: ModelWindow
  readonly breaks?: readonly {
    readonly id: string
    readonly windows?: readonly ModelWindow[]
    readonly seconds: number
    readonly maxLoad?: Amounts
  }[]
  readonly costs?: {
    readonly fixed?: number
    readonly perHour?: number
    readonly perKm?: number
    readonly perDutyHour?: number
  }
  readonly stopsMax?: number
  readonly metresMax?: number
  readonly travelSecondsMax?: number
  readonly durationSecondsMax?: number
  readonly reload?: { readonly places: readonly string[]; readonly serviceSeconds?: number; readonly most: number }
  readonly route?: readonly string[]
  readonly routeFixed?: number
}
