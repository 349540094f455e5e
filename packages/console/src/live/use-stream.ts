import { useReducedMotion } from '@mantine/hooks'
import type { StreamEvent } from '@nunchi/protocol'
import { useEffect, useRef, useState } from 'react'
import { isRefusedKey } from '../session/refused-key.ts'
import { useSession } from '../session/session.tsx'
import { EventRate } from './event-rate.ts'

export type StreamState = 'connecting' | 'open' | 'waiting' | 'refused'
export type Stream = {
  readonly state: StreamState
  readonly error?: unknown
  /** Newest first. */
  readonly events: readonly StreamEvent[]
  /** Came while the list stood still. */
  readonly held: number
  /** Facts that were left out, because this page was too slow for them. */
  readonly skipped: number
  readonly rate: EventRate
}

const keptMax = 200
const rateSeconds = 60
/** The list moves at most so often: people cannot read faster, and browsers need not. */
const drawEveryMs = 400
const calmEveryMs = 2_000
const againAfterMs = 3_000

type Asked = {
  /** As the API takes them; empty for all. */
  readonly kinds: string
  readonly isPaused: boolean
  /** Begin with so many of the latest facts of these kinds. */
  readonly last: number
}

/** Facts as they happen. While `isPaused` the list stands still, and what comes is counted. */
export function useStream({ kinds, isPaused, last }: Asked): Stream {
  const { client, state: session, expire } = useSession()
  const [rate] = useState(() => new EventRate(rateSeconds))
  const [stream, setStream] = useState<Omit<Stream, 'rate'>>(nothingYet)
  const waiting = useRef<StreamEvent[]>([])
  const came = useRef(0) // since the list was drawn last: of these only the newest wait
  const [attempt, setAttempt] = useState(0) // made anew after one that failed at its beginning
  const isCalm = useReducedMotion()
  useEffect(() => {
    if (session !== 'in') return
    const stop = new AbortController()
    let again: ReturnType<typeof setTimeout> | undefined
    waiting.current = []
    came.current = 0
    setStream(nothingYet)
    const change = (changed: Partial<Stream>) => !stop.signal.aborted && setStream((now) => ({ ...now, ...changed }))
    const read = async () => {
      const { signal } = stop
      const { position } = await client.status({ signal })
      const query = { last, kinds: kinds === '' ? undefined : kinds }
      const events = client.stream(query, {
        signal,
        onState: (state) => change({ state }),
        onGap: ({ skipped }) => setStream((now) => ({ ...now, skipped: now.skipped + skipped })),
      })
      for await (const event of events) {
        if (event.position >= position) rate.add(Date.now())
        waiting.current.push(event)
        came.current++
        if (waiting.current.length > 5 * keptMax) waiting.current.splice(0, keptMax)
      }
    }
    read().catch((error) => {
      if (stop.signal.aborted) return
      if (isRefusedKey(error)) expire()
      change({ state: 'refused', error })
      again = setTimeout(() => setAttempt(attempt + 1), againAfterMs)
    })
    return () => {
      clearTimeout(again)
      stop.abort()
    }
  }, [client, kinds, last, session, expire, rate, attempt])
  useEffect(() => {
    let drawnAt = 0
    const timer = setInterval(() => {
      const newest = waiting.current
      if (newest.length === 0 || (isCalm && Date.now() - drawnAt < calmEveryMs)) return
      drawnAt = Date.now()
      const held = came.current
      if (isPaused) return setStream((now) => ({ ...now, held }))
      waiting.current = []
      came.current = 0
      newest.reverse()
      setStream((now) => ({ ...now, held: 0, events: [...newest, ...now.events].slice(0, keptMax) }))
    }, drawEveryMs)
    return () => clearInterval(timer)
  }, [isPaused, isCalm])
  return { ...stream, rate }
}

const nothingYet: Omit<Stream, 'rate'> = { state: 'connecting', events: [], held: 0, skipped: 0 }
