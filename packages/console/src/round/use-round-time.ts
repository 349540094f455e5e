import { useLanguage } from '@nunchi/ui'
import { useMemo } from 'react'

/** Writes hour and minute, by the clock of the phone. */
export function useRoundTime(): (at: number) => string {
  const { lang } = useLanguage()
  return useMemo(() => {
    const clock = new Intl.DateTimeFormat(lang === 'ko' ? 'ko-KR' : 'en-US', {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    })
    return (at) => clock.format(at)
  }, [lang])
}
