import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyChains } from './key-chains.ts'

test('finds the offers that have a key, the last first, however they came and went', () => {
  const step = fc.record({ offer: fc.nat(40), key: fc.nat(60), isRemoved: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const chains = new KeyChains()
      const keys = new Map<number, string>() // in the order in which they got them
      for (const { offer, key, isRemoved } of steps) {
        keys.delete(offer)
        if (isRemoved) chains.remove(offer)
        else {
          const text = key === 0 ? '' : `key ${key}`
          chains.put(offer, text)
          if (text !== '') keys.set(offer, text)
        }
      }
      for (let key = 0; key <= 61; key++) {
        const expected = [...keys].filter(([, text]) => text === `key ${key}`).map(([offer]) => offer)
        expect(chains.find(`key ${key}`, 3)).toEqual(expected.reverse().slice(0, 3))
        for (const offer of expected)
          for (const [other, text] of keys) expect(chains.haveOne(offer, other)).toBe(text === `key ${key}`)
      }
      expect(chains.find('', 3)).toEqual([])
      expect(chains.haveOne(100, 101)).toBe(false)
    }),
    { seed: 9, numRuns: 100 },
  )
})

test('many keys, each of an offer of its own', () => {
  const chains = new KeyChains()
  for (let i = 0; i < 5_000; i++) chains.put(i, `key ${i}`)
  for (let i = 0; i < 5_000; i++) expect(chains.find(`key ${i}`, 2)).toEqual([i])
})
