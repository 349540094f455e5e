import type { RoundBody } from '@nunchi/protocol'
import { createDriverClient } from '@nunchi/sdk'
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { type Act, withActs } from './round-acts.ts'
import type { RoundDrawer } from './round-drawer.ts'
import { type PostState, RoundPost } from './round-post.ts'

export type Round = PostState & {
  /** With all that the driver did, whether the server has heard of it or not. */
  readonly round: RoundBody | undefined
  readonly act: (act: Act) => void
  readonly sendAgain: () => void
  readonly discard: () => void
  readonly forgetChanges: () => void
}

/** A driver's round, kept on the phone and up to date with the server; see `RoundPost`. */
export function useRound(drawer: RoundDrawer, key: string): Round {
  const post = useMemo(() => {
    const server = createDriverClient({ url: '', key, retriesMax: 0 })
    return new RoundPost({ drawer, server, key, now: Date.now, random: Math.random })
  }, [drawer, key])
  const state = useSyncExternalStore(post.listen, post.state)
  const ask = useAsking(post)
  const { told, kept } = state
  const round = useMemo(() => told && withActs(told, kept), [told, kept])
  const then = useCallback(
    (work: () => void) => {
      work()
      ask()
    },
    [ask],
  )
  return {
    ...state,
    round,
    act: (what) => then(() => post.act(what)),
    sendAgain: () => then(() => post.sendAgain()),
    discard: () => post.discard(),
    forgetChanges: () => post.forgetChanges(),
  }
}

/** Asks now, again after as long as the post says, and whenever there may be a network again or somebody looks. */
function useAsking(post: RoundPost): () => void {
  const askNow = useRef(() => {})
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const ask = async () => {
      clearTimeout(timer)
      const againMs = await post.ask()
      clearTimeout(timer)
      if (!isOver) timer = setTimeout(ask, againMs)
    }
    const seen = () => document.visibilityState === 'visible' && void ask()
    const reread = () => post.reread()
    askNow.current = () => void ask()
    void ask()
    window.addEventListener('online', ask)
    window.addEventListener('storage', reread)
    document.addEventListener('visibilitychange', seen)
    return () => {
      isOver = true
      clearTimeout(timer)
      window.removeEventListener('online', ask)
      window.removeEventListener('storage', reread)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [post])
  return useCallback(() => askNow.current(), [])
}
