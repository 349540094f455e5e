import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { notedLog } from '../adapters/files/log-note.ts'
import { logFile } from '../adapters/sqlite/event-log.ts'
import { vaultFile } from '../adapters/sqlite/vault.ts'
import { Refusal } from '../domain/refusal.ts'
import type { LogIdentity } from '../ports/event-log.ts'

/**
 * Before anything is opened, and so perhaps made: whether the log asked for can be the one that the folder goes with, and
 * whether the vault is there, without which nobody in the log could be found or forgotten.
 * @returns that log; undefined for a new folder
 * @throws Refusal LOG_OTHER, DATA_DAMAGED
 */
export async function logOf(dir: string, logUrl: string | undefined): Promise<LogIdentity | undefined> {
  const known = await notedLog(dir)
  if (!known) return undefined
  const isEmbedded = known.place === logFile
  if (!isEmbedded && logUrl === undefined) throw otherLog(known, 'none was named')
  if (isEmbedded && logUrl !== undefined) throw otherLog(known, 'another one was named')
  if (isEmbedded && !existsSync(join(dir, logFile))) throw otherLog(known, `${logFile} is not there`)
  const vault = join(dir, vaultFile)
  if (!existsSync(vault)) throw new Refusal('DATA_DAMAGED', { what: vault, reason: 'it is not there' })
  return known
}

/** @throws Refusal LOG_OTHER when the log that was opened is not the known one */
export function checkLog(known: LogIdentity | undefined, opened: LogIdentity): void {
  if (known && known.id !== opened.id) throw otherLog(known, `what is at ${opened.place} is another one`)
}

function otherLog({ place }: LogIdentity, found: string): Refusal {
  return new Refusal('LOG_OTHER', { known: place, found })
}
