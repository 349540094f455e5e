import { useEffect } from 'react'

/**
 * Has the browser keep the page and what it stores: it then opens without a network. Where it cannot (a page without encryption, a browser
 * that forbids it) everything else works all the same.
 */
export function useRoundWorker(): void {
  useEffect(() => {
    void navigator.storage?.persist?.().catch(() => false)
    if (!import.meta.env.PROD) return
    const path = `${import.meta.env.BASE_URL}round-worker.js`
    const scope = `${import.meta.env.BASE_URL}round`
    navigator.serviceWorker?.register(path, { scope, updateViaCache: 'none' }).catch(() => {})
  }, [])
}
