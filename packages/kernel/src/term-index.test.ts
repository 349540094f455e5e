import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TermIndex } from './term-index.ts'
import { type Clause, TermMatcher } from './term-matcher.ts'

const fields = [
  { weight: 3, lengthShare: 0.5 },
  { weight: 1, lengthShare: 0.75 },
]
type Text = readonly (readonly number[])[]

function indexOf(texts: readonly Text[]): TermIndex {
  const index = new TermIndex(fields)
  for (const text of texts) addTo(index, text)
  return index
}

function addTo(index: TermIndex, text: Text): number {
  text.forEach((terms, field) => {
    for (const term of terms) index.note(term, field)
  })
  return index.add()
}

const find = (index: TermIndex, clauses: readonly Clause[], allShare = 1) => {
  const matcher = new TermMatcher(index)
  matcher.match(clauses, { allWeight: 0.5, allShare })
  const found = Array.from({ length: matcher.count }, (_, i) => [matcher.texts[i]!, matcher.scores[i]!] as const)
  return { found: new Map(found.sort((a, b) => a[0] - b[0])), matched: matcher.matched }
}
const word = (term: number): Clause => ({ any: [{ term, weight: 1 }], all: [] })

test('BM25F by hand: two texts of two fields', () => {
  // Text 0: title "0 1", body "0 2 2 2"; text 1: title "1", body "2". Average lengths: 1.5 and 2.5.
  const index = indexOf([
    [
      [0, 1],
      [0, 2, 2, 2],
    ],
    [[1], [2]],
  ])
  // Term 0 is in 1 of 2 texts: idf = ln(1 + 1.5 / 1.5) = 0.6931. In text 0 once in each field:
  // tf = 3 / (0.5 + 0.5 * 2 / 1.5) + 1 / (0.25 + 0.75 * 4 / 2.5) = 2.5714 + 0.6897 = 3.2611; 0.6931 * 3.2611 / 4.4611
  expect(find(index, [word(0)]).found.get(0)).toBeCloseTo(0.50669, 4)
  // Term 2 is in both: idf = ln(1 + 0.5 / 2.5) = 0.18232. Text 1: tf = 1 / (0.25 + 0.75 / 2.5) = 1.8182; 0.18232 * 1.8182 / 3.0182
  expect(find(index, [word(2)]).found.get(1)).toBeCloseTo(0.10983, 4)
})

/** What matches and how much, by the definition: text by text, occurrence by occurrence. */
function oracle(texts: readonly (Text | undefined)[], clauses: readonly Clause[], allShare: number) {
  const there = texts.flatMap((text, i) => (text ? [[i, text] as const] : []))
  const average = fields.map((_, field) =>
    Math.max(1, there.reduce((sum, [, text]) => sum + text[field]!.length, 0) / Math.max(1, there.length)),
  )
  const bm25 = (text: Text, term: number) => {
    const having = there.filter(([, one]) => one.some((terms) => terms.includes(term))).length
    const idf = Math.log(1 + (there.length - having + 0.5) / (having + 0.5))
    const tf = fields.reduce((sum, { weight, lengthShare }, field) => {
      const count = text[field]!.filter((one) => one === term).length
      return sum + (weight * count) / (1 - lengthShare + (lengthShare * text[field]!.length) / average[field]!)
    }, 0)
    return (idf * tf) / (1.2 + tf)
  }
  const scored = there.map(([i, text]) => {
    let hits = 0
    let score = 0
    for (const { any, all, absent = 0 } of clauses) {
      const distinct = [...new Set(all)]
      const best = Math.max(0, ...any.map(({ term, weight }) => weight * bm25(text, term)))
      const has = distinct.filter((term) => text.some((terms) => terms.includes(term)))
      const parts = distinct.length + absent
      const hasAll = has.length > 0 && has.length >= Math.ceil(parts * allShare)
      if (!hasAll && best === 0) continue
      hits += 1
      const sum = has.reduce((total, term) => total + bm25(text, term), 0)
      score += best + (hasAll ? (0.5 * sum) / parts : 0)
    }
    return { i, hits, score }
  })
  const matched = Math.max(0, ...scored.map(({ hits }) => hits))
  return {
    matched,
    found: new Map(
      matched === 0 ? [] : scored.filter(({ hits }) => hits === matched).map(({ i, score }) => [i, score]),
    ),
  }
}

const term = fc.nat(9)
const text = fc.tuple(fc.array(term, { maxLength: 5 }), fc.array(term, { maxLength: 9 }))
const clause = fc.record({
  any: fc.array(fc.record({ term, weight: fc.constantFrom(0.5, 1) }), { maxLength: 3 }),
  all: fc.array(term, { maxLength: 4 }),
  absent: fc.nat(3),
})

test('finds and scores what the definition does, also after texts were dropped, replaced and compacted', () => {
  const changes = fc.array(fc.oneof(text, fc.nat(20)), { minLength: 1, maxLength: 25 })
  fc.assert(
    fc.property(
      changes,
      fc.array(clause, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(1, 0.5),
      (changes, clauses, allShare) => {
        const index = new TermIndex(fields)
        const texts: (Text | undefined)[] = []
        for (const change of changes) {
          if (typeof change !== 'number') texts[addTo(index, change)] = change
          else if (change < index.texts) {
            index.drop(change)
            texts[change] = undefined
            index.compact()
          }
        }
        const expected = oracle(texts, clauses, allShare)
        const actual = find(index, clauses, allShare)
        expect(actual.matched).toBe(expected.matched)
        expect([...actual.found.keys()]).toEqual([...expected.found.keys()])
        for (const [i, score] of expected.found) expect(actual.found.get(i)).toBeCloseTo(score, 4)
      },
    ),
    { seed: 20_240_517, numRuns: 1_000 },
  )
})

test('what was dropped is not found, before it is compacted', () => {
  const index = indexOf([
    [[1], []],
    [[1], []],
  ])
  index.drop(0)
  expect([...find(index, [word(1)]).found.keys()]).toEqual([1])
})
