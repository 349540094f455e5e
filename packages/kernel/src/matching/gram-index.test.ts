import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restored } from '../testing-columns.ts'
import { codeOfWeight, fieldWeights, type GramField, weightCodes, weightOfCode } from './gram-fields.ts'
import { GramIndex } from './gram-index.ts'
import { GramReader } from './gram-reader.ts'
import { GramSearcher, type SearchOptions } from './gram-searcher.ts'
import { NotedGrams } from './noted-grams.ts'
import { tagOf } from './posting.ts'

const fields: readonly GramField[] = [{ weight: 1.3 }, { weight: 1 }, { weight: 1, shareMax: 0.6 }]
type Text = readonly string[]

function noted(text: Text): NotedGrams {
  const grams = new NotedGrams()
  text.forEach((part, field) => {
    grams.note(part, field)
  })
  return grams
}

/** Every text's score by the definition, gram by gram; 0 for what is not there. */
function oracle(texts: readonly (Text | undefined)[], question: Text): number[] {
  const weightsOf = (text: Text): Map<number, number> => {
    const grams = noted(text)
    const weights = new Float64Array(4)
    fieldWeights(fields, grams.counts, weights)
    return new Map(
      Array.from({ length: grams.count }, (_, i) => [grams.hashes[i]!, weights[grams.fields[i]!]!] as const),
    )
  }
  const all = texts.map((text) => (text ? weightsOf(text) : new Map<number, number>()))
  const size = texts.filter((text) => text).length
  const asked = [...weightsOf(question)].map(([gram, weight]) => {
    const frequency = all.filter((weights) => codeOfWeight(weights.get(gram) ?? 0) < weightCodes).length
    return [gram, weight * Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))] as const
  })
  const length = Math.hypot(...asked.map(([, weight]) => weight)) || 1
  return all.map((weights) =>
    asked.reduce((sum, [gram, weight]) => {
      const code = codeOfWeight(weights.get(gram) ?? 0)
      return code === weightCodes ? sum : sum + (weight * weightOfCode[code]!) / length
    }, 0),
  )
}

function indexOf(texts: readonly Text[], partitionOf: (i: number) => number = () => 0): GramIndex {
  const index = new GramIndex(fields)
  texts.forEach((text, i) => {
    expect(index.add(noted(text), partitionOf(i))).toBe(i)
  })
  return index
}

function find(index: GramIndex, question: Text, options: Partial<SearchOptions> = {}, partition?: number) {
  const searcher = new GramSearcher(index, options)
  searcher.search(noted(question), partition)
  const found = Array.from({ length: searcher.count }, (_, i) => [searcher.texts[i]!, searcher.scores[i]!] as const)
  return { found, isExact: searcher.isExact, postingsRead: searcher.postingsRead }
}

const words = fc.constantFrom(
  '무선',
  '이어폰',
  'nx-20b',
  'nx-21b',
  'black',
  '블랙',
  '500ml',
  '12개',
  'acme',
  '아크미',
  'x',
)
const part = fc.array(words, { maxLength: 5 }).map((list) => list.join(' '))
const text = fc.tuple(part, part, part)
const exactly = { count: 3, postingsMax: Number.POSITIVE_INFINITY }

test('grams: three characters, two of Hangul whatever its spaces, every word', () => {
  const reader = new GramReader()
  const of = (line: string) => {
    reader.read(line)
    return [...reader.hashes.subarray(0, reader.count)].sort()
  }
  expect(of('AB-1')).toHaveLength(5) // " ab", "ab ", "b 1", " 1 " and of words "ab"; 1 is too short for a word
  expect(of('ＡＢ,1')).toEqual(of('ab 1'))
  const apart = of('무선 이어폰')
  const whole = of('무선이어폰')
  expect(whole).toHaveLength(5) // 무선 선이 이어 어폰, and the word
  expect(apart.filter((hash) => whole.includes(hash))).toHaveLength(4)
  expect(of('컵')).toHaveLength(1)
  expect(of(' -- ')).toEqual([])
})

test('a bounded field never outweighs its share, and the squares of all weights sum to 1', () => {
  const weights = new Float64Array(4)
  fieldWeights(fields, Uint32Array.of(0, 10, 1_000, 0), weights)
  expect(Math.sqrt((1_000 * weights[2]! ** 2) / (10 * weights[1]! ** 2))).toBeCloseTo(0.6, 10)
  expect(10 * weights[1]! ** 2 + 1_000 * weights[2]! ** 2).toBeCloseTo(1, 10)
  fieldWeights(fields, Uint32Array.of(0, 0, 4, 0), weights)
  expect(weights[2]).toBeCloseTo(0.5, 10) // alone it has no bound
})

