import { Refusal } from '../domain/refusal.ts'
import type { EventLog } from '../ports/event-log.ts'

/**
 * Makes sure that the log is still the one from which the state was folded, and holds at least as much. A log that was
 * deleted, cut or exchanged would else be appended to as if nothing were missing.
 */
export class LogWatch {
  readonly #log: EventLog
  #id: string | undefined

  constructor(log: EventLog) {
    this.#log = log
  }

  /**
   * @param position  events folded from the log by now
   * @throws Refusal LOG_OTHER, LOG_SHORT; LOG_UNAVAILABLE while it cannot be asked
   */
  async check(position: number): Promise<void> {
    const { id, place } = await this.#log.identity()
    this.#id ??= id
    if (id !== this.#id) throw new Refusal('LOG_OTHER', { known: place, found: 'there is another one now' })
    const length = await this.#log.length()
    if (length < position) throw new Refusal('LOG_SHORT', { place, length, position })
  }

  /** Why an append was refused: a conflict with a log that has lost events is no conflict with another writer. */
  async reasonOf(error: unknown, position: number): Promise<Refusal> {
    if (!(error instanceof Refusal)) return new Refusal('LOG_UNAVAILABLE', { reason: String(error) })
    if (error.code !== 'LOG_CONFLICT') return error
    return this.check(position).then(
      () => error,
      (found: unknown) => (found instanceof Refusal ? found : error),
    )
  }
}
