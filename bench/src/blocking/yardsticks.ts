import { TopK } from '@nunchi/kernel'
import type { Blocked, BlockingTask } from './blockers.ts'
import type { BlockingRecord } from './records.ts'

type Weights = Map<string, number>

/** A yardstick: cosine of words, each (1 + ln count) * ln((N + 1) / (n + 0.5)), over all text columns as one. */
export function byWordTfIdf({ indexed, questions, count }: BlockingTask): Blocked {
  const all = indexed.map((record) => countsOf(wordsOf(textOf(record))))
  const frequencies = frequenciesOf(all)
  const vectorOf = (counts: Weights): Weights => {
    const weights = new Map(
      [...counts].map(([word, times]) => [
        word,
        (1 + Math.log(times)) * Math.log((all.length + 1) / ((frequencies.get(word) ?? 0) + 0.5)),
      ]),
    )
    const length = Math.hypot(...weights.values()) || 1
    return new Map([...weights].map(([word, weight]) => [word, weight / length]))
  }
  const asked = questions.map((record) => vectorOf(countsOf(wordsOf(textOf(record)))))
  return best(all.map(vectorOf), asked, count)
}

const k1 = 1.2
const b = 0.75

/** A yardstick: BM25 of 3-grams as Lucene has it, over the names alone or over all text columns as one. */
export function byPlainBm25({ indexed, questions, count }: BlockingTask, isNamesAlone: boolean): Blocked {
  const read = (record: BlockingRecord): Weights => countsOf(gramsOf(isNamesAlone ? record.names : textOf(record)))
  const all = indexed.map(read)
  const frequencies = frequenciesOf(all)
  const lengths = all.map((counts) => [...counts.values()].reduce((sum, times) => sum + times, 0))
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, all.length)
  const there = all.map((counts, i) => {
    const saturation = k1 * (1 - b + (b * lengths[i]!) / average)
    return new Map([...counts].map(([gram, times]) => [gram, (times * (k1 + 1)) / (times + saturation)]))
  })
  const idfOf = (gram: string): number => {
    const having = frequencies.get(gram) ?? 0
    return Math.log(1 + (all.length - having + 0.5) / (having + 0.5))
  }
  const asked = questions.map((record) => new Map([...read(record).keys()].map((gram) => [gram, idfOf(gram)])))
  return best(there, asked, count)
}

function textOf({ names, tells }: BlockingRecord): string {
  return `${names} ${tells}`
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function gramsOf(text: string): string[] {
  const line = ` ${wordsOf(text).join(' ')} `
  return Array.from({ length: Math.max(0, line.length - 2) }, (_, i) => line.slice(i, i + 3))
}

function countsOf(terms: readonly string[]): Weights {
  const counts: Weights = new Map()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

function frequenciesOf(all: readonly Weights[]): Weights {
  const frequencies: Weights = new Map()
  for (const counts of all) for (const term of counts.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
  return frequencies
}

/** Those with the largest sums of products. */
function best(there: readonly Weights[], asked: readonly Weights[], count: number): Blocked {
  const postings = new Map<string, [number, number][]>()
  there.forEach((weights, i) => {
    for (const [term, weight] of weights) {
      const list = postings.get(term)
      if (list) list.push([i, weight])
      else postings.set(term, [[i, weight]])
    }
  })
  const top = new TopK(count)
  return asked.map((weights) => {
    const sums = new Map<number, number>()
    for (const [term, weight] of weights)
      for (const [i, other] of postings.get(term) ?? []) sums.set(i, (sums.get(i) ?? 0) + weight * other)
    for (const [i, sum] of sums) top.offer(i, sum)
    const found = new Uint32Array(count)
    return found.slice(0, top.drain(found))
  })
}
