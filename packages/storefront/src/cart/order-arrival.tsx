import { ArrivalCards } from './arrival-cards.tsx'
import { arrivalsOf, useArrivals } from './use-arrivals.ts'

/** When an order comes, below everything else of its page: orders that nobody brings show nothing, and nothing moves for it. */
export function OrderArrival({ order }: { readonly order: string }) {
  const { arrivals, isLost } = useArrivals()
  const own = arrivalsOf(arrivals ?? [], order)
  return own.length > 0 ? <ArrivalCards arrivals={own} isLost={isLost} /> : null
}
