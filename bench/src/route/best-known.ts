import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { NamedProblem, ReadWishes } from '@nunchi/engine'
import { solomonOptima } from './solomon-optima.ts'

/** The best cost that anybody published, in the unit of the file; with vehicles, where these come first. */
export type BestKnown = { readonly cost: number; readonly vehicles?: number }

type Entry = { readonly best_known_cost: number; readonly solved_with_vehicles?: number }

/**
 * What is known of an instance, counted as it is read: from the .sol file or the best-known.json beside it, or above it.
 * Nothing where all that is known is counted otherwise (vehicles first where only distance counts, exact distances where
 * decimals are cut off): a gap to that would say nothing.
 */
export function bestKnown(file: string, { name, format }: NamedProblem, wishes: ReadWishes): BestKnown | undefined {
  const solution = file.replace(/(\.vrp|\.txt)?(\.gz)?$/i, '.sol')
  if (format === 'vrplib' && existsSync(solution)) {
    const cost = /^\s*cost\s+([\d.]+)/im.exec(readFileSync(solution, 'utf8'))?.[1]
    return cost === undefined ? undefined : { cost: Number(cost) }
  }
  const entries = entriesNear(file)
  const entry = entries[name]
  if (format === 'hvrp') return entry && { cost: entry.best_known_cost }
  const isVehicles = wishes.objective === 'vehicles' || (format === 'lilim' && wishes.objective !== 'cost')
  const rounding = wishes.rounding ?? (format === 'lilim' ? 'real' : 'truncated')
  if (rounding === 'truncated' && format === 'solomon' && !isVehicles) {
    const tenths = solomonOptima[name.toUpperCase()]
    return tenths === undefined ? undefined : { cost: tenths / 10 }
  }
  if (rounding !== 'real') return undefined
  if (isVehicles) return entry && { cost: entry.best_known_cost, vehicles: entry.solved_with_vehicles }
  const distance = entries[`${name}_distance`]
  return distance && { cost: distance.best_known_cost }
}

/** Of the file's folder, or of the folder above it. */
function entriesNear(file: string): Readonly<Record<string, Entry>> {
  const folders = [dirname(file), dirname(dirname(file))]
  const path = folders.map((folder) => join(folder, 'best-known.json')).find((one) => existsSync(one))
  return path === undefined ? {} : (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Entry>)
}
