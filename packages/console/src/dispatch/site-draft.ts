import type { DepotBody, DispatchAmounts, PutDepotBody, PutVehicleBody, VehicleBody } from '@nunchi/protocol'

/** A depot as it is typed. */
export type DepotDraft = Record<'id' | 'name' | 'lat' | 'lon' | 'zone' | 'kmPerHour' | 'detour', string> & {
  readonly by: DepotBody['travel']['by']
}
type VehicleText =
  | 'id'
  | 'name'
  | 'driver'
  | 'depot'
  | 'from'
  | 'until'
  | 'capacity'
  | 'skills'
  | 'fixed'
  | 'perKm'
  | 'perHour'
  | 'stopsMax'
  | 'tripsMax'
  | 'loadingMinutes'
/** A vehicle as it is typed. What is not typed here (a pause) stays as it was. */
export type VehicleDraft = Record<VehicleText, string> & { readonly returns: boolean; readonly isOff: boolean }

const dayMinutes = 1_440

/** Begins with a depot as it is, or with what is usual. */
export function depotDraftOf(depot?: DepotBody): DepotDraft {
  const straight = depot && depot.travel.by !== 'roads' ? depot.travel : undefined
  return {
    id: depot?.depot ?? '',
    name: depot?.name ?? '',
    lat: textOf(depot?.lat),
    lon: textOf(depot?.lon),
    zone: depot?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    // Ready for who goes over from roads to a stated speed, too.
    kmPerHour: textOf(straight?.kmPerHour ?? 30),
    detour: textOf(straight?.detourPercent ?? 130),
    by: depot?.travel.by ?? 'great-circle',
  }
}

/** What is sent; undefined while something is missing or no number. */
export function depotBodyOf(draft: DepotDraft): PutDepotBody | undefined {
  const [lat, lon] = [numberOf(draft.lat), numberOf(draft.lon)]
  const [kmPerHour, detourPercent] = [numberOf(draft.kmPerHour), numberOf(draft.detour) ?? 100]
  const [name, zone] = [draft.name.trim(), draft.zone.trim()]
  if (lat === undefined || lon === undefined || name === '' || zone === '' || draft.id.trim() === '') return undefined
  if (draft.by === 'roads') return { name, lat, lon, zone, travel: { by: draft.by } }
  if (kmPerHour === undefined) return undefined
  return { name, lat, lon, zone, travel: { by: draft.by, kmPerHour, detourPercent } }
}

/** Begins with a vehicle as it is, or with what is usual. @param digits of the currency's minor unit */
export function vehicleDraftOf(vehicle: VehicleBody | undefined, depot: string, digits: number): VehicleDraft {
  const money = (minor: number | undefined) => textOf(minor === undefined ? 0 : minor / 10 ** digits)
  return {
    id: vehicle?.vehicle ?? '',
    name: vehicle?.name ?? '',
    driver: vehicle?.driver ?? '',
    depot: vehicle?.depot ?? depot,
    from: timeOf(vehicle?.shift.fromMinute ?? 9 * 60),
    until: timeOf(vehicle?.shift.untilMinute ?? 18 * 60),
    capacity: Object.entries(vehicle?.capacity ?? { parcels: 60 })
      .map(([name, amount]) => `${name} ${amount}`)
      .join(', '),
    skills: (vehicle?.skills ?? []).join(', '),
    fixed: money(vehicle?.costs.fixedMinor),
    perKm: money(vehicle?.costs.perKmMinor),
    perHour: money(vehicle?.costs.perHourMinor),
    stopsMax: textOf(vehicle?.stopsMax),
    tripsMax: textOf(vehicle?.tripsMax),
    loadingMinutes: textOf(vehicle?.loadingMinutes),
    returns: vehicle?.returns ?? true,
    isOff: vehicle?.isOff ?? false,
  }
}

/** What is sent; undefined while something is missing or cannot be read. @param before whose pause is kept */
export function vehicleBodyOf(
  draft: VehicleDraft,
  { digits, before }: { readonly digits: number; readonly before: VehicleBody | undefined },
): PutVehicleBody | undefined {
  const minor = (text: string) => {
    const value = numberOf(text)
    return value === undefined || value < 0 ? undefined : Math.round(value * 10 ** digits)
  }
  const [fixedMinor, perKmMinor, perHourMinor] = [minor(draft.fixed), minor(draft.perKm), minor(draft.perHour)]
  const [capacity, shift] = [amountsOf(draft.capacity), shiftOf(draft.from, draft.until)]
  const [name, driver] = [draft.name.trim(), draft.driver.trim()]
  if (name === '' || draft.id.trim() === '' || draft.depot === '' || !capacity || !shift) return undefined
  if (fixedMinor === undefined || perKmMinor === undefined || perHourMinor === undefined) return undefined
  const atMost = (['stopsMax', 'tripsMax', 'loadingMinutes'] as const).filter((key) => draft[key].trim() !== '')
  if (atMost.some((key) => numberOf(draft[key]) === undefined)) return undefined
  return {
    name,
    depot: draft.depot,
    ...(driver === '' ? {} : { driver }),
    capacity,
    shift,
    ...(before?.pause && { pause: before.pause }),
    skills: wordsIn(draft.skills),
    costs: { fixedMinor, perKmMinor, perHourMinor },
    returns: draft.returns,
    ...Object.fromEntries(atMost.map((key) => [key, numberOf(draft[key])])),
    ...(draft.isOff ? { isOff: true } : {}),
  }
}

/** 09:00 to 18:00; one that ends before it begins ends on the next day. */
function shiftOf(from: string, until: string): PutVehicleBody['shift'] | undefined {
  const [fromMinute, end] = [minuteOf(from), minuteOf(until)]
  if (fromMinute === undefined || end === undefined) return undefined
  return { fromMinute, untilMinute: end > fromMinute ? end : end + dayMinutes }
}

/** "parcels 60, grams 400000". */
function amountsOf(text: string): DispatchAmounts | undefined {
  const pairs = wordsIn(text).map((part) => /^(.+?)[\s:=]+(\d+)$/.exec(part))
  return pairs.every((pair) => pair !== null)
    ? Object.fromEntries(pairs.map((pair) => [pair![1]!.trim(), Number(pair![2])]))
    : undefined
}

function wordsIn(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

function minuteOf(text: string): number | undefined {
  const found = /^(\d\d):(\d\d)$/.exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined
}

function timeOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor((minute % dayMinutes) / 60))}:${two(minute % 60)}`
}

function numberOf(text: string): number | undefined {
  const value = Number(text)
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value
}

function textOf(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}
