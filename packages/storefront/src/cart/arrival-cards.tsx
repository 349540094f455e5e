import type { ArrivalBody } from '@nunchi/protocol'
import { useLanguage } from '@nunchi/ui'
import css from './arrival.module.css'
import { arrivalWords } from './arrival-words.ts'

/** How far something is, of four steps. */
const steps = { waiting: 1, planned: 2, out: 3, arriving: 3, delivered: 4, failed: 4, cancelled: 0 } as const

/** What is on its way: how it stands, when it is expected, and how many come before. Says so aloud when it changes. */
export function ArrivalCards({
  arrivals,
  isLost,
}: {
  readonly arrivals: readonly ArrivalBody[]
  readonly isLost: boolean
}) {
  const { lang } = useLanguage()
  const say = arrivalWords[lang]
  return (
    <ul className={css.list} aria-label={say.title}>
      {arrivals.map((arrival) => (
        <ArrivalCard key={arrival.delivery} arrival={arrival} isLost={isLost} />
      ))}
    </ul>
  )
}

function ArrivalCard({ arrival, isLost }: { readonly arrival: ArrivalBody; readonly isLost: boolean }) {
  const { lang } = useLanguage()
  const say = arrivalWords[lang]
  const { delivery, state, windows, stopsBefore, isLate, day } = arrival
  const { time, dayName } = clocksOf(lang)
  const isBad = state === 'failed' || state === 'cancelled'
  return (
    <li className={css.card} data-arrival={delivery}>
      <div className={css.body} role="status">
        <strong>{say.states[state]}</strong>
        <p className={css.when}>{whenOf(arrival, lang)}</p>
        {stopsBefore !== undefined && (state === 'out' || state === 'arriving') && (
          <p className={css.small}>{say.before(stopsBefore)}</p>
        )}
        <p className={css.small}>
          {[
            say.on(dayName(day)),
            ...(windows.length > 0
              ? [say.wished(windows.map(({ from, until }) => `${time(from)}–${time(until)}`).join(', '))]
              : []),
            delivery,
          ].join(' · ')}
        </p>
        {isLate && arrival.endedAt === undefined && <p className={css.late}>{say.late}</p>}
        {isLost && <p className={css.small}>{say.lost}</p>}
      </div>
      <div className={css.steps} aria-hidden>
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={css.step}
            data-done={step <= steps[state] || undefined}
            data-bad={(isBad && step === 4) || undefined}
          />
        ))}
      </div>
    </li>
  )
}

/** The most important thing to know of it now. */
function whenOf({ state, arrival, endedAt, failure }: ArrivalBody, lang: 'ko' | 'en'): string {
  const say = arrivalWords[lang]
  const { time } = clocksOf(lang)
  if (state === 'failed') return failure ? say.failures[failure] : say.states.failed
  if (endedAt !== undefined) return say.endedAt(time(endedAt))
  if (arrival && state !== 'cancelled') return say.between(time(arrival.from), time(arrival.until))
  return state === 'waiting' || state === 'planned' ? say.waits : ''
}

function clocksOf(lang: 'ko' | 'en') {
  const locale = lang === 'ko' ? 'ko-KR' : 'en-US'
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false })
  const date = new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' })
  return {
    time: (at: number) => clock.format(at),
    dayName: (day: string) => date.format(Date.parse(`${day}T00:00:00Z`)),
  }
}
