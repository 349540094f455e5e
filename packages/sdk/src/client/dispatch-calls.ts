import type {
  ComparedBody,
  DeliveriesBody,
  DeliveriesQuery,
  DeliveriesTakenBody,
  DeliveryDue,
  DepotBody,
  DepotsBody,
  DispatchDeliveryBody,
  DispatchPlanBody,
  MovedBody,
  PlansBody,
  PostMoveBody,
  PostSolveBody,
  PutDepotBody,
  PutVehicleBody,
  RoadsBody,
  SolveBody,
  VehicleBody,
  VehiclesBody,
} from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'
import { readStates, type StreamOptions } from './stream.ts'

const base = '/v1/dispatch'
const pathOf = (...parts: readonly string[]) => `${base}/${parts.map(encodeURIComponent).join('/')}`

/** Deliveries of the day, who brings them, and plans of it. With a secret key. */
export function dispatchCalls(asker: Asker) {
  return {
    ...siteCalls(asker),
    ...planCalls(asker),
    /** The deliveries of a day. */
    deliveries: (query: DeliveriesQuery, options?: CallOptions) =>
      asker.json<DeliveriesBody>({ path: pathOf('deliveries'), query }, options),
    deliveryOf: (delivery: string, options?: CallOptions) =>
      asker.json<DispatchDeliveryBody>({ path: pathOf('deliveries', delivery) }, options),
    /** Adds deliveries or changes those that are known; sent again it changes nothing. At most 2,000. */
    addDeliveries: (deliveries: readonly DeliveryDue[], options?: CallOptions) =>
      asker.json<DeliveriesTakenBody>(
        { method: 'POST', path: pathOf('deliveries'), body: { deliveries }, isRead: true },
        options,
      ),
    /** Calls one off; with `forget` where and to whom it was to be brought is erased at once. */
    cancelDelivery: (delivery: string, query?: { readonly forget?: boolean }, options?: CallOptions) =>
      asker.json<DispatchDeliveryBody>({ method: 'DELETE', path: pathOf('deliveries', delivery), query }, options),
  }
}
export type DispatchCalls = ReturnType<typeof dispatchCalls>

function siteCalls(asker: Asker) {
  return {
    depots: (options?: CallOptions) => asker.json<DepotsBody>({ path: pathOf('depots') }, options),
    putDepot: (depot: string, body: PutDepotBody, options?: CallOptions) =>
      asker.json<DepotBody>({ method: 'PUT', path: pathOf('depots', depot), body }, options),
    removeDepot: (depot: string, options?: CallOptions) =>
      asker.json<void>({ method: 'DELETE', path: pathOf('depots', depot) }, options),
    /** Lines to draw behind the stops, as they were given. */
    roads: (depot: string, options?: CallOptions) =>
      asker.json<RoadsBody>({ path: pathOf('depots', depot, 'roads') }, options),
    putRoads: (depot: string, body: RoadsBody, options?: CallOptions) =>
      asker.json<RoadsBody>({ method: 'PUT', path: pathOf('depots', depot, 'roads'), body }, options),
    vehicles: (options?: CallOptions) => asker.json<VehiclesBody>({ path: pathOf('vehicles') }, options),
    putVehicle: (vehicle: string, body: PutVehicleBody, options?: CallOptions) =>
      asker.json<VehicleBody>({ method: 'PUT', path: pathOf('vehicles', vehicle), body }, options),
    removeVehicle: (vehicle: string, options?: CallOptions) =>
      asker.json<void>({ method: 'DELETE', path: pathOf('vehicles', vehicle) }, options),
  }
}

function planCalls(asker: Asker) {
  return {
    /** Begins to plan a day, in a thread of its own. */
    startSolve: (body: PostSolveBody, options?: CallOptions) =>
      asker.json<SolveBody>({ method: 'POST', path: pathOf('solves'), body }, options),
    solveOf: (solve: string, options?: CallOptions) =>
      asker.json<SolveBody>({ path: pathOf('solves', solve) }, options),
    /** How far a solve is, as it goes; ends with it. */
    solveStream: (solve: string, options?: StateStreamOptions) =>
      readStates<SolveBody>(asker, { path: pathOf('solves', solve, 'stream'), query: () => ({}) }, options),
    /** Ends one; with `keep` the best plan so far is proposed. */
    endSolve: (solve: string, query?: { readonly keep?: boolean }, options?: CallOptions) =>
      asker.json<SolveBody>({ method: 'DELETE', path: pathOf('solves', solve), query }, options),
    plans: (day: string, options?: CallOptions) =>
      asker.json<PlansBody>({ path: pathOf('plans'), query: { day } }, options),
    plan: (plan: string, options?: CallOptions) =>
      asker.json<DispatchPlanBody>({ path: pathOf('plans', plan) }, options),
    acceptPlan: (plan: string, options?: CallOptions) =>
      asker.json<DispatchPlanBody>({ method: 'POST', path: pathOf('plans', plan, 'accept') }, options),
    withdrawPlan: (plan: string, options?: CallOptions) =>
      asker.json<DispatchPlanBody>({ method: 'POST', path: pathOf('plans', plan, 'withdraw') }, options),
    /** Puts a stop elsewhere; with `ask` it only says what that would cost. */
    moveStop: (plan: string, body: PostMoveBody, options?: CallOptions) =>
      asker.json<MovedBody>({ method: 'POST', path: pathOf('plans', plan, 'moves'), body, isRead: body.ask }, options),
    comparePlans: (plan: string, other: string, options?: CallOptions) =>
      asker.json<ComparedBody>({ path: pathOf('plans', plan, 'compare'), query: { with: other } }, options),
  }
}

type StateStreamOptions = Omit<StreamOptions, 'onGap'>
