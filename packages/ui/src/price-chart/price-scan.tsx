import type { Currency } from '@nunchi/protocol'
import { dayOf, money } from '../format.ts'
import { type Lang, useWords } from '../language.tsx'
import css from './price-chart.module.css'
import { words } from './price-chart.words.ts'
import type { PriceLine } from './price-lines.ts'
import { type Frame, placeOf, priceAt } from './step-line.ts'

const dayMs = 86_400_000

type Props = {
  /** What is said of the moment that it is at. */
  readonly text: string
  readonly at: number
  readonly frame: Frame
  readonly onScan: (at: number) => void
}

/** A slider over the days of a drawing, with a line where it is: for pointer, touch and keys alike. */
export function PriceScan({ text, at, frame, onScan }: Props) {
  const say = useWords(words)
  const last = Math.max(1, Math.ceil((frame.to - frame.from) / dayMs))
  const scan = (day: number) => onScan(Math.min(frame.to, frame.from + day * dayMs))
  return (
    <>
      <span className={css.cursor} style={{ left: `${placeOf(at, frame)}%` }} aria-hidden />
      <input
        className={css.scan}
        type="range"
        min={0}
        max={last}
        value={Math.ceil((at - frame.from) / dayMs)}
        aria-label={say.scan}
        aria-valuetext={text}
        onChange={(event) => scan(Number(event.currentTarget.value))}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect()
          scan(Math.round(((event.clientX - left) / width) * last))
        }}
      />
    </>
  )
}

type Asked = {
  readonly at: number
  readonly say: (typeof words)['en']
  readonly lang: Lang
  readonly currency: Currency
}

/** A day, and what each shown line cost on it. */
export function readoutOf(lines: readonly PriceLine[], { at, say, lang, currency }: Asked): string {
  const told = lines.flatMap(({ kind, name, runs }) => {
    const who = kind === 'mall' ? name : say[kind]
    const minor = priceAt(runs, at)
    if (minor === undefined) return kind === 'lowest' ? [`${who} ${say.gone}`] : []
    return [`${who} ${money(minor, currency, lang)}`]
  })
  return [dayOf(at, lang), ...told].join(' · ')
}
