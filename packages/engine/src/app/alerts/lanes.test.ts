import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Outcome } from '../../ports/notifier.ts'
import { Lanes } from './lanes.ts'

const limits = { inFlightMax: 3, perSecond: 20 }
const open = (inFlightMax = 12) =>
  new Lanes({
    inFlightMax,
    lanes: { email: limits, 'web-push': limits, webhook: limits },
    failuresMax: 3,
    closed: { firstMs: 1_000, maxMs: 8_000 },
    random: () => 0.999,
  })
const delivered: Outcome = { kind: 'delivered' }
const down: Outcome = { kind: 'again', of: 'host', reason: 'its server answered 503' }
const outcomes: readonly (Outcome | undefined)[] = [
  delivered,
  down,
  undefined,
  { ...down, afterMs: 700 },
  { kind: 'again', of: 'message', reason: 'the sending was stopped' },
  { kind: 'gone', reason: 'its server answered 410' },
]
const step = fc.record({
  do: fc.constantFrom('take', 'take', 'end', 'wait'),
  lane: fc.nat(5),
  outcome: fc.constantFrom(...outcomes),
  ms: fc.nat(900),
})

test('whatever happens, places are counted right, and no share, lane or rate is exceeded', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const lanes = open()
      const underWay: string[] = []
      const taken = new Map<string, number[]>()
      let now = 0
      for (const { do: what, lane: number, outcome, ms } of steps) {
        const lane = `webhook ${number}`
        if (what === 'wait') now += ms
        else if (what === 'end' && underWay.length > 0)
          lanes.ended(underWay.splice(number % underWay.length, 1)[0]!, now, outcome)
        else if (what === 'take' && lanes.room(lane, now) > 0) {
          lanes.took(lane, now)
          underWay.push(lane)
          taken.set(lane, [...(taken.get(lane) ?? []), now])
        }
        expect(lanes.inFlight).toBe(underWay.length)
        expect(underWay.length).toBeLessThanOrEqual(12)
        const states = lanes.states(now)
        for (const { lane: name, inFlight } of states) {
          expect(inFlight).toBe(underWay.filter((one) => one === name).length)
          expect(inFlight).toBeLessThanOrEqual(3)
          const lastSecond = taken.get(name)?.filter((at) => at > now - 1_000) ?? []
          expect(lastSecond.length).toBeLessThanOrEqual(2 * limits.perSecond)
        }
        for (const { lane: name, state } of states) if (state === 'closed') expect(lanes.room(name, now)).toBe(0)
        const opensAt = lanes.nextOpenAt(now)
        if (opensAt !== undefined) expect(opensAt).toBeGreaterThan(now)
      }
      for (const lane of underWay) lanes.ended(lane, now, delivered)
      now += 60_000
      expect(lanes.inFlight).toBe(0)
      for (const { lane, failures } of lanes.states(now))
        expect(lanes.room(lane, now)).toBeGreaterThan(failures ? 0 : -1)
    }),
    { seed: 20_261_126, numRuns: 300 },
  )
})

test('a lane closes after some failures in a row, longer each time, and opens wide again with one success', () => {
  const lanes = open()
  let now = 0
  const fail = (): number => {
    expect(lanes.room('webhook a', now)).toBe(1)
    lanes.took('webhook a', now)
    lanes.ended('webhook a', now, down)
    const until = lanes.states(now)[0]!.closedUntil ?? now
    const closedFor = until - now
    now = until
    return closedFor
  }
  expect([fail(), fail(), fail(), fail(), fail(), fail(), fail(), fail()]).toEqual([
    0, 0, 1_499, 2_498, 4_496, 8_492, 8_492, 8_492,
  ])
  lanes.took('webhook a', now)
  lanes.ended('webhook a', now, delivered)
  expect(lanes.room('webhook a', now)).toBe(3)
})

test('lanes of which nothing is to be known are forgotten, but not while that would let more through', () => {
  const lanes = open(5_000)
  for (let n = 0; n < 3_000; n++) {
    lanes.took(`webhook ${n}`, n)
    lanes.ended(`webhook ${n}`, n, n % 1_000 === 0 ? down : delivered)
  }
  expect(lanes.states(3_000).length).toBeLessThan(1_200)
  expect(lanes.states(3_000).filter(({ failures }) => failures > 0)).toHaveLength(3)
})
