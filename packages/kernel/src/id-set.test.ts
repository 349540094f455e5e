import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IdSet } from './id-set.ts'
import { copyOf, restored } from './testing-columns.ts'

/** The same set as two lists of strings. */
class SlowIdSet {
  readonly #keep: number
  #young = new Set<string>()
  #old = new Set<string>()
  constructor(keep: number) {
    this.#keep = keep
  }
  has(id: string): boolean {
    return this.#young.has(id) || this.#old.has(id)
  }
  add(id: string): boolean {
    if (this.has(id)) return false
    if (this.#young.size >= this.#keep) {
      this.#old = this.#young
      this.#young = new Set()
    }
    this.#young.add(id)
    return true
  }
}

const ids = fc.array(
  fc.nat(60).map((n) => `message-${n}`),
  { maxLength: 200 },
)

test('IdSet remembers and forgets as two generations of strings do, also after a snapshot', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 30 }), fc.nat(200), (all, keep, cut) => {
      let set = new IdSet(keep)
      const slow = new SlowIdSet(keep)
      all.forEach((id, i) => {
        if (i === cut) set = restored(set, new IdSet(keep))
        expect(set.has(id)).toBe(slow.has(id))
        expect(set.add(id)).toBe(slow.add(id))
      })
      for (let n = 0; n <= 60; n++) expect(set.has(`message-${n}`)).toBe(slow.has(`message-${n}`))
    }),
    { seed: 11, numRuns: 200 },
  )
})

test('of 200,000 strings the last `keep` are all there, and none before the last two generations', () => {
  const keep = 30_000
  const set = new IdSet(keep)
  const countOf = (from: number, to: number, holds: (id: string) => boolean) => {
    let count = 0
    for (let n = from; n < to; n++) if (holds(`id-${n}`)) count += 1
    return count
  }
  for (let n = 0; n < 200_000; n += 10_000) {
    expect(countOf(n, n + 10_000, (id) => set.add(id))).toBe(10_000)
    const kept = Math.min(n + 10_000, keep)
    expect(countOf(n + 10_000 - kept, n + 10_000, (id) => set.has(id))).toBe(kept)
  }
  expect(countOf(200_000 - keep, 200_000, (id) => set.add(id))).toBe(0)
  expect(countOf(0, 200_000 - 2 * keep, (id) => set.has(id))).toBe(0)
})

test('saved, restored and gone on with, the bytes are those of the set that never stopped', () => {
  const one = new IdSet(20_000)
  for (let n = 0; n < 33_000; n++) one.add(`한글-${n}`)
  const other = restored(one, new IdSet(20_000))
  expect(copyOf(other.save())).toEqual(copyOf(one.save()))
  for (let n = 33_000; n < 47_000; n++) {
    one.add(`한글-${n}`)
    other.add(`한글-${n}`)
  }
  expect(other.save()).toEqual(one.save())
})

test('8 bytes a string when saved', () => {
  const set = new IdSet(1_000)
  for (let n = 0; n < 900; n++) set.add(`${n}`)
  const { young, old } = set.save()
  expect([young!.length, old!.length]).toEqual([1_800, 0])
})
