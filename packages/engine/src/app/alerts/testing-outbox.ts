import { DueLanes, Interner } from '@nunchi/kernel'
import type { EpochMs, ShopperKey } from '../../domain/units.ts'
import type { DueQuestion, Outbox, Pending, Settled } from './outbox.ts'

/** An outbox in memory, over the structure that the shop's own uses. Facts are kept in `facts`. */
export class TestingOutbox implements Outbox {
  readonly facts: Settled[] = []
  readonly dead = new Map<string, Pending>()
  /** Called before facts are taken; what it throws is what settling rejects with. */
  before: (facts: readonly Settled[]) => Promise<void> | void = () => {}
  readonly #due = new DueLanes()
  readonly #rows = new Map<string, number>()
  readonly #pending: (Pending | undefined)[] = []
  readonly #lanes = new Interner()
  readonly #recipients = new Interner()

  add(alert: Pending, dueAt: EpochMs = alert.raisedAt): void {
    const row = this.#rows.get(alert.id) ?? this.#pending.length
    this.#rows.set(alert.id, row)
    this.#pending[row] = alert
    const [lane, recipient] = [this.#lanes.idOf(alert.lane), this.#recipients.idOf(`${alert.shopper} ${alert.contact}`)]
    this.#due.put(row, { lane, recipient, dueAt })
  }

  due({ now, countMax, perLaneMax, isFull, isTaken }: DueQuestion): readonly Pending[] {
    const rows = this.#due.due({
      now,
      countMax,
      perLaneMax,
      isFull: (lane) => isFull(this.#lanes.nameOf(lane)),
      isTaken: (row) => isTaken(this.#pending[row]!.id),
    })
    return rows.map((row) => this.#pending[row]!)
  }

  nextDueAt(isFull: (lane: string) => boolean): EpochMs | undefined {
    return this.#due.nextDueAt((lane) => isFull(this.#lanes.nameOf(lane))) as EpochMs | undefined
  }

  async settle(facts: readonly Settled[]): Promise<void> {
    await this.before(facts)
    for (const fact of facts) this.fold(fact)
  }

  fold(fact: Settled): void {
    this.facts.push(fact)
    const row = this.#rows.get(fact.id)
    const alert = row === undefined ? undefined : this.#pending[row]
    if (row === undefined || alert === undefined) return
    if (fact.kind === 'held') return this.add(alert, fact.dueAt)
    if (fact.kind === 'failed')
      return this.add({ ...alert, tries: fact.tries, firstTriedAt: alert.firstTriedAt ?? fact.at }, fact.dueAt)
    if (fact.kind === 'dead') this.dead.set(fact.id, { ...alert, tries: 0, firstTriedAt: undefined })
    this.#due.remove(row)
    this.#pending[row] = undefined
  }

  backlog() {
    const pending = this.#pending.filter((one) => one !== undefined)
    const oldestAt = pending.length === 0 ? undefined : (Math.min(...pending.map((one) => one.raisedAt)) as EpochMs)
    return { count: pending.length, oldestAt }
  }
}

/** An alert for tests. */
export function testingAlert(id: string, change: Partial<Pending> = {}): Pending {
  const { kind = 'webhook', shopper = 'kim' as ShopperKey } = change
  return {
    id,
    kind,
    contact: `${kind}-of-${shopper}`,
    shopper,
    lane: kind === 'email' ? 'email' : `${kind} a`,
    raisedAt: 0 as EpochMs,
    tries: 0,
    part: { title: `title of ${id}`, body: `body of ${id}`, url: `https://shop.example/${id}`, data: { alert: id } },
    ...change,
  }
}
