import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochMs, type ShopperKey } from '../domain/units.ts'
import type { SubscriptionEvent } from '../events/subscription.ts'
import { type Letter, letterId, Outgoing } from './outgoing.ts'

const by = (at: number) => ({ at: epochMs(at), id: 'f', shopper: 's' as ShopperKey })
const step = fc.record({
  do: fc.constantFrom('keep', 'drop', 'raise', 'raise', 'delay', 'settle', 'merge', 'clear', 'save'),
  row: fc.nat(2),
  other: fc.nat(2),
  place: fc.nat(3),
  alert: fc.nat(5),
  at: fc.nat(100_000),
  outcome: fc.constantFrom('sent', 'stale', 'dead', 'withheld'),
})

/** What an honest list says: letters that wait, by id. */
test('letters wait from being raised to being settled, whatever happens between, and are the same after a restart', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      let outgoing = new Outgoing()
      const waiting = new Map<string, { row: number; dueAt: number }>()
      const dead = new Map<string, number>()
      const places = new Map<string, number>()
      for (const { do: what, row, other, place, alert, at, outcome } of steps) {
        const [contact, name] = [`${row}-${place}`, `alert-${alert}`]
        const id = letterId(name, contact)
        const apply = (event: SubscriptionEvent) => outgoing.apply(row, event, () => {})
        if (what === 'keep') {
          if (![...places.keys()].includes(contact)) places.set(contact, row)
          if (places.get(contact) !== row) continue
          apply({ kind: 'contact.kept', ...by(at), contact, channel: 'webhook', lane: `lane ${place}` })
        } else if (what === 'drop') {
          if (places.get(contact) === row) places.delete(contact)
          apply({ kind: 'contact.removed', ...by(at), contact })
        } else if (what === 'raise') {
          outgoing.raise(row, { id: name, at: epochMs(at) }, ['webhook'])
          for (const [one, owner] of places) if (owner === row) waiting.set(letterId(name, one), { row, dueAt: at })
        } else if (what === 'delay') {
          const alerts = [{ alert: name, contact, dueAt: epochMs(at), tries: 1 }]
          apply({ kind: 'alerts.delayed', ...by(at), alerts })
          const owner = waiting.get(id)?.row ?? dead.get(id)
          if (owner !== undefined) waiting.set(id, { row: owner, dueAt: at })
          dead.delete(id)
        } else if (what === 'settle') {
          apply({
            kind: 'alerts.settled',
            ...by(at),
            alerts: [{ alert: name, contact, outcome, message: name }],
          } as SubscriptionEvent)
          if (outcome === 'dead' && waiting.has(id)) dead.set(id, waiting.get(id)!.row)
          waiting.delete(id)
        } else if (what === 'merge' && row !== other) {
          outgoing.merge(row, other)
          for (const [one, letter] of waiting) if (letter.row === row) waiting.set(one, { ...letter, row: other })
          for (const [one, owner] of dead) if (owner === row) dead.set(one, other)
          for (const [one, owner] of places) if (owner === row) places.set(one, other)
        } else if (what === 'clear') {
          outgoing.clear(row)
          for (const [one, letter] of waiting) if (letter.row === row) waiting.delete(one)
          for (const [one, owner] of dead) if (owner === row) dead.delete(one)
          for (const [one, owner] of places) if (owner === row) places.delete(one)
        } else if (what === 'save') {
          const columns = outgoing.save()
          outgoing = new Outgoing()
          outgoing.restore(columns)
          expect(outgoing.save()).toEqual(columns)
        }
        expect(outgoing.count).toBe(waiting.size)
        const all = { countMax: 1_000, perLaneMax: 1_000, isFull: () => false, isTaken: () => false }
        const idOf = (letter: Letter) => letterId(letter.alert, letter.contact)
        const due = outgoing.due({ ...all, now: epochMs(50_000) }).map((letter) => `${idOf(letter)} ${letter.row}`)
        const expected = [...waiting].flatMap(([one, { row: owner, dueAt }]) =>
          dueAt <= 50_000 ? [`${one} ${owner}`] : [],
        )
        expect(due.sort()).toEqual(expected.sort())
        const first = Math.min(...[...waiting.values()].map(({ dueAt }) => dueAt))
        expect(outgoing.nextDueAt(() => false)).toBe(waiting.size > 0 ? first : undefined)
        expect(outgoing.dead().map(idOf).sort()).toEqual([...dead.keys()].sort())
      }
    }),
    { seed: 20_261_126, numRuns: 150 },
  )
})
