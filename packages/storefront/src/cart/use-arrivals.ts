import type { ArrivalBody } from '@nunchi/protocol'
import { useEffect, useState } from 'react'
import { useShop } from '../app/shop.tsx'

/** What is on its way, and whether that is what the server says now. */
export type Arrivals = { readonly arrivals: readonly ArrivalBody[] | undefined; readonly isLost: boolean }

/**
 * What is on its way to this person, live; undefined until the first answer. One stream for each component that asks: to be called where it is
 * shown, not where it may be.
 */
export function useArrivals(): Arrivals {
  const { client, about } = useShop()
  const [told, setTold] = useState<Arrivals>({ arrivals: undefined, isLost: false })
  const who = about.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another person everything is asked anew
  useEffect(() => {
    const stop = new AbortController()
    setTold({ arrivals: undefined, isLost: false })
    const read = async () => {
      const onState = (state: 'open' | 'waiting') =>
        setTold((now) =>
          // Whoever cannot be asked has nothing to say: what waits for the first answer goes on without it.
          state === 'waiting' ? { arrivals: now.arrivals ?? [], isLost: true } : { ...now, isLost: false },
        )
      for await (const { arrivals } of client.arrivalStream(undefined, { signal: stop.signal, onState }))
        setTold({ arrivals, isLost: false })
    }
    // Somebody of whom the server has not heard yet has nothing on its way; other refusals leave what was told.
    read().catch(
      () => !stop.signal.aborted && setTold(({ arrivals = [] }) => ({ arrivals, isLost: arrivals.length > 0 })),
    )
    return () => stop.abort()
  }, [client, who])
  return told
}

/** Whether it has neither been handed over nor come to nothing. */
export function isComing({ state }: ArrivalBody): boolean {
  return state !== 'delivered' && state !== 'failed' && state !== 'cancelled'
}

/** Those of an order: a parcel of it is named as it is, or begins so: "1001", "1001-2". */
export function arrivalsOf(arrivals: readonly ArrivalBody[], order: string): ArrivalBody[] {
  return arrivals.filter(
    ({ delivery }) =>
      delivery === order || (/^[-_/.:#]/.test(delivery.slice(order.length)) && delivery.startsWith(order)),
  )
}
