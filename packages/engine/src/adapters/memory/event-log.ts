import { randomUUID } from 'node:crypto'
import { assert } from '../../domain/assert.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { EventLog, LogIdentity } from '../../ports/event-log.ts'

/** A log for tests, demos and bulk simulations. Forgets everything on exit. */
export class MemoryEventLog implements EventLog {
  readonly #events: ShopEvent[] = []
  readonly #id = randomUUID()

  async identity(): Promise<LogIdentity> {
    return { id: this.#id, place: 'memory' }
  }

  async length(): Promise<number> {
    return this.#events.length
  }

  async append(events: readonly ShopEvent[], expectedLength: number): Promise<number> {
    const actual = this.#events.length
    if (actual !== expectedLength) throw new Refusal('LOG_CONFLICT', { expected: expectedLength, actual })
    for (const event of events) this.#events.push(event)
    return this.#events.length
  }

  async read(from: number, countMax: number): Promise<readonly ShopEvent[]> {
    return this.#events.slice(from, from + countMax)
  }

  async readAt(positions: readonly number[]): Promise<readonly ShopEvent[]> {
    return positions.map((position) => this.#events[this.#checked(position)])
  }

  async erase(positions: readonly number[]): Promise<void> {
    for (const position of positions) this.#checked(position)
    for (const position of positions) this.#events[position] = { kind: 'erased' }
  }

  async close(): Promise<void> {}

  #checked(position: number): number {
    assert(position >= 0 && position < this.#events.length, `log: no event at ${position}`)
    return position
  }
}
