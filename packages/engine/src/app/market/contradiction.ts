import type { Judgement, Judgements } from '../../state/judgements.ts'

/** By offer: the one from which it was reached, over pairs called the same. */
type Reached = ReadonlyMap<number, number>

/**
 * What persons said of other pairs that cannot be true together with a verdict: a chain of pairs called the same, and for `same` one
 * in it that was called different. What was said of the pair itself is replaced, and stands against nothing. Empty when nothing does.
 * O(pairs of the offers called the same).
 */
export function standsAgainst(judgements: Judgements, { one, other, verdict }: Judgement): Judgement[] {
  const verdictOf = (a: number, b: number) =>
    Math.min(a, b) === Math.min(one, other) && Math.max(a, b) === Math.max(one, other)
      ? undefined
      : judgements.verdictOf(a, b)
  const others = { comparedWith: (offer: number) => judgements.comparedWith(offer), verdictOf }
  const here = reachedFrom(others, one)
  if (verdict === 'different') return here.has(other) ? chainTo(here, other) : []
  const there = reachedFrom(others, other)
  for (const near of here.keys())
    for (const far of others.comparedWith(near))
      if (there.has(far) && verdictOf(near, far) === 'different')
        return [...chainTo(here, near), { one: near, other: far, verdict: 'different' }, ...chainTo(there, far)]
  return []
}

function reachedFrom(judgements: Pick<Judgements, 'comparedWith' | 'verdictOf'>, start: number): Reached {
  const reached = new Map([[start, -1]])
  for (const offer of reached.keys())
    for (const next of judgements.comparedWith(offer))
      if (!reached.has(next) && judgements.verdictOf(offer, next) === 'same') reached.set(next, offer)
  return reached
}

function chainTo(reached: Reached, end: number): Judgement[] {
  const chain: Judgement[] = []
  for (let offer = end, from = reached.get(end)!; from >= 0; offer = from, from = reached.get(from)!)
    chain.push({ one: from, other: offer, verdict: 'same' })
  return chain.reverse()
}
