import type { AskBreak, AskStep, AskVehicle } from './ask.ts'
import { refuseRoute } from './json.ts'
import type { ModelVehicle, RouteModel } from './model.ts'
import { loads, type ModelNames, placeOf, secondsOf } from './model-names.ts'

const noLimit = Number.POSITIVE_INFINITY
/** Costs that say nothing of money: seconds of travel. */
const seconds = { fixed: 0, perHour: 3_600, perKm: 0, perDutyHour: 0 }
/** More than anybody carries. */
const anyLoad = Number.MAX_SAFE_INTEGER

/** The vehicles of a model, one by one: of those that are alike, each has a number behind its id. */
export function vehiclesOf(model: RouteModel, names: ModelNames): AskVehicle[] {
  const kinds = stopKinds(model)
  const ids = new Set<string>()
  return model.vehicles.flatMap((vehicle, i) => {
    const field = `vehicles[${i}]`
    const one = vehicleOf(vehicle, { field, names, kinds })
    const { count = 1, id } = vehicle
    if (count > 1 && vehicle.route !== undefined)
      refuseRoute(
        `${field}.route`,
        `Which of the ${count} has this route is not said.`,
        'send vehicles with routes one by one',
      )
    const all = count === 1 ? [id] : Array.from({ length: count }, (_, n) => `${id}/${n + 1}`)
    return all.map((own) => {
      if (ids.has(own))
        refuseRoute(`${field}.id`, `There is another vehicle with the id ${own}.`, 'give each an id of its own')
      ids.add(own)
      return { ...one, id: own }
    })
  })
}

/** What each stop is, by its id. */
function stopKinds({ stops = [], shipments = [] }: RouteModel): ReadonlyMap<string, AskStep['type']> {
  return new Map([
    ...stops.map(({ id }) => [id, 'job'] as const),
    ...shipments.flatMap(({ pickup, delivery }) => [
      [pickup.id, 'pickup'] as const,
      [delivery.id, 'delivery'] as const,
    ]),
  ])
}

type Known = {
  readonly field: string
  readonly names: ModelNames
  readonly kinds: ReadonlyMap<string, AskStep['type']>
}

function vehicleOf(vehicle: ModelVehicle, known: Known): Omit<AskVehicle, 'id'> {
  const { field, names } = known
  const { description, start, end, profile, pacePercent = 100, capacity, skills = [], shift, costs, reload } = vehicle
  const profileIndex = profile === undefined ? 0 : names.profiles.get(profile)
  if (profileIndex === undefined)
    refuseRoute(`${field}.profile`, `There is no profile ${profile}.`, 'name one of "profiles"')
  const [shiftSeconds] = shift ? secondsOf([shift], `${field}.shift`) : []
  const steps = stepsOf(vehicle, known)
  return {
    field,
    ...(description === undefined ? {} : { description }),
    type: vehicle.kind ?? '',
    profile: profileIndex,
    ...(start === undefined ? {} : { start: placeOf(names, start, `${field}.start`) }),
    ...(end === undefined ? {} : { end: placeOf(names, end, `${field}.end`) }),
    pace: pacePercent,
    capacity: loads(names, capacity),
    skills,
    ...(shiftSeconds ? { shift: shiftSeconds } : {}),
    breaks: breaksOf(vehicle, known),
    costs: { ...(costs ? { ...seconds, perHour: 0, ...costs } : seconds), perTaskHour: 0 },
    maxTasks: vehicle.stopsMax ?? noLimit,
    maxTravel: vehicle.travelSecondsMax ?? noLimit,
    maxDistance: vehicle.metresMax ?? noLimit,
    maxDuration: vehicle.durationSecondsMax ?? noLimit,
    ...(reload
      ? {
          reload: {
            places: reload.places.map((id, i) => placeOf(names, id, `${field}.reload.places[${i}]`)),
            service: reload.serviceSeconds ?? 0,
            most: reload.most,
          },
        }
      : {}),
    ...(steps ? { steps } : {}),
    stepsFixed: vehicle.routeFixed ?? 0,
  }
}

function breaksOf({ breaks = [] }: ModelVehicle, { field, names }: Known): AskBreak[] {
  return breaks.map(({ id, windows, seconds: service, maxLoad }, i) => ({
    id,
    windows: secondsOf(windows, `${field}.breaks[${i}].windows`),
    service,
    ...(maxLoad ? { maxLoad: loads(names, maxLoad, anyLoad) } : {}),
  }))
}

function stepsOf({ route }: ModelVehicle, { field, kinds }: Known): AskStep[] | undefined {
  return route?.map((id, i) => {
    const at = `${field}.route[${i}]`
    return {
      type: kinds.get(id) ?? refuseRoute(at, `There is no stop ${id}.`, 'name a stop of this problem'),
      id,
      field: at,
    }
  })
}
