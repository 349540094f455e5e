import type { HomeBody } from '@nunchi/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { differenceOf, type HomeDifference } from '../home/home-change.ts'
import { homeOptions } from '../home/home-query.ts'
import { useShop } from './shop.tsx'

export type ActKind =
  | 'viewed'
  | 'wished'
  | 'unwished'
  | 'shared'
  | 'carted'
  | 'uncarted'
  | 'ordered'
  | 'searched'
  | 'hid'
  | 'unhid'
  | 'removed'
  | 'chose'
/** One thing that somebody did, and with what: the title of a product, the words of a search. */
export type Act = { readonly kind: ActKind; readonly name: string }
/** What became of the home since it was looked at last, and because of what. */
export type HomeChange = HomeDifference & { readonly acts: readonly Act[]; readonly number: number }

type HomeWatch = {
  readonly change: HomeChange | undefined
  /** To be called once the server knows of an act: asks for the home again, and compares. */
  readonly after: (act: Act) => Promise<void>
  /** To be called when an act could not be told: the home follows once it was. */
  readonly later: (act: Act) => void
  /** The home is on the screen, until the answer is called. */
  readonly look: () => () => void
}

const HomeWatchContext = createContext<HomeWatch | undefined>(undefined)

/** Tells how the home changes with what one does. */
export function useHomeWatch(): HomeWatch {
  const watch = useContext(HomeWatchContext)
  if (!watch) throw new Error('useHomeWatch() is used outside of HomeWatchProvider.')
  return watch
}

/**
 * Compares each new home with the one that was last on the screen. While the home is being looked at, each act starts
 * a comparison of its own; acts on other pages gather until the home is looked at again.
 */
export function HomeWatchProvider({ children }: { readonly children: ReactNode }) {
  const shop = useShop()
  const queries = useQueryClient()
  const [change, setChange] = useState<HomeChange>()
  const memory = useRef<Memory>({ acts: [], lookers: 0, number: 0 })
  const waiting = useRef<Act[]>([])
  const { queryKey } = homeOptions(shop)
  const who = queryKey.join(' ')

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person's home has nothing to do with this one's
  useEffect(() => {
    memory.current = { ...memory.current, acts: [], seen: undefined }
    waiting.current = []
    setChange(undefined)
  }, [who])

  // Whoever comes in by another page has a home as well, with which to compare.
  useEffect(() => void queries.prefetchQuery(homeOptions(shop)), [queries, shop])

  const after = useCallback(
    async (act: Act) => {
      const options = homeOptions(shop)
      const { current: past } = memory
      const shown = queries.getQueryData(options.queryKey)
      if (past.lookers > 0 || !past.seen) {
        past.seen = shown
        past.acts = []
      }
      past.acts = [...past.acts, act]
      await queries.cancelQueries({ queryKey: options.queryKey })
      const home = await queries.fetchQuery({ ...options, staleTime: 0 }).catch(() => undefined) // the page itself says why
      if (!home || !past.seen) return
      past.number += 1
      setChange({ ...differenceOf(past.seen, home), acts: past.acts, number: past.number })
    },
    [shop, queries],
  )

  const { collector } = shop
  const later = useCallback((act: Act) => void waiting.current.push(act), [])
  useEffect(
    () =>
      collector.onSent(async () => {
        for (const act of waiting.current.splice(0)) await after(act)
      }),
    [collector, after],
  )

  const look = useCallback(() => {
    memory.current.lookers += 1
    return () => {
      memory.current.lookers -= 1
      memory.current.seen = undefined // what was on the screen last is what the next act compares with
      memory.current.acts = []
    }
  }, [])

  const watch = useMemo(() => ({ change, after, later, look }), [change, after, later, look])
  return <HomeWatchContext value={watch}>{children}</HomeWatchContext>
}

type Memory = { seen?: HomeBody; acts: readonly Act[]; lookers: number; number: number }
