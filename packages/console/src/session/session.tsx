import { type Client, createClient } from '@nunchi/sdk'
import { useLanguage } from '@nunchi/ui'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { keepKey, keptKey, takeKeyFromAddress } from './key-store.ts'
import { isRefusedKey } from './refused-key.ts'

/** none: nobody signed in; in: with a key that worked so far; out of date: the key was refused meanwhile. */
export type SessionState = 'none' | 'in' | 'expired'

type Session = {
  readonly state: SessionState
  readonly client: Client
  /** Tries the key; keeps it when the server takes it for a secret one. @throws NunchiError */
  readonly signIn: (key: string) => Promise<void>
  readonly signOut: () => void
  /** Says that the key was refused: for what does not ask through the cache of answers. */
  readonly expire: () => void
}

const SessionContext = createContext<Session | undefined>(undefined)

/** Who is signed in, and the client that speaks for them. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession is used outside of SessionProvider.')
  return session
}

/** Keeps the key of this tab, and notices when the server no longer takes it. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { lang } = useLanguage()
  const queries = useQueryClient()
  const [key, setKey] = useState(firstKey)
  const [state, setState] = useState<SessionState>(key === undefined ? 'none' : 'in')
  const client = useMemo(() => createClient({ url: '', key: key ?? '', lang, retriesMax: 1 }), [key, lang])
  const expire = useCallback(() => setState((now) => (now === 'in' ? 'expired' : now)), [])
  useRefusals(expire)
  const signIn = useCallback(
    async (given: string) => {
      await createClient({ url: '', key: given, retriesMax: 0 }).keys()
      keepKey(given)
      setKey(given)
      setState('in')
      void queries.invalidateQueries()
    },
    [queries],
  )
  useEffect(() => {
    // The link that the server prints, pasted into a tab that has the console open already.
    const take = () => {
      const given = takeKeyFromAddress()
      if (given !== undefined) signIn(given).catch(() => {}) // the key there is, or the form, stays
    }
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [signIn])
  const signOut = useCallback(() => {
    keepKey(undefined)
    setKey(undefined)
    setState('none')
    queries.clear()
  }, [queries])
  const session = useMemo(() => ({ state, client, signIn, signOut, expire }), [state, client, signIn, signOut, expire])
  return <SessionContext value={session}>{children}</SessionContext>
}

function firstKey(): string | undefined {
  const given = takeKeyFromAddress()
  if (given !== undefined) keepKey(given)
  return given ?? keptKey()
}

/** Watches every question and change that goes through the cache. */
function useRefusals(told: () => void): void {
  const queries = useQueryClient()
  useEffect(() => {
    const unwatch = [
      queries.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error' && isRefusedKey(event.action.error)) told()
      }),
      queries.getMutationCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error' && isRefusedKey(event.action.error)) told()
      }),
    ]
    return () => unwatch.forEach((stop) => void stop())
  }, [queries, told])
}
