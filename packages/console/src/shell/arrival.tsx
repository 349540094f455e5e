import { createContext, type ReactNode, type RefObject, useContext, useEffect, useMemo, useRef } from 'react'

/** Whether a page was shown before: the first one is where the browser put the focus, and stays so. */
const ArrivalContext = createContext<{ hasArrived: boolean }>({ hasArrived: false })

/** Remembers for the pages within whether one of them was shown already. */
export function Arrivals({ children }: { readonly children: ReactNode }) {
  const arrivals = useMemo(() => ({ hasArrived: false }), [])
  return <ArrivalContext value={arrivals}>{children}</ArrivalContext>
}

/** Puts the focus on a page's heading when somebody came there by a link, so that they hear where they are. */
export function useArrival(heading: RefObject<HTMLElement | null>): void {
  const arrivals = useContext(ArrivalContext)
  const isDone = useRef(false)
  useEffect(() => {
    if (isDone.current) return
    isDone.current = true
    if (arrivals.hasArrived) {
      heading.current?.focus({ preventScroll: true })
      window.scrollTo(0, 0)
    }
    arrivals.hasArrived = true
  }, [arrivals, heading])
}
