import { expect, test } from 'vitest'
import { emptyQueue, pairKey, type Queue, type Step, stepped } from './review-queue.ts'
import { testingPair } from './testing-pair.ts'

const [first, second, third] = ['1', '2', '3'].map(testingPair)
const after = (...steps: readonly Step[]): Queue => steps.reduce(stepped, emptyQueue)
const keys = ({ waiting }: Queue) => waiting.map(({ one }) => one.key)
const fetched = { kind: 'fetched', pairs: [first!, second!] } as const
const judged = { kind: 'judged', judged: { pair: first!, verdict: 'same' } } as const

test('a pair is the same whichever of its offers stands first', () => {
  expect(pairKey(first!)).toBe(pairKey({ one: first!.other, other: first!.one }))
  expect(pairKey(first!)).not.toBe(pairKey(second!))
})

test('what was judged does not come again when the server still asks about it, and new ones go behind', () => {
  const queue = after(fetched, judged, { kind: 'fetched', pairs: [first!, third!, second!] })
  expect(keys(queue)).toEqual(['2', '3'])
  expect(queue.judged).toEqual([{ pair: first, verdict: 'same' }])
})

test('the last verdict is taken back and its pair shown again; without one nothing happens', () => {
  expect(keys(after(fetched, judged, { kind: 'undone' }))).toEqual(['1', '2'])
  expect(after(fetched, { kind: 'undone' })).toEqual(after(fetched))
})

test('a verdict that did not get there is kept beside the queue, and is sent or shown again', () => {
  const failed = { kind: 'failed', failed: { pair: first!, word: 'same', error: new Error('away') } } as const
  const queue = after(fetched, judged, failed)
  expect(keys(queue)).toEqual(['2'])
  expect(queue.judged).toEqual([])
  expect(queue.failed.map(({ pair }) => pair)).toEqual([first])
  const again = stepped(queue, { kind: 'resent', pair: first! })
  expect([again.judged.length, again.failed.length]).toEqual([1, 0])
  const shown = stepped(queue, { kind: 'shown', pair: first! })
  expect([keys(shown), shown.failed.length]).toEqual([['1', '2'], 0])
})

test('a verdict that fails after it was taken back is nobody’s any more; a taking back that fails is kept beside the pair', () => {
  const failed = { kind: 'failed', failed: { pair: first!, word: 'same', error: new Error('away') } } as const
  const other = { kind: 'judged', judged: { pair: first!, verdict: 'different' } } as const
  expect(after(fetched, judged, { kind: 'undone' }, failed)).toEqual(after(fetched, judged, { kind: 'undone' }))
  expect(after(fetched, judged, { kind: 'undone' }, other, failed).judged).toEqual([other.judged])
  const back = { kind: 'failed', failed: { pair: first!, word: 'back', error: new Error('away') } } as const
  const queue = after(fetched, judged, { kind: 'undone' }, back)
  expect([keys(queue), queue.judged.length, queue.failed.length]).toEqual([['1', '2'], 0, 1])
  const again = stepped(queue, { kind: 'resent', pair: first! })
  expect([keys(again), again.judged.length, again.failed.length]).toEqual([['1', '2'], 0, 0])
})

test('one that failed and was given up is not shown again when the server asks about it', () => {
  const failed = { kind: 'failed', failed: { pair: first!, word: 'same', error: new Error('no') } } as const
  const queue = after(fetched, judged, failed, { kind: 'left', pair: first! }, fetched)
  expect([keys(queue), queue.failed.length]).toEqual([['2'], 0])
})
