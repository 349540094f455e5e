import type { Refusal } from '../../domain/refusal.ts'
import type { ImportCounts } from './counts.ts'
import type { Format } from './detect.ts'
import type { Encoding } from './encoding.ts'
import type { ImportKind } from './item.ts'

/** What somebody wants imported, and how to read it. */
export type ImportAsk = {
  /** The file's name, for people. */
  readonly name: string
  readonly kind: ImportKind
  readonly format?: Format
  /** Name of a shipped map, or the JSON of one. */
  readonly map?: string
  readonly delimiter?: string
  readonly encoding?: Encoding
  readonly zone?: string
  readonly attributes?: readonly string[]
  /** The request that brought the file. */
  readonly requestId: string
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

/** One import as it stands; what is kept of it between starts. */
export type ImportJob = {
  readonly id: string
  readonly ask: ImportAsk
  readonly createdAt: number
  readonly bytes: number
  state: JobState
  format?: Format
  foundEncoding?: Encoding
  mapName?: string
  /** What the file seems to hold, where that is something else than what it was sent as. */
  looksLike?: ImportKind
  startedAt?: number
  endedAt?: number
  bytesRead: number
  counts?: ImportCounts
  /** How often it was taken up after the server had stopped. */
  resumed: number
  /** How often the process ended without a word while it ran. */
  crashes: number
  problem?: Problem
}

/** Why an import failed: as a refusal is told over the wire. */
export type Problem = Pick<Refusal, 'code' | 'message'> & Partial<Pick<Refusal, 'details'>>

/** Whether nothing more will come of it. */
export function hasEnded({ state }: Pick<ImportJob, 'state'>): boolean {
  return state !== 'waiting' && state !== 'running'
}
