import type { ReviewBody, ReviewsBody } from '@nunchi/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { unknownAsNull } from '../data/unknown-as-null.ts'
import { useAnswer } from '../data/use-answer.ts'
import { isRefusedKey } from '../session/refused-key.ts'
import { useSession } from '../session/session.tsx'
import { emptyQueue, stepped, type Verdict, type Word } from './review-queue.ts'

const fetchedAtOnce = 20
/** With so few left more are asked for, so that the next one is there before it is wanted. */
const fewLeft = 6

/**
 * A sitting: pairs that wait, those that were judged, and what did not get there. Words are sent at once and one after the other, while
 * the next pair is shown already; one that fails comes back beside the queue, so that no key ever meets another pair than was seen.
 */
export function useReviewQueue() {
  const { client, expire } = useSession()
  const queries = useQueryClient()
  const [queue, step] = useReducer(stepped, emptyQueue)
  const sending = useRef<Promise<void>>(Promise.resolve())
  const answer = useAnswer<ReviewsBody>(
    ['reviews'],
    (asked, options) => asked.reviews({ count: fetchedAtOnce }, options),
    { every: queue.waiting.length === 0 ? 10_000 : undefined },
  )
  const { data, refetch } = answer
  useEffect(() => {
    if (data) step({ kind: 'fetched', pairs: data.reviews })
  }, [data])
  const send = useCallback(
    (pair: ReviewBody, word: Word, counts: Counts) => {
      const refs = { one: refOf(pair.one), other: refOf(pair.other) }
      const options = { timeoutMs: 60_000 }
      const tell = () =>
        word === 'back'
          ? client.withdrawVerdict(refs, options).catch(unknownAsNull) // the verdict itself did not get there
          : client.judge({ ...refs, verdict: word }, options)
      const onTaken = (told: object | null) => {
        if (told === null) return
        queries.setQueriesData<ReviewsBody>({ queryKey: ['reviews'] }, (told) => told && counted(told, counts))
        void queries.invalidateQueries({ queryKey: ['offers'] })
      }
      const onFailed = (error: unknown) => {
        if (isRefusedKey(error)) expire()
        step({ kind: 'failed', failed: { pair, word, error } })
      }
      sending.current = sending.current.then(tell).then(onTaken, onFailed)
    },
    [client, expire, queries],
  )
  const left = queue.waiting.length
  const judge = (verdict: Verdict) => {
    const pair = queue.waiting[0]
    if (!pair) return
    step({ kind: 'judged', judged: { pair, verdict } })
    send(pair, verdict, countsOf(verdict))
    if (left <= fewLeft) sending.current = sending.current.then(() => void refetch())
  }
  const undo = () => {
    const last = queue.judged.at(-1)
    if (!last) return
    step({ kind: 'undone' })
    send(last.pair, 'back', undone(countsOf(last.verdict)))
  }
  const sendAgain = (pair: ReviewBody, word: Word) => {
    step({ kind: 'resent', pair })
    send(pair, word, word === 'back' ? noCounts : countsOf(word))
  }
  return { queue, step, answer, judge, undo, sendAgain }
}

/** What a verdict changes of the numbers, until the server is asked again. */
type Counts = { readonly waiting: number; readonly judged: number }

function countsOf(verdict: Verdict): Counts {
  return { waiting: -1, judged: verdict === 'unsure' ? 0 : 1 }
}

const noCounts: Counts = { waiting: 0, judged: 0 }

function undone({ waiting, judged }: Counts): Counts {
  return { waiting: -waiting, judged: -judged }
}

function counted(told: ReviewsBody, { waiting, judged }: Counts): ReviewsBody {
  return { ...told, waiting: Math.max(0, told.waiting + waiting), judged: Math.max(0, told.judged + judged) }
}

function refOf({ mall, key }: { readonly mall: string; readonly key: string }) {
  return { mall, key }
}
