import type { AskTask, AskVehicle } from './ask.ts'

/** How long a task takes a vehicle: by the type of it, where the task says so. */
export function timeOn(task: AskTask, { type }: Pick<AskVehicle, 'type'>, what: 'setup' | 'service'): number {
  return task[`${what}PerType`].get(type) ?? task[what]
}
