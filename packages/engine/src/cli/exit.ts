import { CommanderError } from 'commander'
import colors from 'picocolors'
import { Refusal } from '../domain/refusal.ts'

/** How a command ends; docs/operating.md says it to users. `import` has two more of its own. A forced stop ends with 128 + signal. */
export const exits = { done: 0, refused: 1, usage: 2, bug: 70 } as const

/** Tells the user why a command ended, where that is not told yet. @returns the code to exit with */
export function reportEnd(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exits.done : exits.usage // it has said so itself
  if (error instanceof Refusal) {
    console.error(`${colors.red(error.code)} ${error.message}`)
    return exits.refused
  }
  console.error(error)
  console.error('This is a bug in Nunchi. Please report it with the lines above.')
  return exits.bug
}
