import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type AnswerState, type Ask, Asking } from './asking.ts'
import { useNunchi } from './provider.ts'

export type Answer<Body> = AnswerState<Body> & {
  /** Asks again. */
  readonly refetch: () => void
  /** Takes an answer that came by another way, as that of a change. */
  readonly put: (body: Body) => void
}

export type AnswerOptions = {
  /** Asked again whenever something that the shopper did was collected; no when absent. */
  readonly isLive?: boolean
  /** How long a question after the first has to stay the same before it is asked. */
  readonly waitMs?: number
  /** Whether the answer of another question is shown until that of this one is there. */
  readonly keeps?: boolean
}

/**
 * The answer to any question: loading, error, data. It is asked when `key` changes, and never while that is undefined; the
 * key has to say all that the answer depends on, but for the client: another one, as after a login, is asked by itself.
 */
export function useAnswer<Body>(key: string | undefined, ask: Ask<Body>, options: AnswerOptions = {}): Answer<Body> {
  const { isLive = false, waitMs = 0, keeps = false } = options
  const { client, onRefresh } = useNunchi()
  const [asking] = useState(() => new Asking<Body>({ isAsked: key !== undefined }))
  const state = useSyncExternalStore(asking.subscribe, asking.state, asking.state)
  const latest = useRef(ask)
  const asked = useRef<string | undefined>(undefined)
  const askedOf = useRef(client)
  useEffect(() => {
    latest.current = ask
  })
  useEffect(() => {
    if (key === undefined) {
      asked.current = undefined
      return asking.rest()
    }
    const isFirst = asked.current === undefined
    const isOfAnother = askedOf.current !== client
    const forgets = isOfAnother || (!isFirst && !keeps && asked.current !== key)
    asked.current = key
    askedOf.current = client
    asking.later((signal) => latest.current(signal), { waitMs: isFirst || isOfAnother ? 0 : waitMs, forgets })
    return () => asking.cancel()
  }, [asking, client, key, waitMs, keeps])
  const refetch = useCallback(() => {
    if (asked.current !== undefined) void asking.now((signal) => latest.current(signal))
  }, [asking])
  const isAsked = key !== undefined
  useEffect(() => (isLive && isAsked ? onRefresh(refetch) : undefined), [isLive, isAsked, onRefresh, refetch])
  const put = useCallback((body: Body) => asking.put(body), [asking])
  return { ...state, refetch, put }
}
