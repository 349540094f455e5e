import { Refusal } from '../../domain/refusal.ts'
import { type ImportCounts, isNothingUsable } from './counts.ts'
import type { ImportKind } from './item.ts'
import type { ImportJob, Problem } from './job.ts'
import type { ImportEnd, ImportSummary } from './run.ts'

const inAlready = 'what is in the shop already is not taken twice'

/** What to say of an import that did not come to its end; undefined for one that did. */
export function problemOf(
  { ask, looksLike }: Pick<ImportJob, 'ask' | 'looksLike'>,
  { end, reason, counts }: ImportSummary,
  rejectsMax: number,
): Problem | undefined {
  const file = ask.name
  if (end === 'done') {
    if (isNothingUsable(counts)) return told(nothingUsable(file, counts, looksLike))
    if (counts.rows > 0) return undefined
    return told(new Refusal('IMPORT_FILE', { file, reason: 'it holds no rows; check the export that made it' }))
  }
  if (end === 'all-rejected') return told(nothingUsable(file, counts, looksLike))
  const why: Partial<Record<ImportEnd, readonly [reason: string, remedy: string]>> = {
    'rejects-max': [
      `more than ${rejectsMax.toLocaleString('en-US')} rows were rejected`,
      `look at the rejected rows, correct the file and send it again; ${inAlready}`,
    ],
    'source-broken': [
      `the file is broken after row ${counts.rows.toLocaleString('en-US')} (${reason})`,
      `export it anew and send it again; ${inAlready}`,
    ],
    'sink-failed': [`the shop took no more facts (${reason})`, `send it again once it does; ${inAlready}`],
  }
  const [what, remedy] = why[end] ?? [end, `send it again; ${inAlready}`]
  return told(new Refusal('IMPORT_STOPPED', { file, reason: what, accepted: counts.accepted, remedy }))
}

/** An import that came to nothing as no row could be used; what the file seems to hold instead is the remedy, where that shows. */
export function nothingUsable(file: string, { rows }: ImportCounts, looksLike?: ImportKind): Refusal {
  const count = rows.toLocaleString('en-US')
  const remedy =
    looksLike === undefined
      ? 'look at the rejected rows, and say how to read the file (kind, format, column map)'
      : `it looks like ${looksLike}, so import it as ${looksLike}`
  return new Refusal('IMPORT_NOTHING_USABLE', { file, count, remedy })
}

/** A refusal as it is kept. */
export function told({ code, message, details }: Refusal): Problem {
  return { code, message, details }
}

/** The same refusal, naming the file as its sender does: where it lies on our disk is nobody's business. */
export function named(refusal: Refusal, name: string): Refusal {
  return 'file' in refusal.details ? new Refusal(refusal.code, { ...refusal.details, file: name }) : refusal
}
