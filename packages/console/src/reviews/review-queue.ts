import type { JudgeBody, OfferBody, ReviewBody } from '@nunchi/protocol'

export type Verdict = JudgeBody['verdict']
/** A pair with what was said of it. */
export type Judged = { readonly pair: ReviewBody; readonly verdict: Verdict }
/** What is sent of a pair: a verdict, or that the last one is taken back. */
export type Word = Verdict | 'back'
/** A pair of which a word did not get there, and why. */
export type Failed = { readonly pair: ReviewBody; readonly word: Word; readonly error: unknown }

/** The pairs of a sitting: the first of those that wait is the one that is shown. */
export type Queue = {
  readonly waiting: readonly ReviewBody[]
  /** In the order in which they were judged; the last can be taken back. */
  readonly judged: readonly Judged[]
  readonly failed: readonly Failed[]
  readonly left: readonly ReviewBody[]
}
export type Step =
  /** Pairs that the server would like to be judged: those that are not known yet go behind the others. */
  | { readonly kind: 'fetched'; readonly pairs: readonly ReviewBody[] }
  | { readonly kind: 'judged'; readonly judged: Judged }
  | { readonly kind: 'failed'; readonly failed: Failed }
  /** The last one is shown again. */
  | { readonly kind: 'undone' }
  /** One that failed is sent again, or shown again. */
  | { readonly kind: 'resent'; readonly pair: ReviewBody }
  | { readonly kind: 'shown'; readonly pair: ReviewBody }
  /** One that failed is given up, and is not shown again in this sitting. */
  | { readonly kind: 'left'; readonly pair: ReviewBody }

export const emptyQueue: Queue = { waiting: [], judged: [], failed: [], left: [] }

/** How the sitting stands after a step. Nothing that was judged comes again by itself. */
export function stepped(queue: Queue, step: Step): Queue {
  const { waiting, judged, failed, left } = queue
  switch (step.kind) {
    case 'fetched': {
      const known = new Set(
        [...waiting, ...judged.map(({ pair }) => pair), ...failed.map(({ pair }) => pair), ...left].map(pairKey),
      )
      const fresh = step.pairs.filter((pair) => !known.has(pairKey(pair)))
      return fresh.length === 0 ? queue : { ...queue, waiting: [...waiting, ...fresh] }
    }
    case 'judged':
      return {
        ...queue,
        waiting: without(waiting, step.judged.pair),
        judged: [...judged, step.judged],
        failed: failed.filter(({ pair }) => !isSame(pair, step.judged.pair)),
      }
    case 'failed': {
      const { pair, word } = step.failed
      const stands = judged.some((one) => isSame(one.pair, pair) && one.verdict === word)
      if (word !== 'back' && !stands) return queue // it was taken back while it was on its way
      return {
        ...queue,
        judged: judged.filter((one) => !isSame(one.pair, pair)),
        failed: [...failed.filter((one) => !isSame(one.pair, pair)), step.failed],
      }
    }
    case 'undone': {
      const last = judged.at(-1)
      return last ? { ...queue, waiting: [last.pair, ...waiting], judged: judged.slice(0, -1) } : queue
    }
    case 'resent': {
      const again = failed.find(({ pair }) => isSame(pair, step.pair))
      if (!again) return queue
      const { pair, word } = again
      const others = failed.filter((one) => one !== again)
      return word === 'back'
        ? { ...queue, failed: others }
        : { ...queue, judged: [...judged, { pair, verdict: word }], failed: others }
    }
    case 'shown':
      return {
        ...queue,
        waiting: [step.pair, ...without(waiting, step.pair)],
        failed: failed.filter(({ pair }) => !isSame(pair, step.pair)),
      }
    case 'left':
      return { ...queue, failed: failed.filter(({ pair }) => !isSame(pair, step.pair)), left: [...left, step.pair] }
  }
  step satisfies never
}

/** Names a pair, whichever of the two stands first. */
export function pairKey({ one, other }: Pick<ReviewBody, 'one' | 'other'>): string {
  return [one, other].map(offerKey).sort().join(' ')
}

function offerKey({ mall, key }: Pick<OfferBody, 'mall' | 'key'>): string {
  return JSON.stringify([mall, key])
}

const isSame = (a: ReviewBody, b: ReviewBody): boolean => pairKey(a) === pairKey(b)

function without(pairs: readonly ReviewBody[], pair: ReviewBody): readonly ReviewBody[] {
  return pairs.filter((each) => !isSame(each, pair))
}