test('without a limit it finds the best texts with their scores, as scoring every text does', () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 40 }),
      text,
      fc.integer({ min: 3, max: 8 }),
      (texts, question, scoredMax) => {
        const { found, isExact } = find(indexOf(texts), question, { ...exactly, scoredMax })
        const scores = oracle(texts, question)
        const best = [...scores]
          .filter((score) => score > 1e-9)
          .sort((a, b) => b - a)
          .slice(0, 3)
        expect(found).toHaveLength(best.length)
        found.forEach(([one, score], i) => {
          expect(score).toBeCloseTo(scores[one]!, 9)
          if (isExact) expect(score).toBeCloseTo(best[i]!, 3)
          else expect(score).toBeLessThanOrEqual(best[i]! + 1e-9)
        })
      },
    ),
    { seed: 20_261_126, numRuns: 200 },
  )
})

test('what it calls exact is exact, also when it has read little', () => {
  let early = 0
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 20, maxLength: 60 }),
      fc.nat(19),
      fc.nat(200),
      (texts, asked, postingsMax) => {
        const many = [...texts, ...texts, ...texts, ...texts, ...texts, ...texts, ...texts, ...texts]
        const { found, isExact, postingsRead } = find(indexOf(many), many[asked]!, {
          count: 3,
          postingsMax,
          listsMin: 1,
        })
        const scores = oracle(many, many[asked]!)
        const all = find(indexOf(many), many[asked]!, exactly).postingsRead
        if (!isExact) return
        if (postingsRead < all) early += 1
        const best = [...scores].sort((a, b) => b - a)
        found.forEach(([, score], i) => {
          expect(score).toBeCloseTo(best[i]!, 3)
        })
      },
    ),
    { seed: 7, numRuns: 25 },
  )
  expect(early).toBeGreaterThan(0)
})

test('dropping, compacting, restoring: the same answers as an index of what is left', () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 2, maxLength: 25 }),
      fc.array(fc.nat(24), { maxLength: 12 }),
      text,
      text,
      (texts, drops, late, question) => {
        const index = indexOf(texts, (i) => i % 3)
        const left: (Text | undefined)[] = [...texts]
        for (const i of drops) {
          index.drop(i)
          if (i < texts.length) left[i] = undefined
        }
        const expected = oracle(left, question)
        const agrees = (one: GramIndex, scores: readonly number[]) => {
          const { found } = find(one, question, { ...exactly, count: 50 })
          expect(one.size).toBe(left.filter((given) => given).length)
          expect(found.map(([i]) => i).sort()).toEqual(scores.flatMap((score, i) => (score > 1e-9 ? [i] : [])).sort())
          for (const [i, score] of found) expect(score).toBeCloseTo(scores[i]!, 9)
        }
        agrees(index, expected)
        agrees(restored(index, new GramIndex(fields)), expected)
        index.compact()
        agrees(index, expected)
        const number = index.add(noted(late), 1)
        left[number] = late
        agrees(index, oracle(left, question))
        agrees(restored(index, new GramIndex(fields)), oracle(left, question))
        if (drops.some((i) => i < texts.length)) expect(number).toBeLessThan(texts.length)
      },
    ),
    { seed: 11, numRuns: 200 },
  )
})

test('of a partition it finds the best texts; scanned or searched, it is the same, and all texts can be asked next', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), text, fc.nat(2), (texts, question, nth) => {
      const partitions = [0, 233, 1] // 0 and 233 have one tag
      const partition = partitions[nth]!
      const index = indexOf(texts, (i) => partitions[i % 3]!)
      const scanned = find(index, question, { ...exactly, count: 5 }, partition).found
      const searched = find(index, question, { ...exactly, count: 5, scannedMax: 0 }, partition).found
      expect(searched).toEqual(scanned)
      const best = oracle(texts, question)
        .filter((score, i) => score > 1e-9 && i % 3 === nth)
        .sort((a, b) => b - a)
      expect(scanned.map(([i]) => i % 3)).toEqual(Array(Math.min(5, best.length)).fill(nth))
      scanned.forEach(([, score], i) => {
        expect(score).toBeCloseTo(best[i]!, 9)
      })
      const searcher = new GramSearcher(index, exactly)
      searcher.search(noted(question), partition)
      searcher.searchAll()
      const found = Array.from({ length: searcher.count }, (_, i) => [searcher.texts[i]!, searcher.scores[i]!])
      expect(found).toEqual(find(index, question, exactly).found)
    }),
    { seed: 13, numRuns: 300 },
  )
  expect(tagOf(0)).toBe(tagOf(233))
})

test('lists longer than a page of memory, and numbers far apart', () => {
  const index = new GramIndex([{ weight: 1 }])
  const grams = new NotedGrams()
  for (let i = 0; i < 3_000; i++) {
    grams.clear()
    grams.note(`same ${i.toString(36)}`, 0)
    index.add(grams)
  }
  const rare = index.add(noted(['ωξ same']))
  const searcher = new GramSearcher(index, { count: 3_001, postingsMax: Number.POSITIVE_INFINITY })
  expect(searcher.search(noted(['same']))).toBe(3_001)
  expect([...searcher.texts].sort((a, b) => a - b)).toEqual(Array.from({ length: 3_001 }, (_, i) => i))
  searcher.search(noted(['ωξ']))
  expect(searcher.texts[0]).toBe(rare)
})
