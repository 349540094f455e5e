import { isOut } from '../../decide/dispatch/outlook.ts'
import type { Depot, DispatchVehicle } from '../../domain/dispatch.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isZone } from '../alerts/local-clock.ts'
import type { DepotGiven, VehicleGiven } from './answers.ts'
import type { Board } from './board.ts'

type Driven = DispatchVehicle & { readonly driver?: string }

/** Depots and vehicles: who could bring things. */
export class Sites {
  readonly #board: Board

  constructor(board: Board) {
    this.#board = board
  }

  /** @throws Refusal DISPATCH_ZONE, DISPATCH_ROADS */
  async putDepot(id: string, given: DepotGiven): Promise<Depot> {
    const { zone, travel } = given
    if (!isZone(zone)) throw new Refusal('DISPATCH_ZONE', { zone })
    if (travel.by === 'roads' && !this.#board.travels.hasRoads) throw new Refusal('DISPATCH_ROADS')
    const depot: Depot = { id, ...given }
    await this.#board.append([{ ...this.#board.fact(), kind: 'depot.registered', depot }])
    return depot
  }

  /** @throws Refusal DISPATCH_DEPOT, DISPATCH_DEPOT_USED */
  removeDepot(depot: string): Promise<void> {
    return this.#board.alone(async () => {
      this.#board.depot(depot)
      const user = this.#board.views.dispatch.vehicles().find((vehicle) => vehicle.depot === depot)
      if (user) throw new Refusal('DISPATCH_DEPOT_USED', { depot, vehicle: user.id })
      await this.#board.append([{ ...this.#board.fact(), kind: 'depot.removed', depot }])
    })
  }

  /** @throws Refusal DISPATCH_DEPOT */
  async roads(depot: string): Promise<readonly unknown[]> {
    this.#board.depot(depot)
    return this.#board.doors.linesOf(depot)
  }

  /** @throws Refusal DISPATCH_DEPOT */
  async putRoads(depot: string, lines: readonly unknown[]): Promise<readonly unknown[]> {
    this.#board.depot(depot)
    await this.#board.doors.putLines(depot, lines)
    return lines
  }

  vehicles(): Promise<readonly Driven[]> {
    return Promise.all(this.#board.views.dispatch.vehicles().map((vehicle) => this.#driven(vehicle)))
  }

  /** @throws Refusal DISPATCH_DEPOT */
  putVehicle(id: string, { driver, skills = [], ...given }: VehicleGiven): Promise<Driven> {
    return this.#board.alone(async () => {
      this.#board.depot(given.depot)
      await this.#board.doors.putDriver(id, driver)
      const vehicle: DispatchVehicle = { id, ...given, skills }
      await this.#board.append([{ ...this.#board.fact(), kind: 'vehicle.registered', vehicle }])
      return this.#driven(vehicle)
    })
  }

  /** @throws Refusal DISPATCH_VEHICLE, DISPATCH_VEHICLE_OUT */
  removeVehicle(vehicle: string): Promise<void> {
    return this.#board.alone(async () => {
      this.#board.vehicle(vehicle)
      const isDriven = this.#board.views.dispatch.days().some((of) => {
        const tour = of.plans.accepted?.tours.find((one) => one.vehicle === vehicle)
        const { startedAt, endedAt } = of.timesOf(vehicle)
        // Who forgot to say that they set out is out all the same, once they were at a door.
        const since = startedAt ?? (tour !== undefined && isOut(of, tour) ? tour.leavesAt * 1_000 : 0)
        return endedAt === undefined && since > this.#board.now() - dayMs
      })
      if (isDriven) throw new Refusal('DISPATCH_VEHICLE_OUT', { vehicle })
      await this.#board.doors.putDriver(vehicle, undefined)
      await this.#board.append([{ ...this.#board.fact(), kind: 'vehicle.removed', vehicle }])
    })
  }

  async #driven(vehicle: DispatchVehicle): Promise<Driven> {
    const driver = await this.#board.doors.driverOf(vehicle.id)
    return driver === undefined ? vehicle : { ...vehicle, driver }
  }
}

const dayMs = 86_400_000
