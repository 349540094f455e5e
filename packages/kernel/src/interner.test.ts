import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Interner } from './interner.ts'

const names = fc.constantFrom('봄날', '__proto__', 'constructor', 'a', 'b', 'c', 'd', 'é', 'e\u0301')
const steps = fc.array(fc.tuple(fc.constantFrom('idOf', 'forget', 'restore'), names), { maxLength: 60 })

test('numbers go up by one, stay, and are not given out again after forgetting or a snapshot', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let interner = new Interner()
      const slow: string[] = []
      for (const [step, name] of all) {
        const at = slow.indexOf(name)
        if (step === 'idOf') {
          expect(interner.idOf(name)).toBe(at < 0 ? slow.push(name) - 1 : at)
        } else if (step === 'forget' && at >= 0) {
          interner.forget(at)
          slow[at] = ''
        } else if (step === 'restore') {
          const other = new Interner()
          other.restore([...interner.names()])
          interner = other
        }
        expect(interner.find(name)).toBe(slow.indexOf(name))
        expect(interner.names()).toEqual(slow)
        expect(interner.size).toBe(slow.length)
        expect(slow.map((_, id) => interner.nameOf(id))).toEqual(slow)
      }
    }),
    { seed: 5, numRuns: 300 },
  )
})
