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
    window.addEventListener('popstate', back)
    return () => window.removeEventListener('popstate', back)
  }, [])
  useEffect(() => {
    if (last.current !== path && !wentBack.current) window.scrollTo(0, 0)
    last.current = path
    wentBack.current = false
  }, [path])
}
