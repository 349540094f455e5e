const daySeconds = 86_400

/** Writes moments on an axis, shorter or longer by the step between two, and in full. Days are days in UTC. */
export function timeLabels(locale: string, step: 'day' | 'moment') {
  const timeZone = step === 'day' ? 'UTC' : undefined
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const month = format({ year: 'numeric', month: 'short' })
  const date = format({ month: 'short', day: 'numeric' })
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const full = format(
    step === 'day'
      ? { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }
      : { dateStyle: 'medium', timeStyle: 'medium' },
  )
  return {
    axis: (ms: number, stepSeconds: number) => {
      if (stepSeconds >= 28 * daySeconds) return month.format(ms)
      if (stepSeconds >= daySeconds || step === 'day') return date.format(ms)
      return (stepSeconds >= 60 ? time : second).format(ms)
    },
    full: (ms: number) => full.format(ms),
  }
}
