import type { ImportBody } from '@nunchi/protocol'
import type { ImportJob } from '../../app/import/job.ts'
import type { RejectedRow } from '../../app/import/job-folder.ts'

const reasonsMax = 20

/** An import over the wire. */
export function importJson(job: ImportJob, rejects: readonly RejectedRow[]): ImportBody {
  const { id, ask, state, format, foundEncoding, mapName, counts, bytes, bytesRead, resumed, problem } = job
  const { createdAt, startedAt, endedAt, looksLike } = job
  const { rows = 0, accepted = 0, duplicates = 0, dropped = 0, rejected = 0 } = counts ?? {}
  return {
    ...{ id, name: ask.name, kind: ask.kind, state, format, encoding: foundEncoding, map: mapName, looksLike },
    ...{ createdAt, startedAt, endedAt, bytes, bytesRead: Math.min(bytes, bytesRead) },
    ...{ rows, accepted, duplicates, dropped, rejected },
    rejectedBy: Object.entries(counts?.rejectedBy ?? {})
      .map(([what, count]) => ({ what, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, reasonsMax),
    skippedBy: counts?.skippedBy ?? {},
    notes: counts?.warnings ?? {},
    resumed,
    problem: problem && { ...problem, requestId: ask.requestId },
    rejects: [...rejects],
  }
}
