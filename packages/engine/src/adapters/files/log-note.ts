import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../../domain/refusal.ts'
import type { LogIdentity } from '../../ports/event-log.ts'
import { writeDurably } from './durable-file.ts'

const noteFile = 'log.json'

/** Which log the data folder goes with, as it was last opened; undefined before the first time. @throws Refusal DATA_DAMAGED */
export async function notedLog(dir: string): Promise<LogIdentity | undefined> {
  const path = join(dir, noteFile)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    const { id, place } = JSON.parse(text) as Partial<LogIdentity>
    if (typeof id === 'string' && typeof place === 'string') return { id, place }
  } catch {
    // said below
  }
  throw new Refusal('DATA_DAMAGED', { what: path, reason: 'it is not what was written' })
}

/** Notes it for the next start. */
export function noteLog(dir: string, { id, place }: LogIdentity): Promise<void> {
  return writeDurably(join(dir, noteFile), `${JSON.stringify({ id, place })}\n`)
}
