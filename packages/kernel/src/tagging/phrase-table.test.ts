import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PhraseTable } from './phrase-table.ts'
import { TokenList } from './token-list.ts'

function longestIn(table: PhraseTable, text: string, from = 0): [number, string] | undefined {
  const tokens = new TokenList().read(text)
  const found = { phrase: -1, from: 0, to: 0 }
  if (!table.longest(tokens, from, found)) return undefined
  return [found.phrase, text.slice(tokens.starts[from], tokens.ends[found.to - 1])]
}

test('the longest phrase is found, whatever stands between its words', () => {
  const table = new PhraseTable()
  table.add('navy', 1)
  table.add('navy blue', 2)
  table.add('다크 브라운', 3)
  expect(longestIn(table, 'NAVY-BLUE shirt')).toEqual([2, 'NAVY-BLUE'])
  expect(longestIn(table, 'navy bluer')).toEqual([1, 'navy'])
  expect(longestIn(table, '다크브라운')).toEqual([3, '다크브라운'])
  expect(longestIn(table, 'blue navy')).toBeUndefined()
})

test('a phrase keeps its first number, and one without letters is none', () => {
  const table = new PhraseTable()
  expect(table.add('Wi-Fi', 7)).toBe(7)
  expect(table.add('wi fi', 8)).toBe(7)
  expect(table.add('--', 9)).toBe(-1)
  expect([table.size, table.find('WI FI'), table.find('wi'), table.find('wi fi 6')]).toEqual([1, 7, -1, -1])
})

test('law: finds what a map of the same phrases finds, also after it was saved and restored', () => {
  const word = fc.constantFrom('a', 'b', '가', '7', '0.5', 'xl')
  const phrases = fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 200 })
  fc.assert(
    fc.property(phrases, phrases, (added, asked) => {
      const table = new PhraseTable()
      const oracle = new Map<string, number>()
      added.forEach((words, i) => {
        const text = words.join(' ')
        if (!oracle.has(text)) oracle.set(text, i)
        expect(table.add(text, i)).toBe(oracle.get(text))
      })
      const restored = new PhraseTable()
      restored.restore(table.save())
      for (const words of asked)
        for (const one of [table, restored]) expect(one.find(words.join(' '))).toBe(oracle.get(words.join(' ')) ?? -1)
      expect(table.size).toBe(oracle.size)
    }),
    { seed: 3, numRuns: 100 },
  )
})
