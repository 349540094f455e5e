import type { VehicleCost } from '@nunchi/kernel'
import type { AskCosts, AskVehicle, RouteAsk } from './ask.ts'

/** Costs by the hour of time in seconds and by the kilometre of metres: a whole number of these parts of one unit of cost. */
const parts = 3_600 * 1_000
/** One arc must cost less than 2^30. */
const arcMax = 2 ** 30 - 1

/**
 * How the caller's costs become whole numbers: the coarsest unit in which all of them are whole, so that with costs by the hour alone
 * (3600, as VROOM presumes) an arc costs its seconds. Where arcs would cost too much for 32 bits, a coarser one, and rates are rounded.
 */
export class CostUnit {
  /** What one unit of the caller's cost is in ours. */
  readonly perUnit: number

  constructor(ask: RouteAsk) {
    const rates = new Set<number>()
    for (const { costs, profile } of ask.vehicles) {
      if (ask.profiles[profile]!.costs) rates.add(parts)
      for (const rate of ratesOf(costs)) rates.add(rate)
    }
    for (const { prize = 0 } of ask.tasks) rates.add(prize * parts)
    let unit = 0
    for (const rate of rates) unit = gcd(unit, rate)
    const reaches = ask.profiles.map(reachOf)
    const dearest = ask.vehicles.reduce((most, one) => Math.max(most, dearestArc(reaches[one.profile]!, one)), 0)
    this.perUnit = parts / Math.max(1, unit, dearest / arcMax)
  }

  /** Of a whole amount: a fixed cost, a prize, an entry of a matrix of costs. */
  of(amount: number): number {
    return Math.round(amount * this.perUnit)
  }

  /** What a vehicle's costs are to the solver. */
  vehicle(costs: AskCosts): VehicleCost {
    return {
      fixed: this.of(costs.fixed),
      perDistance: this.of(costs.perKm / 1_000),
      perTravel: this.of(costs.perHour / 3_600),
      perDuty: this.of(costs.perDutyHour / 3_600),
    }
  }
}

function ratesOf({ fixed, perHour, perKm, perDutyHour }: AskCosts): number[] {
  return [fixed * parts, perHour * 1_000, perKm * 3_600, perDutyHour * 1_000]
}

/** The longest arc of a profile by each of its matrices; 0 where it has none. */
type Reach = { readonly seconds: number; readonly metres: number; readonly cost: number | undefined }

function reachOf({ durations, distances, costs }: RouteAsk['profiles'][number]): Reach {
  return { seconds: longest(durations), metres: longest(distances), cost: costs && longest(costs) }
}

/** Where there is no way, nothing is driven. */
function longest(matrix: Int32Array | undefined): number {
  let most = 0
  for (const one of matrix ?? []) if (one > most && one < arcMax) most = one
  return most
}

/** In parts. */
function dearestArc({ seconds, metres, cost }: Reach, { pace, costs }: AskVehicle): number {
  if (cost !== undefined) return cost * parts
  return ((seconds * pace) / 100) * (costs.perHour + costs.perDutyHour) * 1_000 + metres * costs.perKm * 3_600
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
