import { useMemo } from 'react'
import type { Format } from '../data/use-format.ts'
import { useFormat } from '../data/use-format.ts'

/** Numbers and times as dispatchers say them, in the zone of the depot. */
export type DispatchFormat = Format & {
  /** Hour and minute. */
  readonly time: (at: number) => string
  readonly km: (metres: number) => string
  /** A length of time: 2 h 05 min, 45 s. */
  readonly span: (seconds: number) => string
  readonly windows: (windows: readonly { readonly from: number; readonly until: number }[]) => string
}

/** Writes in the language that is spoken. @param zone of the depot; absent: of who looks */
export function useDispatchFormat(zone: string | undefined): DispatchFormat {
  const format = useFormat()
  return useMemo(() => {
    const { locale, lang } = format
    const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone })
    const unit = lang === 'ko' ? { h: '시간', min: '분', s: '초', gap: '' } : { h: 'h', min: 'min', s: 's', gap: ' ' }
    const time = (at: number) => clock.format(at)
    return {
      ...format,
      time,
      km: (metres) =>
        metres < 1_000 ? `${Math.round(metres)} m` : `${format.decimal(metres / 1_000, metres < 100_000 ? 1 : 0)} km`,
      span: (seconds) => {
        if (seconds < 60) return `${Math.round(seconds)}${unit.gap}${unit.s}`
        const minutes = Math.round(seconds / 60)
        const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
        const parts = [
          ...(hours > 0 ? [`${format.count(hours)}${unit.gap}${unit.h}`] : []),
          ...(rest > 0 ? [`${rest}${unit.gap}${unit.min}`] : []),
        ]
        return parts.join(' ')
      },
      windows: (windows) => windows.map(({ from, until }) => `${time(from)}–${time(until)}`).join(', '),
    }
  }, [format, zone])
}
