import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hash64, hashString } from './hash64.ts'
import { Interner } from './interner.ts'

const few = fc.constantFrom('봄날', '__proto__', 'constructor', 'a', 'b', 'c', 'd', 'é', 'e\u0301')
const many = fc.nat(400).map((n) => `상품-${n}`)
const what = fc.constantFrom('idOf', 'idOf', 'idOf', 'forget', 'restore')
const steps = fc.oneof(
  fc.array(fc.tuple(what, few), { maxLength: 60 }),
  fc.array(fc.tuple(what, many), { minLength: 300, maxLength: 600, size: 'max' }),
)

test('numbers go up by one, stay, and are not given out again after forgetting or a snapshot', () => {
  fc.assert(
    fc.property(steps, fc.integer(), (all, seed) => {
      let interner = new Interner(seed)
      const slow: string[] = []
      for (const [step, name] of all) {
        const at = slow.indexOf(name)
        if (step === 'idOf') {
          expect(interner.idOf(name)).toBe(at < 0 ? slow.push(name) - 1 : at)
        } else if (step === 'forget' && at >= 0) {
          interner.forget(at)
          slow[at] = ''
        } else if (step === 'restore') {
          const other = new Interner(seed + 1)
          other.restore([...interner.names()])
          interner = other
        }
        expect(interner.find(name)).toBe(slow.indexOf(name))
        expect(interner.names()).toEqual(slow)
        expect(interner.size).toBe(slow.length)
        expect(slow.map((_, id) => interner.nameOf(id))).toEqual(slow)
      }
    }),
    { seed: 5, numRuns: 60 },
  )
})

/** Names whose hashes under seed 0 all point to the first 1/64 of the table: what somebody who knows the code would send. */
function crowded(count: number): string[] {
  const found: string[] = []
  for (let n = 0; found.length < count; n++) {
    hashString(`id-${n}`)
    if ((hash64.low & 0x3ffff) < 0x1000) found.push(`id-${n}`)
  }
  return found
}

test('names chosen to crowd one place are spread by a seed that their chooser does not know', () => {
  const names = crowded(4_000)
  const stepsOf = (seed: number) => {
    const interner = new Interner(seed)
    for (const name of names) interner.idOf(name)
    return interner.longestRun()
  }
  expect(stepsOf(0)).toBeGreaterThan(1_000)
  expect(stepsOf(987_654_321)).toBeLessThan(60)
})
