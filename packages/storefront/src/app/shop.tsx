import { notifications } from '@mantine/notifications'
import type { Currency, Lang } from '@nunchi/protocol'
import { type Collector, createCollector, createShopperClient, type Problem, type ShopperClient } from '@nunchi/sdk'
import { NunchiProvider } from '@nunchi/sdk/react'
import { useLanguage } from '@nunchi/ui'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { noteSent } from '../cart/placed-order.ts'
import type { DemoConfig, DemoPerson } from './config.ts'
import { drawerOf, usePerson } from './person.ts'

/** What every page of the shop works with. */
export type Shop = {
  readonly client: ShopperClient
  readonly collector: Collector
  readonly currency: Currency
  readonly persons: readonly DemoPerson[]
  readonly person: DemoPerson | undefined
  readonly become: (user: string | undefined) => void
  /** Begins the name of everything that is kept of this person in the browser. */
  readonly drawer: string
  /** Begins the key of every answer about this person, in this language. */
  readonly about: readonly string[]
  /** This device starts anew, with an id that nobody knows. */
  readonly renew: () => void
}

const ShopContext = createContext<Shop | undefined>(undefined)

/** The shop around a page. */
export function useShop(): Shop {
  const shop = useContext(ShopContext)
  if (!shop) throw new Error('useShop() is used outside of ShopProvider.')
  return shop
}

/** Speaks to the server as whoever looks. Each person has a collector of their own, and so a device id of their own. */
export function ShopProvider({ config, children }: { readonly config: DemoConfig; readonly children: ReactNode }) {
  const { lang } = useLanguage()
  const { person, become } = usePerson(config.persons)
  const [life, setLife] = useState(0)
  const collector = useCollector(config.publishableKey, person)
  const shop = useMemo<Shop>(() => {
    const anonymous = collector.anonymousId
    return {
      client: clientOf({ key: config.publishableKey, lang, collector }),
      collector,
      currency: config.currency,
      persons: config.persons,
      person,
      become,
      drawer: drawerOf(person),
      about: [person?.user ?? anonymous, String(life), lang],
      renew: () => {
        collector.reset()
        if (person) collector.identify(person.user, { userHash: person.userHash })
        setLife((lives) => lives + 1)
      },
    }
  }, [config, lang, collector, person, become, life])
  return (
    <ShopContext value={shop}>
      <NunchiProvider client={shop.client} collector={collector}>
        {children}
      </NunchiProvider>
    </ShopContext>
  )
}

function clientOf({ key, lang, collector }: { key: string; lang: Lang; collector: Collector }): ShopperClient {
  return createShopperClient({ url: '', key, lang, person: () => collector.person() })
}

/** One collector for each person, for as long as the page lives: two would tell the same things twice. */
function useCollector(key: string, person: DemoPerson | undefined): Collector {
  const [made] = useState(() => new Map<string, Collector>())
  const collector = useMemo(() => {
    const prefix = drawerOf(person)
    const known = made.get(prefix)
    if (known) return known
    const collector = createCollector({ url: '', key, prefix, flushMs: 1_000, onProblem: tellProblem })
    if (person) collector.identify(person.user, { userHash: person.userHash })
    // From the first message on: an order that waited may be sent before its page is there.
    collector.onSent(({ messages }) => noteSent(prefix, messages))
    made.set(prefix, collector)
    return collector
  }, [made, key, person])
  useEffect(() => {
    const unwatch = collector.watch(document.body)
    return () => {
      unwatch()
      collector.leaveProduct()
      void collector.flush()
    }
  }, [collector])
  return collector
}

/** What waits for the network is told elsewhere; what will never arrive is told here. */
function tellProblem({ what, code, reason, field, remedy }: Problem): void {
  if (what !== 'rejected' && what !== 'lost') return
  const message = [field, reason, remedy].filter(Boolean).join(' · ')
  notifications.show({ color: 'red', title: code, message })
}
