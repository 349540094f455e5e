import { Paper, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Currency, DispatchPlanBody, MovedBody } from '@nunchi/protocol'
import { troubleOf, useLanguage, useWords } from '@nunchi/ui'
import classes from './dispatch.module.css'
import { words } from './plan.words.ts'
import type { Tour } from './plan-scene.ts'
import type { DispatchFormat } from './use-dispatch-format.ts'
import type { Dragged } from './use-drag.ts'
import { type Target, useMoveCost } from './use-moves.ts'

/** What a change of cost is called. */
export function changeText(
  costMinor: number,
  currency: Currency,
  say: (typeof words)['en' | 'ko'],
  format: DispatchFormat,
): string {
  if (costMinor === 0) return say.same
  const amount = format.money(Math.abs(costMinor), currency)
  return costMinor > 0 ? say.more(amount) : say.less(amount)
}

type CostProps = {
  readonly plan: DispatchPlanBody
  readonly currency: Currency
  readonly delivery: string
  /** Absent: not known yet. */
  readonly target: Target | undefined
  readonly format: DispatchFormat
}

/** What a move would come to, before it is done. */
export function MoveCost({ plan, currency, delivery, target, format }: CostProps) {
  const say = useWords(words)
  const { lang } = useLanguage()
  const { data, error } = useMoveCost(plan, delivery, target)
  if (error) return <Text size="sm">{troubleOf(error, lang).title}</Text>
  if (!data)
    return (
      <Text size="sm" c="dimmed">
        {say.asking}
      </Text>
    )
  return (
    <>
      <Text size="sm" fw={700} c={data.costMinor < 0 ? 'var(--mantine-color-teal-light-color)' : undefined}>
        {changeText(data.costMinor, currency, say, format)}
      </Text>
      <Broken broken={data.broken} />
    </>
  )
}

function Broken({ broken }: Pick<MovedBody, 'broken'>) {
  const say = useWords(words)
  if (broken.length === 0) return null
  const rules = [...new Set(broken.map(({ rule }) => say.rules[rule] ?? rule))].join(', ')
  return (
    <Text size="sm" c="var(--mantine-color-error)" fw={600}>
      ! {say.breaks(rules)}
    </Text>
  )
}

/** So long a stop is held over a place before its cost is asked: who only passes by asks nothing. */
const restMs = 120

/** Goes with the pointer while a stop is dragged. */
export function DragNote({
  dragged,
  tours,
  ...cost
}: Pick<CostProps, 'plan' | 'currency' | 'format'> & { readonly dragged: Dragged; readonly tours: readonly Tour[] }) {
  const say = useWords(words)
  const { delivery, target, x, y } = dragged
  const aim = target && `${target.vehicle} ${target.position}`
  const [resting] = useDebouncedValue(aim, restMs)
  const tour = tours.find(({ vehicle }) => vehicle === target?.vehicle)
  const left = Math.max(8, Math.min(x + 16, window.innerWidth - 300))
  const top = y + 130 > window.innerHeight ? y - 110 : y + 18
  return (
    <Paper className={classes.note} withBorder shadow="md" p="xs" style={{ left, top }} role="status">
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {delivery}
          {tour &&
            target?.position !== undefined &&
            ` → ${say.onto(say.tourOf(tour.look.number, tour.name), target.position + 1)}`}
        </Text>
        {target ? (
          <MoveCost {...cost} delivery={delivery} target={aim === resting ? target : undefined} />
        ) : (
          <Text size="sm" c="dimmed">
            {say.nowhere}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}
