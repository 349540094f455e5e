import type { RoutingFormat } from '../app/routing-files/named-problem.ts'
import { Refusal } from '../domain/refusal.ts'
import type { RouteFlags } from './route-options.ts'

/** Names of the flags that were given at the command line, neither left out nor from the environment. */
export type GivenFlags = ReadonlySet<keyof RouteFlags>

const table: readonly RoutingFormat[] = ['csv']
const untravelled: readonly RoutingFormat[] = ['csv', 'vroom', 'model']

/** The forms for which a flag says something; those that are not here are for all. */
export const flagForms = {
  rounding: ['solomon', 'lilim'],
  objective: ['solomon', 'lilim', 'csv'],
  depot: table,
  vehicles: table,
  capacity: table,
  shift: table,
  skills: table,
  speed: untravelled,
  ways: untravelled,
  detour: untravelled,
  osrm: untravelled,
  valhalla: untravelled,
  roadSnap: untravelled,
  roadTable: untravelled,
} as const satisfies Partial<Record<keyof RouteFlags, readonly RoutingFormat[]>>

/** What people call the forms. */
const names: Readonly<Record<RoutingFormat, string>> = {
  vrplib: 'VRPLIB',
  solomon: 'Solomon',
  lilim: 'Li & Lim',
  hvrp: 'HVRP',
  loggibud: 'loggibud',
  csv: 'CSV of stops',
  vroom: "JSON in VROOM's form",
  model: 'JSON in our own form',
}

type Asked = { readonly file: string; readonly flags: RouteFlags; readonly given: GivenFlags }

/** Refuses flags that would be passed over: for another form, or without the one that they add to. @throws Refusal ROUTING_FLAG */
export function checkFlags(format: RoutingFormat, { file, flags, given }: Asked): void {
  for (const [flag, forms] of Object.entries(flagForms) as [keyof typeof flagForms, readonly RoutingFormat[]][]) {
    if (!given.has(flag) || forms.includes(format)) continue
    const reason = `it is for ${listed(forms.map((one) => names[one]))}, and this is ${names[format]}`
    refuseFlag(file, flag, reason, 'leave it out: the file says all that is to be known')
  }
  const isByRoad = flags.osrm !== undefined || flags.valhalla !== undefined
  for (const flag of ['ways', 'detour'] as const)
    if (given.has(flag) && flags.speed === undefined)
      refuseFlag(file, flag, 'it is about straight lines, and nothing says that these will do', 'add --speed KMH')
  for (const flag of ['roadSnap', 'roadTable'] as const)
    if (given.has(flag) && !isByRoad)
      refuseFlag(file, flag, 'no road service is named that it could be for', 'add --osrm or --valhalla')
  for (const flag of ['osrm', 'valhalla'] as const)
    if (given.has(flag) && flags.speed !== undefined)
      refuseFlag(file, flag, '--speed asks for straight lines in place of roads', 'leave one of the two out')
}

/** Where the file has all its matrices, no length of a way is asked of anybody; roads may still be drawn. @throws Refusal ROUTING_FLAG */
export function checkUntravelled({ file, given }: Omit<Asked, 'flags'>, isDrawn: boolean): void {
  for (const flag of isDrawn ? (['speed'] as const) : (['speed', 'osrm', 'valhalla'] as const))
    if (given.has(flag))
      refuseFlag(file, flag, 'the file has matrices, which say how long every way is', 'leave it or the matrices out')
}

/** @throws Refusal ROUTING_FLAG always */
export function refuseFlag(file: string, flag: keyof RouteFlags, reason: string, remedy: string): never {
  throw new Refusal('ROUTING_FLAG', { file, flag: spelled(flag), reason, remedy })
}

/** As it is typed: roadSnap is --road-snap. */
export const spelled = (flag: string) => `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

function listed(all: readonly string[]): string {
  return all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}
