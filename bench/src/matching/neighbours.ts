import { type MatchRecord, tokenMask, type Vocabulary } from '@nunchi/kernel'

/** A token in more than this share of all records says too little to look for. */
const commonShareMax = 0.1

/**
 * For each record the others that share the rarest words and word pairs with it, best first; of the other side where there
 * are two. Sees no labels, and not which pairs are asked about.
 */
export function neighboursOf(
  records: readonly MatchRecord[],
  vocabulary: Vocabulary,
  { mayMeet, most }: { mayMeet: (a: number, b: number) => boolean; most: number },
): Uint32Array[] {
  const keys = records.map((record) => keysOf(record, vocabulary))
  const holders = new Map<string, number[]>()
  for (const [record, own] of keys.entries())
    for (const key of own) {
      const list = holders.get(key)
      if (list) list.push(record)
      else holders.set(key, [record])
    }
  const rarity = (key: string): number => Math.log(1 + records.length / (holders.get(key)?.length ?? 1))
  const sizes = keys.map((own) => Math.sqrt([...own].reduce((sum, key) => sum + rarity(key), 0)))
  const shared = new Float64Array(records.length)
  return keys.map((own, record) => {
    const met: number[] = []
    for (const key of own) {
      const list = holders.get(key) ?? []
      if (list.length > Math.max(20, records.length * commonShareMax)) continue
      for (const other of list) {
        if (!mayMeet(record, other)) continue
        if (shared[other] === 0) met.push(other)
        shared[other] += rarity(key)
      }
    }
    const score = (other: number): number => shared[other] / sizes[other]
    const best = met.sort((a, b) => score(b) - score(a) || a - b).slice(0, most)
    for (const other of met) shared[other] = 0
    return Uint32Array.from(best)
  })
}

/** Words, and two and three in a row written as one: what is one word there may be two here. */
function keysOf({ title }: MatchRecord, vocabulary: Vocabulary): Set<string> {
  const words = Array.from(title, (token) => vocabulary.textOf(token & tokenMask))
  const keys = new Set(words)
  for (let i = 1; i < words.length; i++) {
    keys.add(words[i - 1] + words[i])
    if (i > 1) keys.add(words[i - 2] + words[i - 1] + words[i])
  }
  return keys
}
