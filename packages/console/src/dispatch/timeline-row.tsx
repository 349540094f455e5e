import { Box, Text, UnstyledButton } from '@mantine/core'
import type { PlanStopBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { type KeyboardEvent, memo, type PointerEvent, useRef } from 'react'
import classes from './dispatch.module.css'
import { stopText } from './map-stop-note.tsx'
import { positionAt } from './place-in.ts'
import { words } from './plan.words.ts'
import type { Chosen, Tour } from './plan-scene.ts'
import { barRem, beginOf, percentOf, type TimeScale } from './timeline-scale.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'
import type { Drag } from './use-drag.ts'

type Props = Pick<Drag, 'over' | 'drop' | 'cancel'> & {
  readonly tour: Tour
  /** All tours: where a stop may be dragged to. */
  readonly tours: readonly Tour[]
  readonly scale: TimeScale
  /** How wide the track is at least. */
  readonly trackRem: number
  readonly now: number
  /** The delivery of this tour that is chosen. */
  readonly chosen: string | undefined
  readonly isFaint: boolean
  readonly isFocus: boolean
  readonly isTarget: boolean
  readonly choose: (chosen: Chosen) => void
  readonly askMove?: (delivery: string) => void
  readonly format: DispatchFormat
}

/** One vehicle: its name, its way, and its stops; drawn anew only when something of it changed. */
export const TimelineRow = memo(function TimelineRow(props: Props) {
  const { tour, scale, now, isFaint, isTarget, chosen, format } = props
  const say = useWords(words)
  const style = (from: number, until: number) => {
    const left = percentOf(from, scale)
    return { insetInlineStart: `${left}%`, width: `${percentOf(until, scale) - left}%` }
  }
  const one = tour.stops.find(({ delivery }) => delivery === chosen)
  return (
    <div
      className={classes.row}
      data-vehicle={tour.vehicle}
      data-target={isTarget || undefined}
      data-faint={isFaint || undefined}
    >
      <RowName {...props} />
      <Box
        className={classes.track}
        role="group"
        aria-label={say.tourOf(tour.look.number, tour.name)}
        data-track={tour.vehicle}
      >
        {scale.hours.map((at) => (
          <div key={at} className={classes.grid} style={{ insetInlineStart: `${percentOf(at, scale)}%` }} />
        ))}
        {now > scale.from && now < scale.until && (
          <div className={classes.now} style={{ insetInlineStart: `${percentOf(now, scale)}%` }} />
        )}
        {tour.stops.length > 0 && (
          <div className={classes.way} style={{ ...style(tour.leavesAt, tour.endsAt), background: tour.look.color }} />
        )}
        {one?.windows.map(({ from, until }) => (
          <div key={from} className={classes.window} style={style(from, until)} />
        ))}
        {tour.stops.map(
          ({ delivery, plannedAt, waitSeconds }) =>
            waitSeconds > 0 && (
              <div key={delivery} className={classes.wait} style={style(plannedAt, plannedAt + waitSeconds * 1_000)} />
            ),
        )}
        {tour.breaks.map(({ at, seconds }) => (
          <div
            key={at}
            className={classes.pause}
            style={style(at, at + seconds * 1_000)}
            role="img"
            aria-label={say.pause(format.time(at), format.span(seconds))}
            title={say.pause(format.time(at), format.span(seconds))}
          />
        ))}
        {tour.stops.map(({ delivery, reload }) => {
          const label = reload && say.reload(format.time(reload.at), format.span(reload.seconds))
          return (
            reload && (
              <div
                key={delivery}
                className={classes.reload}
                style={{ ...style(reload.at, reload.at + reload.seconds * 1_000), borderColor: tour.look.color }}
                role="img"
                aria-label={label}
                title={label}
              />
            )
          )
        })}
        <Stops {...props} style={style} />
      </Box>
    </div>
  )
})

function RowName({ tour, isFocus, choose, format }: Props) {
  const say = useWords(words)
  const { look, name, driver, sums } = tour
  const trips = tour.stops.filter(({ reload }) => reload).length + 1
  return (
    <UnstyledButton
      className={classes.name}
      aria-pressed={isFocus}
      title={isFocus ? say.unfocus : say.focus(name)}
      onClick={() => choose(isFocus ? {} : { vehicle: tour.vehicle })}
    >
      <Text size="xs" fw={600} truncate lh={1.35}>
        <span className={classes.badge} style={{ background: look.color, color: look.onColor }}>
          {look.number}
        </span>{' '}
        {name}
      </Text>
      <Text size="xs" c="dimmed" truncate lh={1.3}>
        {[
          sums.stops === 0 ? say.noStops : format.count(sums.stops),
          trips > 1 && say.trips(trips),
          format.km(sums.metres),
          driver,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </UnstyledButton>
  )
}

type StopsProps = Props & {
  readonly style: (from: number, until: number) => { readonly insetInlineStart: string; readonly width: string }
}

/** The stops of a tour: one of them is reached by Tab, the others from it by arrows. */
function Stops({ tour, chosen, choose, askMove, format, style, trackRem, ...props }: StopsProps) {
  const say = useWords(words)
  const { tours, scale, over, drop, cancel } = props
  const reachable = chosen ?? tour.stops[0]?.delivery
  const keys = (index: number) => (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step !== undefined) {
      const next = tour.stops[index + step]
      const sibling = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('button')[index + step]
      if (next) choose({ delivery: next.delivery })
      sibling?.focus()
    } else if (event.key === 'Enter') askMove?.(tour.stops[index]!.delivery)
    else return
    event.preventDefault()
  }
  const roomRem = (place: number) => {
    const [stop, next] = [tour.stops[place]!, tour.stops[place + 1]]
    return next ? ((beginOf(next) - beginOf(stop)) / (scale.until - scale.from)) * trackRem : Number.POSITIVE_INFINITY
  }
  return tour.stops.map((stop, place) => (
    <StopBar
      key={stop.delivery}
      {...{ stop, place, tour, tours, scale, over, drop, cancel }}
      hasNumber={roomRem(place) >= numberRem}
      canMove={askMove !== undefined && !stop.isFixed}
      isChosen={stop.delivery === chosen}
      isReachable={stop.delivery === reachable}
      style={style(beginOf(stop), beginOf(stop) + stop.serviceSeconds * 1_000)}
      label={`${place + 1}: ${stopText({ delivery: stop.delivery, tour, stop, place, address: stop.place?.address }, say, format)}`}
      onChoose={() => choose({ delivery: stop.delivery })}
      onKeyDown={keys(place)}
    />
  ))
}

const numberRem = 0.8 * barRem

type BarProps = Pick<Props, 'tour' | 'tours' | 'scale' | 'over' | 'drop' | 'cancel'> & {
  readonly stop: PlanStopBody
  readonly place: number
  /** Not where the next bar would cover it. */
  readonly hasNumber: boolean
  readonly canMove: boolean
  readonly isChosen: boolean
  readonly isReachable: boolean
  readonly style: object
  readonly label: string
  readonly onChoose: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

function StopBar({
  stop,
  place,
  tour,
  hasNumber,
  canMove,
  isChosen,
  isReachable,
  style,
  label,
  onChoose,
  onKeyDown,
  ...dragging
}: BarProps) {
  const { look } = tour
  const isOver = stop.endedAt !== undefined
  const isBad = stop.lateSeconds > 0 || stop.state === 'failed'
  const pointer = useBarDrag({ ...dragging, delivery: stop.delivery, canMove })
  return (
    <button
      type="button"
      className={classes.stop}
      aria-label={label}
      aria-pressed={isChosen}
      title={label}
      tabIndex={isReachable ? 0 : -1}
      data-stop={stop.delivery}
      data-over={isOver || undefined}
      data-late={isBad || undefined}
      data-chosen={isChosen || undefined}
      style={{
        ...style,
        cursor: canMove ? undefined : 'pointer',
        background: isOver ? 'var(--mantine-color-body)' : look.color,
        color: isOver ? look.color : look.onColor,
        borderColor: isOver ? look.color : undefined,
      }}
      onClick={onChoose}
      onKeyDown={onKeyDown}
      {...pointer}
    >
      {(hasNumber || isChosen) && place + 1}
    </button>
  )
}

/** Dragging a bar: the row under the pointer is the tour, the place across it the time. */
function useBarDrag({
  delivery,
  canMove,
  tours,
  scale,
  over,
  drop,
  cancel,
}: Pick<BarProps, 'tours' | 'scale' | 'over' | 'drop' | 'cancel' | 'canMove'> & { readonly delivery: string }) {
  const from = useRef<{ readonly x: number; readonly y: number; isMoved: boolean }>(undefined)
  const down = (event: PointerEvent<HTMLElement>) => {
    if (!canMove || event.button !== 0) return
    from.current = { x: event.clientX, y: event.clientY, isMoved: false }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const move = ({ clientX: x, clientY: y }: PointerEvent<HTMLElement>) => {
    const start = from.current
    if (!start || (!start.isMoved && Math.hypot(x - start.x, y - start.y) < 5)) return
    start.isMoved = true
    const row = document
      .elementsFromPoint(x, y)
      .flatMap((element) => element.closest<HTMLElement>('[data-vehicle]') ?? [])[0]
    const tour = tours.find(({ vehicle }) => vehicle === row?.dataset.vehicle)
    const track = row?.querySelector('[data-track]')?.getBoundingClientRect()
    if (!tour || !track) return over({ delivery, x, y })
    const at = scale.from + ((x - track.left) / track.width) * (scale.until - scale.from)
    over({ delivery, x, y, target: { vehicle: tour.vehicle, position: positionAt(tour, delivery, at) } })
  }
  const end = (event: PointerEvent<HTMLElement>) => {
    const isMoved = from.current?.isMoved
    from.current = undefined
    if (!isMoved) return
    if (event.type === 'pointercancel') cancel()
    else drop()
  }
  return { onPointerDown: down, onPointerMove: move, onPointerUp: end, onPointerCancel: end }
}
