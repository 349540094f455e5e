import { type Stats, statSync } from 'node:fs'
import { basename } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../domain/refusal.ts'
import { checkpointWhole } from './database.ts'
import type { Outcome } from './messages.ts'
import { refused } from './refused.ts'
import { failure } from './thread-loop.ts'

/** One write of a group. */
export type Write = {
  readonly run: () => unknown
  /** Whether, when this write is answered, nothing of what was overwritten so far may be left in any file. */
  readonly scrubs: boolean
}

const stillRead = new Refusal('LOG_UNAVAILABLE', { reason: 'a reader was in the way' })

/**
 * Runs groups of writes on one connection, each group in one transaction: one fsync for all that was waiting.
 *
 * A write that throws before it changes anything (a refusal, a wrong argument) is answered alone. When the database itself
 * fails (disk full, I/O error) the whole group is refused as LOG_UNAVAILABLE and undone. A failed commit may have left
 * its frames in the write-ahead log, where a crash would bring them to life: so before the next group the log is cut to
 * nothing, and as long as that fails, so do all groups.
 */
export class GroupCommit {
  readonly #db: Database.Database
  readonly #file: Stats
  readonly #begin: Database.Statement
  readonly #commit: Database.Statement
  readonly #onUndone: () => void
  #doubtful = false

  /** @param onUndone  called when writes of a group were undone: forget what was remembered of them */
  constructor(db: Database.Database, onUndone: () => void) {
    this.#db = db
    this.#file = statSync(db.name)
    this.#begin = db.prepare('BEGIN IMMEDIATE')
    this.#commit = db.prepare('COMMIT')
    this.#onUndone = onUndone
  }

  /** @returns one outcome per write, in order */
  run(writes: readonly Write[]): Outcome[] {
    let outcomes: Outcome[]
    try {
      this.#checkPlace()
      if (this.#doubtful) this.#repair()
      this.#begin.run()
      outcomes = writes.map(outcomeOf)
      this.#commit.run()
    } catch (error) {
      const refusal = this.#refusalOf(error)
      this.#undo()
      return writes.map(() => failure(refusal))
    }
    if (!writes.some((write) => write.scrubs)) return outcomes
    const scrubbed = this.#scrub()
    return outcomes.map((outcome, index) => (writes[index].scrubs && 'value' in outcome ? scrubbed(outcome) : outcome))
  }

  /**
   * SQLite goes on writing to a file that was deleted or replaced, and all of it is gone with the process. Looking costs
   * a few microseconds, a commit a thousand times that.
   */
  #checkPlace(): void {
    const now = statSync(this.#db.name, { throwIfNoEntry: false })
    if (now?.ino === this.#file.ino && now.dev === this.#file.dev) return
    const what = now === undefined ? 'gone' : 'another file now'
    throw new Refusal('LOG_UNAVAILABLE', {
      reason: `${basename(this.#db.name)} is ${what}; stop the server and put it back`,
    })
  }

  /** Cuts the write-ahead log; what was committed stays committed when that fails. */
  #scrub(): (outcome: Outcome) => Outcome {
    try {
      if (checkpointWhole(this.#db)) return (outcome) => outcome
      return () => failure(stillRead)
    } catch (error) {
      const refusal = this.#refusalOf(error)
      return () => failure(refusal)
    }
  }

  #undo(): void {
    this.#doubtful = true
    try {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
    } catch (error) {
      this.#refusalOf(error) // the next group tries again
    }
  }

  #repair(): void {
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
    if (!checkpointWhole(this.#db)) throw stillRead
    this.#onUndone()
    this.#doubtful = false
  }

  /** A failure of the database as the refusal it is to callers; anything else is our bug and is thrown on. */
  #refusalOf(error: unknown): Refusal {
    const refusal = refused(this.#db.name, error)
    if (!(refusal instanceof Refusal)) throw error
    if (refusal.code !== 'DATA_UNUSABLE') return refusal
    return new Refusal('LOG_UNAVAILABLE', { reason: refusal.details.reason! })
  }
}

function outcomeOf(write: Write): Outcome {
  try {
    return { value: write.run() }
  } catch (error) {
    if (error instanceof Database.SqliteError) throw error
    return failure(error)
  }
}
