import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'

/** A new page begins at its top; going back returns to where one was, which the browser does by itself. */
export function useScrollToTop(): void {
  const [path] = useLocation()
  const wentBack = useRef(false)
  const last = useRef(path)
  useEffect(() => {
    const back = () => {
      wentBack.current = true
    }
    // Captured: before the router hears of it, and the page is another one.
    window.addEventListener('popstate', back, true)
    return () => window.removeEventListener('popstate', back, true)
  }, [])
  useEffect(() => {
    if (last.current !== path && !wentBack.current) window.scrollTo(0, 0)
    last.current = path
    wentBack.current = false
  }, [path])
}
