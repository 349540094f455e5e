import { Box, Group, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { useMemo, useRef } from 'react'
import { useNow } from '../data/use-now.ts'
import classes from './dispatch.module.css'
import { StopNote } from './map-stop-note.tsx'
import { words } from './plan.words.ts'
import type { Chosen, Tour } from './plan-scene.ts'
import { TimelineRow } from './timeline-row.tsx'
import { percentOf, timeScaleOf, trackRemOf } from './timeline-scale.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'
import type { Drag } from './use-drag.ts'

export type TimelineProps = {
  readonly tours: readonly Tour[]
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
  readonly drag: Drag
  readonly askMove?: (delivery: string) => void
  readonly format: DispatchFormat
}

/** As `.name` is wide. */
const nameRem = 11

/** What each vehicle does when: a row for each, on one scale of time. Moves with what is chosen on the map. */
export function Timeline({ tours, chosen, choose, drag, askMove, format }: TimelineProps) {
  const say = useWords(words)
  const now = useNow(30_000)
  const scale = useMemo(() => timeScaleOf(tours), [tours])
  const trackRem = useMemo(() => trackRemOf(tours, scale), [tours, scale])
  const table = useRef<HTMLDivElement>(null)
  const tour = tours.find(({ stops }) => stops.some(({ delivery }) => delivery === chosen.delivery))
  const place = tour?.stops.findIndex(({ delivery }) => delivery === chosen.delivery) ?? -1
  const stop = tour?.stops[place]
  return (
    <Box>
      <Legend hasReloads={tours.some(({ stops }) => stops.some(({ reload }) => reload))} />
      <Box className={classes.scroller} tabIndex={0} role="group" aria-label={say.timeline}>
        <Box className={classes.chart} ref={table} miw={`${nameRem + trackRem}rem`}>
          <div className={classes.hours} aria-hidden>
            {scale.hours.map((at) => (
              <span key={at} style={{ insetInlineStart: `${percentOf(at, scale)}%` }}>
                {format.time(at)}
              </span>
            ))}
          </div>
          {tours.map((one) => (
            <TimelineRow
              key={one.vehicle}
              tour={one}
              tours={tours}
              scale={scale}
              trackRem={trackRem}
              now={now}
              chosen={one.stops.some(({ delivery }) => delivery === chosen.delivery) ? chosen.delivery : undefined}
              isFaint={chosen.vehicle !== undefined && chosen.vehicle !== one.vehicle}
              isFocus={chosen.vehicle === one.vehicle}
              isTarget={drag.now?.target?.vehicle === one.vehicle}
              choose={choose}
              over={drag.over}
              drop={drag.drop}
              cancel={drag.cancel}
              askMove={askMove}
              format={format}
            />
          ))}
        </Box>
      </Box>
      <StopNote
        mark={stop && tour ? { delivery: stop.delivery, tour, stop, place, address: stop.place?.address } : undefined}
        format={format}
      />
    </Box>
  )
}

/** What the shapes mean. */
function Legend({ hasReloads }: { readonly hasReloads: boolean }) {
  const say = useWords(words)
  const shapes = [
    { label: say.kinds.travel, style: { height: 3, background: 'var(--mantine-color-text)' } },
    { label: say.kinds.waiting, className: classes.wait, style: { position: 'static' as const } },
    { label: say.kinds.pause, className: classes.pause, style: { position: 'static' as const } },
    ...(hasReloads
      ? [{ label: say.kinds.reload, className: classes.reload, style: { position: 'static' as const } }]
      : []),
    { label: say.kinds.service, style: { height: 14, borderRadius: 4, background: 'var(--mantine-color-dimmed)' } },
    { label: say.kinds.window, style: { height: 3, opacity: 0.6, background: 'var(--mantine-color-dimmed)' } },
  ]
  return (
    <Group gap="md" mb="xs" aria-hidden>
      {shapes.map(({ label, className, style }) => (
        <Group key={label} gap={6}>
          <Box w={22} className={className} style={style} />
          <Text size="xs" c="dimmed">
            {label}
          </Text>
        </Group>
      ))}
      <Group gap={6}>
        <span className={classes.late} style={{ position: 'static' }}>
          !
        </span>
        <Text size="xs" c="dimmed">
          {say.kinds.late}
        </Text>
      </Group>
    </Group>
  )
}
