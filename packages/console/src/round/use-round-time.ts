import { useLanguage } from '@nunchi/ui'
import { useMemo } from 'react'
import { roundClock } from './round-clock.ts'

/** Writes hour and minute, by the clock of the depot. */
export function useRoundTime(zone: string | undefined): (at: number) => string {
  const { lang } = useLanguage()
  return useMemo(() => roundClock(lang, zone), [lang, zone])
}
