import { Chip, Group, SegmentedControl } from '@mantine/core'
import type { PriceHistoryBody } from '@nunchi/protocol'
import { useState } from 'react'
import { dayOf, money } from '../format.ts'
import { useLanguage, useWords } from '../language.tsx'
import css from './price-chart.module.css'
import { words } from './price-chart.words.ts'
import { eventsOf, type ToldAlert } from './price-events.ts'
import { linesOf, type PriceLine } from './price-lines.ts'
import { PriceMarks, PriceNotes } from './price-marks.tsx'
import { PriceScan, readoutOf } from './price-scan.tsx'
import { PriceTable } from './price-table.tsx'
import { type Frame, frameOf, heightOf, pathOf } from './step-line.ts'

/** The spans of a price chart, in days. */
export const chartSpans = [30, 90, 365] as const
/** Lines of malls that are shown at first. */
const shownAtFirst = 2

type Props = {
  /** Asked with `by: 'mall'` where malls are to be told apart. */
  readonly history: PriceHistoryBody
  /** What it costs now; undefined while it cannot be had. */
  readonly priceMinor: number | undefined
  /** What the person was told of it. */
  readonly alerts?: readonly ToldAlert[]
  readonly days: number
  readonly onDays: (days: number) => void
}

/**
 * What a product cost as steps: its lowest price, the list price, and malls to choose from, with what happened marked. A day is looked at
 * with the pointer or a slider; a table has the same in words.
 */
export function PriceChart({ history, priceMinor, alerts = [], days, onDays }: Props) {
  const say = useWords(words)
  const lines = linesOf(history, priceMinor)
  const events = eventsOf(history, alerts)
  const malls = lines.filter(({ kind }) => kind === 'mall')
  const [chosen, setChosen] = useState<readonly string[]>()
  const keys = chosen ?? ['list', ...malls.slice(0, shownAtFirst).map(({ key }) => key)]
  const shown = lines.filter(({ key, kind }) => kind === 'lowest' || keys.includes(key))
  const frame = frameOf(
    shown.flatMap(({ runs }) => runs),
    undefined,
  )
  return (
    <figure className={css.figure}>
      <SegmentedControl
        aria-label={say.spans}
        size="xs"
        value={String(days)}
        onChange={(value) => onDays(Number(value))}
        data={chartSpans.map((span) => ({ value: String(span), label: say.span(span) }))}
      />
      {frame ? (
        <Drawing {...{ lines: shown, frame, events, currency: history.currency }} />
      ) : (
        <p className={css.empty}>{say.none}</p>
      )}
      {lines.length > 1 && <LineChoice {...{ lines, keys, onChoose: setChosen, history }} />}
      <PriceNotes events={events} currency={history.currency} isTotal={malls.length > 0} />
      <PriceTable history={history} events={events} />
    </figure>
  )
}

type DrawingProps = {
  readonly lines: readonly PriceLine[]
  readonly frame: Frame
  readonly events: ReturnType<typeof eventsOf>
  readonly currency: PriceHistoryBody['currency']
}

function Drawing({ lines, frame, events, currency }: DrawingProps) {
  const { lang } = useLanguage()
  const say = useWords(words)
  const amount = (minor: number) => money(Math.round(minor), currency, lang)
  const prices = lines.flatMap(({ runs }) => runs.flat().map(({ minor }) => minor))
  const [low, high] = [prices.reduce((a, b) => Math.min(a, b)), prices.reduce((a, b) => Math.max(a, b))]
  const [from, to] = [dayOf(frame.from, lang), dayOf(frame.to, lang)]
  const levels = low === high ? [low] : [high, low]
  const [scanned, setScanned] = useState<number>()
  const at = Math.min(frame.to, Math.max(frame.from, scanned ?? frame.to))
  const readout = readoutOf(lines, { at, say, lang, currency })
  return (
    <div className={css.drawing}>
      <div className={css.box}>
        <div className={css.plot} role="img" aria-label={say.chart(from, to, amount(low), amount(high))}>
          <Lines lines={lines} frame={frame} levels={levels} />
          {levels.map((minor) => (
            <span key={minor} className={css.amount} style={{ top: `${heightOf(minor, frame)}%` }} aria-hidden>
              {amount(minor)}
            </span>
          ))}
          <PriceMarks events={events} frame={frame} />
        </div>
        <PriceScan text={readout} at={at} frame={frame} onScan={setScanned} />
      </div>
      <div className={css.ends} aria-hidden>
        <span>{from}</span>
        <span>{to}</span>
      </div>
      <p className={css.readout} aria-hidden>
        {readout}
      </p>
    </div>
  )
}

type LinesProps = Pick<DrawingProps, 'lines' | 'frame'> & { readonly levels: readonly number[] }

function Lines({ lines, frame, levels }: LinesProps) {
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {levels.map((minor) => (
        <path key={minor} className={css.level} d={`M0 ${heightOf(minor, frame)}H100`} />
      ))}
      {[...lines]
        .reverse()
        .map(({ key, kind, nth, runs }) =>
          runs.map((run) => (
            <path
              key={`${key} ${run[0]!.from}`}
              className={`${css.line} ${css[kind]}`}
              data-nth={nth}
              d={pathOf(run, frame)}
            />
          )),
        )}
    </svg>
  )
}

type ChoiceProps = {
  readonly lines: readonly PriceLine[]
  readonly keys: readonly string[]
  readonly onChoose: (keys: readonly string[]) => void
  readonly history: PriceHistoryBody
}

/** Which lines are shown beside the lowest price. */
function LineChoice({ lines, keys, onChoose, history }: ChoiceProps) {
  const say = useWords(words)
  const left = (history.offers?.length ?? 0) + (history.offersLeftOut ?? 0) - lines.filter(isOfMall).length
  return (
    <div>
      <Chip.Group multiple value={[...keys]} onChange={onChoose}>
        <Group gap={6} role="group" aria-label={say.lines}>
          <span className={css.legend}>
            <i className={`${css.swatch} ${css.lowest}`} aria-hidden /> {say.lowest}
          </span>
          {lines
            .filter(({ kind }) => kind !== 'lowest')
            .map(({ key, kind, name, nth }) => (
              <Chip key={key} value={key} size="xs" variant="outline" color="gray">
                <i className={`${css.swatch} ${css[kind]}`} data-nth={nth} aria-hidden />{' '}
                {kind === 'list' ? say.list : name}
              </Chip>
            ))}
        </Group>
      </Chip.Group>
      {left > 0 && <p className={css.note}>{say.left(left)}</p>}
    </div>
  )
}

function isOfMall({ kind }: PriceLine): boolean {
  return kind === 'mall'
}
