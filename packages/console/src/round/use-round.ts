import type { RoundBody } from '@nunchi/protocol'
import { createDriverClient, NunchiError } from '@nunchi/sdk'
import { useLanguage } from '@nunchi/ui'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Act, actionOf, withActs } from './round-acts.ts'
import { type Kept, keepActs, keepRound, keptActs, keptRound } from './round-drawer.ts'

const askEveryMs = 20_000
const againMs = 5_000
const sentMax = 500

/** A word of the driver that the server does not take. */
export type Rejected = { readonly id: string; readonly delivery?: string; readonly message: string }
export type Round = {
  /** With all that the driver did, whether the server has heard of it or not. */
  readonly round: RoundBody | undefined
  /** How many acts wait to be sent. */
  readonly waiting: number
  readonly isAway: boolean
  /** Why the server refuses: a key that was revoked. */
  readonly refused: unknown
  readonly rejected: readonly Rejected[]
  readonly act: (act: Act) => void
  readonly forgetRejected: () => void
}

/**
 * A driver's round. What the driver does is kept first and sent after, with the same ids until the server has answered for it; what the
 * server tells is kept as well, so that a page without a network still shows the day.
 */
export function useRound(key: string): Round {
  const { lang } = useLanguage()
  const client = useMemo(() => createDriverClient({ url: '', key, lang, retriesMax: 0 }), [key, lang])
  const [told, setTold] = useState(keptRound)
  const [kept, setKept] = useState(keptActs)
  const [isAway, setAway] = useState(false)
  const [refused, setRefused] = useState<unknown>()
  const [rejected, setRejected] = useState<readonly Rejected[]>([])
  const queue = useRef(kept)
  const isAsking = useRef(false)
  const change = useCallback((acts: readonly Kept[]) => {
    queue.current = acts
    keepActs(acts)
    setKept(acts)
  }, [])
  const hear = useCallback((round: RoundBody) => {
    keepRound(round)
    setTold(round)
    setAway(false)
    setRefused(undefined)
  }, [])
  const ask = useCallback(async () => {
    if (isAsking.current) return
    isAsking.current = true
    try {
      if (queue.current.length === 0) hear(await client.round())
      while (queue.current.length > 0) {
        const { round, gone, refusals } = await send(client, queue.current)
        change(queue.current.filter(({ act }) => !gone.has(act.id)))
        if (refusals.length > 0) setRejected((now) => [...now, ...refusals])
        hear(round)
      }
    } catch (error) {
      if (error instanceof NunchiError && (error.status === 401 || error.status === 403)) setRefused(error)
      else setAway(true)
    } finally {
      isAsking.current = false
    }
  }, [client, change, hear])
  useAsking(ask, kept.length > 0 || isAway ? againMs : askEveryMs)
  const act = useCallback(
    (what: Act) => {
      const day = told?.day
      if (day === undefined) return
      change([...queue.current, { day, act: actionOf(what, Date.now()) }])
      void ask()
    },
    [told?.day, change, ask],
  )
  const round = useMemo(
    () =>
      told &&
      withActs(
        told,
        kept.map((one) => one.act),
      ),
    [told, kept],
  )
  return { round, waiting: kept.length, isAway, refused, rejected, act, forgetRejected: () => setRejected([]) }
}

/** Asks now, so often (ms), and whenever there may be a network again or somebody looks. */
function useAsking(ask: () => Promise<void>, everyMs: number): void {
  useEffect(() => {
    void ask()
    const timer = setInterval(ask, everyMs)
    const seen = () => document.visibilityState === 'visible' && void ask()
    window.addEventListener('online', ask)
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', ask)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [ask, everyMs])
}

type Driver = ReturnType<typeof createDriverClient>

/** Sends the oldest acts of one day. @returns which the server has answered for, and those that it does not take */
async function send(client: Driver, kept: readonly Kept[]) {
  const day = kept[0]!.day
  const acts = kept
    .filter((one) => one.day === day)
    .slice(0, sentMax)
    .map(({ act }) => act)
  const { results, round } = await client.sendRoundEvents({ day, events: acts })
  const refusals = results.flatMap(({ id, status, message = '', code = '' }): Rejected[] => {
    if (status !== 'rejected') return []
    const act = acts.find((one) => one.id === id)
    return [{ id, ...(act && 'delivery' in act ? { delivery: act.delivery } : {}), message: message || code }]
  })
  // Whatever was sent is answered for: a server that says nothing of an act is not asked the same for ever.
  return { round, gone: new Set(acts.map(({ id }) => id)), refusals }
}
