import { randomUUID } from 'node:crypto'
import type { AlertOutcome } from '../../domain/subscription.ts'
import type { EpochMs, ShopperKey } from '../../domain/units.ts'
import type { SubscriptionEvent } from '../../events/subscription.ts'
import { type Letter, letterId } from '../../state/outgoing.ts'
import type { Views } from '../../state/views.ts'
import type { Ledger } from '../ledger.ts'
import { kindOf } from './channels.ts'
import type { AlertPart, DueQuestion, Outbox, Pending, Settled } from './outbox.ts'

export type StateOutboxParts = {
  readonly views: Views
  readonly ledger: Pick<Ledger, 'append'>
  readonly now: () => EpochMs
  readonly partOf: (letter: Letter) => AlertPart
}

const outcomes: Readonly<Record<'delivered' | 'stale' | 'gone' | 'dead', AlertOutcome>> = {
  delivered: 'sent',
  stale: 'stale',
  gone: 'withheld',
  dead: 'dead',
}
type Delayed = Extract<SubscriptionEvent, { kind: 'alerts.delayed' }>['alerts'][number]
type Ended = Extract<SubscriptionEvent, { kind: 'alerts.settled' }>['alerts'][number]

/** The outbox that is part of the shop's state: letters come into it and leave it by facts alone. */
export class StateOutbox implements Outbox {
  readonly #parts: StateOutboxParts

  constructor(parts: StateOutboxParts) {
    this.#parts = parts
  }

  due(question: DueQuestion): readonly Pending[] {
    return this.#parts.views.watched.outgoing.due(question).map((letter) => this.#pendingOf(letter))
  }

  nextDueAt(isFull: (lane: string) => boolean): EpochMs | undefined {
    return this.#parts.views.watched.outgoing.nextDueAt(isFull)
  }

  async settle(facts: readonly Settled[]): Promise<void> {
    const { views, ledger, now } = this.#parts
    const byShopper = new Map<ShopperKey, { delayed: Delayed[]; ended: Ended[] }>()
    for (const fact of facts) {
      const letter = views.watched.outgoing.find(fact.id)
      if (letter === undefined) continue // they were forgotten meanwhile
      const shopper = views.shoppers.keyOf(letter.row)
      const own = byShopper.get(shopper) ?? { delayed: [], ended: [] }
      byShopper.set(shopper, own)
      const { alert, contact } = letter
      if (fact.kind === 'held') own.delayed.push({ alert, contact, dueAt: fact.dueAt })
      else if (fact.kind === 'failed')
        own.delayed.push({ alert, contact, dueAt: fact.dueAt, tries: fact.tries, reason: fact.reason })
      else {
        const more = {
          ...('message' in fact && { message: fact.message }),
          ...('reason' in fact && { reason: fact.reason }),
        }
        own.ended.push({ alert, contact, outcome: outcomes[fact.kind], ...more })
      }
    }
    const events = [...byShopper].flatMap(([shopper, { delayed, ended }]): SubscriptionEvent[] => {
      const by = () => ({ at: now(), id: `letters:${randomUUID()}`, shopper })
      return [
        ...(delayed.length > 0 ? [{ kind: 'alerts.delayed' as const, ...by(), alerts: delayed }] : []),
        ...(ended.length > 0 ? [{ kind: 'alerts.settled' as const, ...by(), alerts: ended }] : []),
      ]
    })
    if (events.length > 0) await ledger.append(events)
  }

  backlog() {
    const { outgoing } = this.#parts.views.watched
    return { count: outgoing.count, oldestAt: outgoing.oldestAt() }
  }

  #pendingOf(letter: Letter): Pending {
    const { partOf, views } = this.#parts
    const { alert, contact, channel, lane, raisedAt, tries, firstTriedAt } = letter
    return {
      id: letterId(alert, contact),
      kind: kindOf(channel),
      contact,
      shopper: views.shoppers.keyOf(letter.row),
      lane,
      raisedAt,
      tries,
      ...(firstTriedAt !== undefined && { firstTriedAt }),
      get part() {
        return partOf(letter)
      },
    }
  }
}
