import { Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { words } from './plan.words.ts'
import type { Mark } from './plan-scene.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'

/** What is said of a stop, in a line or two: the same on map and timeline, to eyes and ears. */
export function stopText(
  { delivery, tour, stop, place, address }: Omit<Mark, 'at'>,
  say: (typeof words)['en' | 'ko'],
  format: DispatchFormat,
): string {
  if (!tour || !stop) return [delivery, say.unserved, address].filter(Boolean).join(', ')
  return [
    delivery,
    say.onto(say.tourOf(tour.look.number, tour.name), place + 1),
    stop.reload && say.reload(format.time(stop.reload.at), format.span(stop.reload.seconds)),
    say.at(format.time(stop.plannedAt)),
    stop.arrival && Math.abs(stop.arrival.at - stop.plannedAt) >= 60_000 && say.expected(format.time(stop.arrival.at)),
    stop.windows.length > 0 && say.window(format.windows(stop.windows)),
    stop.waitSeconds > 0 && say.waits(format.span(stop.waitSeconds)),
    stop.lateSeconds > 0 && `! ${say.late(format.span(stop.lateSeconds))}`,
    address,
  ]
    .filter(Boolean)
    .join(', ')
}

/** The stop that is chosen or under the pointer, in words below a drawing; a line is kept free for it. */
export function StopNote({
  mark,
  format,
}: {
  readonly mark: Omit<Mark, 'at'> | undefined
  readonly format: DispatchFormat
}) {
  const say = useWords(words)
  return (
    <Text size="xs" mih="2.6em" mt={6} lh={1.3} lineClamp={2} role="status">
      {mark ? stopText(mark, say, format) : ''}
    </Text>
  )
}
