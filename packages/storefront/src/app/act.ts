import type { Collector } from '@nunchi/sdk'
import { useCallback } from 'react'
import { type Act, useHomeWatch } from './home-watch.tsx'
import { useShop } from './shop.tsx'

/**
 * Tells the server of something that the shopper did, at once, and lets the home follow.
 * @returns how many messages wait because the server is away; they are sent later
 */
export function useAct(): (act: Act, tell: (collector: Collector) => void) => Promise<number> {
  const { collector } = useShop()
  const { after, later } = useHomeWatch()
  return useCallback(
    async (act, tell) => {
      tell(collector)
      const waiting = await collector.flush()
      if (waiting === 0) await after(act)
      else later(act)
      return waiting
    },
    [collector, after, later],
  )
}
