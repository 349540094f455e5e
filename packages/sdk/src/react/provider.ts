import { createContext, createElement, type ReactNode, useContext, useEffect, useMemo } from 'react'
import type { ShopperClient } from '../client/client.ts'
import type { Collector } from '../collector/collector.ts'
import type { Message } from '../collector/message.ts'

/** What the hooks share. */
export type Nunchi = {
  readonly client: ShopperClient
  readonly collector: Collector | undefined
  /** Asks anew whatever depends on what the shopper did: called by itself when that has been collected, but not for looking. */
  readonly refresh: () => void
  readonly onRefresh: (listener: () => void) => () => void
}

const Context = createContext<Nunchi | undefined>(undefined)

export type NunchiProviderProps = {
  /** createShopperClient(...), with `person: () => collector.person()`. */
  readonly client: ShopperClient
  /** Without one the hooks do not notice what the shopper does. */
  readonly collector?: Collector
  readonly children?: ReactNode
}

const looking: ReadonlySet<unknown> = new Set(['Product List Viewed', 'Product Dwelt', 'Cart Viewed', undefined])

/** Whether the shopper did something: a page must not move under them because they look at it. */
const isDone = ({ type, event }: Message): boolean => type === 'identify' || !looking.has(event)

/** Gives the hooks below it their client and collector. */
export function NunchiProvider({ client, collector, children }: NunchiProviderProps): ReactNode {
  const nunchi = useMemo(() => sharing(client, collector), [client, collector])
  useEffect(
    () =>
      collector?.onSent(({ messages, answer }) => {
        if (answer.accepted > 0 && messages.some(isDone)) nunchi.refresh()
      }),
    [collector, nunchi],
  )
  return createElement(Context.Provider, { value: nunchi }, children)
}

function sharing(client: ShopperClient, collector: Collector | undefined): Nunchi {
  const listeners = new Set<() => void>()
  return {
    client,
    collector,
    refresh: () => {
      for (const listener of listeners) listener()
    },
    onRefresh: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** What the provider above gives. @throws Error when there is none */
export function useNunchi(): Nunchi {
  const nunchi = useContext(Context)
  if (nunchi === undefined)
    throw new Error('useNunchi: there is no NunchiProvider above this component; put one round the app')
  return nunchi
}
