import {
  DepotBody,
  DepotParams,
  DepotsBody,
  PutDepotBody,
  PutVehicleBody,
  RoadsBody,
  VehicleBody,
  VehicleParams,
  VehiclesBody,
} from '@nunchi/protocol'
import type { DispatchVehicle } from '../../app/face.ts'
import { limits } from '../../domain/limits.ts'
import { route } from '../route.ts'

const common = { access: 'secret', group: 'Merchant' } as const

/** GET /v1/dispatch/depots. 200. */
export const getDepots = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/depots',
  summary: 'Where vehicles start',
  answer: { status: 200, body: DepotsBody },
  handle: (rim) => ({ depots: rim.shop.dispatch.depots().map(({ id: depot, ...rest }) => ({ depot, ...rest })) }),
})

/** PUT /v1/dispatch/depots/:depot. 200, 400 DISPATCH_ZONE, 409 DISPATCH_ROADS. */
export const putDepot = route({
  ...common,
  method: 'PUT',
  path: '/v1/dispatch/depots/:depot',
  summary: 'Registers a depot, or says anew what it is',
  params: DepotParams,
  body: PutDepotBody,
  answer: { status: 200, body: DepotBody },
  handle: async (rim, { params, body }) => {
    const { id: depot, ...rest } = await rim.shop.dispatch.putDepot(params.depot, body)
    return { depot, ...rest }
  },
})

/** DELETE /v1/dispatch/depots/:depot. 204, 404 DISPATCH_DEPOT, 409 DISPATCH_DEPOT_USED. */
export const deleteDepot = route({
  ...common,
  method: 'DELETE',
  path: '/v1/dispatch/depots/:depot',
  summary: 'Takes a depot away that no vehicle starts from',
  params: DepotParams,
  answer: { status: 204 },
  handle: async (rim, { params }, reply) => {
    await rim.shop.dispatch.removeDepot(params.depot)
    return reply.send()
  },
})

/** GET /v1/dispatch/depots/:depot/roads. 200, 404 DISPATCH_DEPOT. */
export const getRoads = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/depots/:depot/roads',
  summary: 'Lines to draw behind the stops, as they were given',
  params: DepotParams,
  answer: { status: 200, body: RoadsBody },
  handle: async (rim, { params }) => ({ lines: await rim.shop.dispatch.roads(params.depot) }),
})

/** PUT /v1/dispatch/depots/:depot/roads. 200, 400, 404 DISPATCH_DEPOT. */
export const putRoads = route({
  ...common,
  method: 'PUT',
  path: '/v1/dispatch/depots/:depot/roads',
  summary: 'Gives the lines to draw behind the stops: roads, rivers, borders',
  params: DepotParams,
  body: RoadsBody,
  bytesMax: limits.batchBytesMax,
  answer: { status: 200, body: RoadsBody },
  handle: async (rim, { params, body }) => ({ lines: await rim.shop.dispatch.putRoads(params.depot, body.lines) }),
})

/** GET /v1/dispatch/vehicles. 200. */
export const getVehicles = route({
  ...common,
  method: 'GET',
  path: '/v1/dispatch/vehicles',
  summary: 'What brings things, and who drives it',
  answer: { status: 200, body: VehiclesBody },
  handle: async (rim, _ask, reply) => {
    reply.header('cache-control', 'no-store')
    return { vehicles: (await rim.shop.dispatch.vehicles()).map(vehicleJson) }
  },
})

/** PUT /v1/dispatch/vehicles/:vehicle. 200, 404 DISPATCH_DEPOT. */
export const putVehicle = route({
  ...common,
  method: 'PUT',
  path: '/v1/dispatch/vehicles/:vehicle',
  summary: 'Registers a vehicle, or says anew what it is',
  params: VehicleParams,
  body: PutVehicleBody,
  answer: { status: 200, body: VehicleBody },
  handle: async (rim, { params, body }) => vehicleJson(await rim.shop.dispatch.putVehicle(params.vehicle, body)),
})

/** DELETE /v1/dispatch/vehicles/:vehicle. 204, 404 DISPATCH_VEHICLE, 409 DISPATCH_VEHICLE_OUT. */
export const deleteVehicle = route({
  ...common,
  method: 'DELETE',
  path: '/v1/dispatch/vehicles/:vehicle',
  summary: 'Takes a vehicle away that is not out',
  params: VehicleParams,
  answer: { status: 204 },
  handle: async (rim, { params }, reply) => {
    await rim.shop.dispatch.removeVehicle(params.vehicle)
    return reply.send()
  },
})

function vehicleJson({ id: vehicle, ...rest }: DispatchVehicle & { readonly driver?: string }) {
  return { vehicle, ...rest }
}
