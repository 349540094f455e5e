import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restored } from '../testing-columns.ts'
import { type PriceWait, PriceWaits } from './price-waits.ts'

const gone = Number.POSITIVE_INFINITY
const price = fc.oneof({ weight: 6, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.constant(gone) })
const row = fc.nat(1)
const wait = fc.oneof(
  fc
    .record({ row, at: fc.nat(30), above: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(gone)) })
    .map(({ row, at, above }): PriceWait => ({ kind: 'fall', row, at, again: at + above })),
  fc
    .record({ row, at: fc.integer({ min: 5, max: 30 }), below: fc.integer({ min: 1, max: 4 }) })
    .map(({ row, at, below }): PriceWait => ({ kind: 'rise', row, at, again: at - below })),
  fc
    .record({
      row,
      at: fc.oneof(fc.nat(30), fc.constant(gone)),
      days: fc.nat(3),
      orEqual: fc.boolean(),
      isBack: fc.boolean(),
    })
    .map((one): PriceWait => ({ kind: 'lowest', ...one })),
)
const step = fc.oneof(
  fc.record({ do: fc.constant('change' as const), row, now: price }),
  fc.record({ do: fc.constant('change' as const), row, now: price }),
  fc.record({ do: fc.constant('set' as const), waiter: fc.nat(7), wait, isArmed: fc.boolean() }),
  fc.record({ do: fc.constantFrom('remove', 'save'), waiter: fc.nat(7) }),
)
const hysteresis = 0.1

/** One waiter by itself, looking at every change; prices of a day each. */
class Alone {
  readonly wait: PriceWait
  isArmed: boolean
  again: number

  constructor(wait: PriceWait, isArmed: boolean) {
    this.wait = wait
    this.isArmed = isArmed
    this.again = wait.kind === 'lowest' ? (wait.isBack ? gone : 0) : wait.again
  }

  isTold(past: readonly number[], now: number): boolean {
    const { wait } = this
    const isOver = wait.kind === 'rise' ? now <= this.again : now >= this.again
    if (!this.isArmed && (wait.kind !== 'rise' || now < gone) && isOver) this.isArmed = true
    if (!this.isArmed || !this.#holds(past, now)) return false
    this.isArmed = false
    if (wait.kind === 'lowest' && !wait.isBack) this.again = now * (1 + hysteresis)
    return true
  }

  #holds(past: readonly number[], now: number): boolean {
    const { wait } = this
    if (wait.kind === 'rise') return now < gone && now >= wait.at
    if (now > wait.at) return false
    if (wait.kind === 'fall') return true
    const lowest = lowestOf(past, wait.days)
    return now < past.at(-1)! && (wait.orEqual ? now <= lowest : now < lowest)
  }
}

function lowestOf(past: readonly number[], days: number): number {
  return Math.min(gone, ...past.slice(days === 0 ? 0 : -days))
}

test('each waiter is told as one is that looks at every change by itself', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      let waits = new PriceWaits(hysteresis)
      const all = new Map<number, Alone>()
      const past = [[gone], [gone]]
      for (const one of steps) {
        if (one.do === 'set') {
          waits.set(one.waiter, one.wait, one.isArmed)
          all.set(one.waiter, new Alone(one.wait, one.isArmed))
        } else if (one.do === 'remove' && 'waiter' in one) expect(waits.remove(one.waiter)).toBe(all.delete(one.waiter))
        else if (one.do === 'save') waits = restored(waits, new PriceWaits(hysteresis))
        else if ('now' in one) {
          const days = past[one.row]!
          const before = days.at(-1)!
          if (one.now === before) continue
          const due = [...all].filter(([, each]) => each.wait.row === one.row && each.isTold(days, one.now))
          const told: number[] = []
          const lowestIn = (count: number) => lowestOf(days, count)
          const would: number[] = []
          expect(waits.wouldTell({ row: one.row, before, now: one.now, lowestIn }, would)).toBe(due.length)
          expect(would.sort()).toEqual(due.map(([waiter]) => waiter).sort())
          expect(waits.change({ row: one.row, before, now: one.now, lowestIn }, told)).toBe(due.length)
          expect(told.sort()).toEqual(due.map(([waiter]) => waiter).sort())
          days.push(one.now)
        }
        for (let waiter = 0; waiter < 8; waiter++) {
          expect(waits.has(waiter)).toBe(all.has(waiter))
          expect(waits.isArmed(waiter)).toBe(all.get(waiter)?.isArmed ?? false)
        }
      }
    }),
  )
})
