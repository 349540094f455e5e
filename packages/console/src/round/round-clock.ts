import type { Lang } from '@nunchi/ui'

const localeOf = (lang: string) => (lang === 'ko' ? 'ko-KR' : 'en-US')

/**
 * Writes hour and minute in a zone: windows are wished for by the clock at the doors, whatever the phone's says. A round that the phone kept
 * from before rounds had a zone goes by the clock of the phone.
 */
export function roundClock(lang: string, zone: string | undefined): (at: number) => string {
  const clock = new Intl.DateTimeFormat(localeOf(lang), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
  return (at) => clock.format(at)
}

/** A day as people say it: "Mon, Jul 27", "7월 27일 (월)". */
export function dayText(lang: Lang, day: string): string {
  const format = new Intl.DateTimeFormat(localeOf(lang), {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  })
  return format.format(Date.parse(`${day}T00:00:00Z`))
}

/** Whether a round that the phone kept is of a day that is over at its depot. @param now ms since 1970 */
export function isPast(
  { day, depot, endsAt }: { readonly day: string; readonly depot: { readonly zone: string }; readonly endsAt?: number },
  now: number,
): boolean {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: depot.zone, dateStyle: 'short' }).format(now)
  return today > day && now > (endsAt ?? 0)
}
