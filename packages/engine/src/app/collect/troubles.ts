import type { EpochMs } from '../../domain/units.ts'
import type { Verdict } from '../report.ts'
import { masked } from './mask.ts'
import type { Warning } from './notes.ts'
import { isJson, looseText } from './read.ts'
import { type Sample, sampleOf } from './sample.ts'

/** Kinds of trouble and unknown names that are told apart; senders choose both. */
const kindsMax = 500
const nameLengthMax = 100

/** One kind of trouble and how often it came. */
export type Trouble = {
  readonly code: string
  readonly field: string
  readonly reason: string
  readonly remedy: string
  count: number
  lastAt: EpochMs
  sample?: Sample
}
export type UnknownEvent = { readonly name: string; count: number; lastAt: EpochMs }

type Told = {
  readonly at: EpochMs
  /** What was sent, and the verdict on each. */
  readonly entries: readonly unknown[]
  readonly verdicts: readonly Verdict[]
  readonly warnings: readonly Warning[]
}

/**
 * What senders were told since the process started: counts by kind of trouble, with the shape of the latest such event. Nothing
 * that an event says of a person is kept: names that senders chose are masked and cut, of values only the type and the length.
 *
 * Bounded: of each of three tables the kinds that came most often, 500 at least; the rarest are forgotten, half at a time, so
 * that junk costs O(log 500) a kind. O(1) an event that is fine.
 */
export class Troubles {
  readonly since: EpochMs
  accepted = 0
  duplicates = 0
  dropped = 0
  rejectedTotal = 0
  readonly #rejected = new Map<string, Trouble>()
  readonly #warnings = new Map<string, Trouble>()
  readonly #unknown = new Map<string, UnknownEvent>()

  constructor(since: EpochMs) {
    this.since = since
  }

  /** Most frequent first; so are the other lists. */
  get rejected(): readonly Trouble[] {
    return byCount(this.#rejected)
  }

  get warnings(): readonly Trouble[] {
    return byCount(this.#warnings)
  }

  get unknownEvents(): readonly UnknownEvent[] {
    return byCount(this.#unknown)
  }

  /** Takes in what became of one batch. */
  note({ at, entries, verdicts, warnings }: Told): void {
    for (let i = 0; i < verdicts.length; i++) {
      const verdict = verdicts[i]!
      if (verdict.status === 'accepted') this.accepted += 1
      else if (verdict.status === 'duplicate') this.duplicates += 1
      else if (verdict.status === 'dropped') this.dropped += 1
      else this.#reject(verdict, entries[i], at)
    }
    for (const warning of warnings) this.#count(this.#warnings, warning, { count: warning.count, at })
  }

  #reject(verdict: Extract<Verdict, { status: 'rejected' }>, entry: unknown, at: EpochMs): void {
    this.rejectedTotal += 1
    const trouble = this.#count(this.#rejected, verdict, { count: 1, at })
    trouble.sample = sampleOf(entry, verdict.field)
    if (verdict.code !== 'EVENT_UNKNOWN' || !isJson(entry)) return
    const name = nameOf(verdict.field === 'kind' ? entry.kind : entry.event)
    const known = this.#unknown.get(name) ?? { name, count: 0, lastAt: at }
    known.count += 1
    known.lastAt = at
    keep(this.#unknown, name, known)
  }

  #count(
    table: Map<string, Trouble>,
    { code, field, reason, remedy }: Pick<Trouble, 'code' | 'field' | 'reason' | 'remedy'>,
    { count, at }: { readonly count: number; readonly at: EpochMs },
  ): Trouble {
    const place = nameOf(field.replace(/\.\d+(?=\.|$)/g, '.*'))
    const key = `${code} ${place} ${reason}`
    const trouble = table.get(key) ?? { code, field: place, reason, remedy, count: 0, lastAt: at }
    trouble.count += count
    trouble.lastAt = at
    keep(table, key, trouble)
    return trouble
  }
}

/** Puts a row into a table; of too many the rarer half goes, of equals the older. */
function keep<Row extends { count: number; lastAt: EpochMs }>(table: Map<string, Row>, key: string, row: Row): void {
  table.set(key, row)
  if (table.size <= 2 * kindsMax) return
  const kept = [...table].sort(([, a], [, b]) => b.count - a.count || b.lastAt - a.lastAt).slice(0, kindsMax)
  table.clear()
  for (const [name, one] of kept) table.set(name, one)
}

function byCount<Row extends { count: number; lastAt: EpochMs }>(table: ReadonlyMap<string, Row>): readonly Row[] {
  return [...table.values()].sort((a, b) => b.count - a.count || b.lastAt - a.lastAt)
}

/** A name as its sender wrote it, cut, with numbers of people and mail addresses masked. */
function nameOf(text: unknown): string {
  return masked(looseText(text, nameLengthMax) ?? '')
}
