import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { ReadCounts, SentCounts } from './counts.ts'
import type { Encoding } from './encoding.ts'
import type { ImportKind, Place } from './item.ts'
import type { Identity } from './source.ts'

/** How far an import has come: written after each acknowledged batch. */
export type Checkpoint = {
  readonly version: 1
  readonly identity: Identity
  readonly kind: ImportKind
  /** Everything else that decides what a row becomes; another setting begins anew. */
  readonly setting: string
  readonly place: Place
  /** Items acknowledged, and faults written, since the beginning of the file. */
  readonly items: number
  readonly faults: number
  readonly rejectedBytes: number
  /** The clock of the first run: times that rows do not say must not change when it is resumed. */
  readonly now: number
  /** As it showed on the way; absent while all was ASCII, and then `place` is an offset in the file itself. */
  readonly encoding?: Encoding
  /** The shop's currency as learnt from the file. */
  readonly currency?: string
  readonly read: ReadCounts
  readonly sent: SentCounts
}

/**
 * Reads a checkpoint if it is whole and for this very file and setting. Anything else counts as none: events are
 * idempotent, so beginning anew costs time and nothing else.
 */
export function readCheckpoint(
  file: string,
  expected: { readonly identity: Identity; readonly kind: ImportKind; readonly setting: string },
): Checkpoint | undefined {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Checkpoint
    const { size, mtimeMs, headHash } = expected.identity
    const same =
      found.version === 1 &&
      found.identity.size === size &&
      found.identity.mtimeMs === mtimeMs &&
      found.identity.headHash === headHash &&
      found.kind === expected.kind &&
      found.setting === expected.setting &&
      Number.isSafeInteger(found.place.row + found.place.line + found.place.offset + found.items + found.faults)
    return same && typeof found.read === 'object' && typeof found.sent === 'object' ? found : undefined
  } catch {
    return undefined
  }
}

/** Replaces the checkpoint in one step. Not synced to disk: a lost one is harmless. */
export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  const next = `${file}.next`
  writeFileSync(next, JSON.stringify(checkpoint))
  renameSync(next, file)
}

/** Deletes a checkpoint: the import is through, or begins anew. None there is no error. */
export function removeCheckpoint(file: string): void {
  rmSync(file, { force: true })
  rmSync(`${file}.next`, { force: true })
}
