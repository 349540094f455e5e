import { expect, test } from 'vitest'
import type { EpochMs } from '../domain/units.ts'
import { Refusals } from './refusals.ts'

const kept = (device: string, personalised: boolean, consent: boolean) =>
  ({ kind: 'refusals.kept', at: 0 as EpochMs, id: device, device, personalised, consent }) as const
const everything = { personalised: true, consent: true }

test('a device that refused is known again across a snapshot, and one that allows again is not kept', () => {
  const refusals = new Refusals()
  refusals.apply(kept('z', false, true))
  refusals.apply(kept('a', true, false))
  refusals.apply(kept('b', false, false))
  const again = new Refusals()
  again.apply(kept('gone', false, false)) // replaced by what is restored
  again.restore(structuredClone(refusals.save()))
  expect(['z', 'a', 'b', 'gone'].map((device) => again.of(device))).toEqual([
    { personalised: false, consent: true },
    { personalised: true, consent: false },
    { personalised: false, consent: false },
    everything,
  ])
  again.apply(kept('b', true, true))
  expect([again.of('b'), again.size]).toEqual([everything, 2])
})

test('the same devices in any order are the same bytes', () => {
  const [one, other] = [new Refusals(), new Refusals()]
  const events = [kept('a', false, true), kept('b', true, false), kept('c', false, false)]
  for (const event of events) one.apply(event)
  for (const event of [...events].reverse()) other.apply(event)
  expect(one.save()).toEqual(other.save())
})
