import type { Currency } from '@nunchi/protocol'
import { IconBell, IconCaretUpFilled, IconStarFilled } from '@tabler/icons-react'
import { dayOf, money } from '../format.ts'
import { useLanguage, useWords } from '../language.tsx'
import css from './price-chart.module.css'
import { words } from './price-chart.words.ts'
import type { PriceEvent } from './price-events.ts'
import { type Frame, heightOf, placeOf } from './step-line.ts'

const icons = { low: IconStarFilled, list: IconCaretUpFilled, alert: IconBell } as const
/** So near to an end of the drawing, in hundredths, a mark would stand on the amounts beside it. */
const edge = 3
/** More would be no notes but a list; the table has all of them. */
const notesMax = 4

/** The marks upon a drawing; what they are stands in the notes and the table. */
export function PriceMarks({ events, frame }: { readonly events: readonly PriceEvent[]; readonly frame: Frame }) {
  const inside = (at: number) => Math.min(100, Math.max(0, placeOf(at, frame)))
  return events.map((event) => {
    const { kind, at } = event
    const left = inside(at)
    if (kind === 'gap') {
      const width = inside(event.to) - left
      return (
        <span key={`${kind} ${at}`} className={css.gap} style={{ left: `${left}%`, width: `${width}%` }} aria-hidden />
      )
    }
    if (at < frame.from || at > frame.to) return null
    const Icon = icons[kind]
    const top = Math.min(100, Math.max(0, heightOf(event.minor, frame)))
    return (
      <span
        key={`${kind} ${at}`}
        className={css.mark}
        style={{ left: `${Math.min(100 - edge, Math.max(edge, left))}%`, top: `${top}%` }}
        aria-hidden
      >
        <Icon size={14} />
      </span>
    )
  })
}

type NotesProps = {
  readonly events: readonly PriceEvent[]
  readonly currency: Currency
  /** Whether malls offer it, so that prices are totals. */
  readonly isTotal: boolean
}

/** What the newest marks are, in words. */
export function PriceNotes({ events, currency, isTotal }: NotesProps) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const amount = (minor: number) => money(minor, currency, lang)
  const marked = events.flatMap((event) => (event.kind === 'gap' ? [] : [event])).slice(-notesMax)
  const hasGap = events.some(({ kind }) => kind === 'gap')
  return (
    <ul className={css.notes}>
      {marked.map((event) => {
        const Icon = icons[event.kind]
        const day = dayOf(event.at, lang)
        return (
          <li key={`${event.kind} ${event.at}`}>
            <Icon size={14} aria-hidden /> {event.kind === 'low' && say.low(amount(event.minor), day)}
            {event.kind === 'list' && say.raised(amount(event.fromMinor), amount(event.minor), day)}
            {event.kind === 'alert' && say.alert(amount(event.minor), day)}
          </li>
        )
      })}
      {isTotal && <li>{say.total}</li>}
      {hasGap && <li>{say.gap}</li>}
    </ul>
  )
}
