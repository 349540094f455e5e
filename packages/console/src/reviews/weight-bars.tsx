import { Stack, Text } from '@mantine/core'
import type { ReviewBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { useFormat } from '../data/use-format.ts'
import { words } from './reviews.words.ts'
import classes from './weight-bars.module.css'

/** The bars are drawn to this scale at least, so that a pair of which little is known does not look as if much spoke. */
const scaleMin = 2
/** What is less would be written as 0. */
const toldMin = 0.05

/** What speaks for and against: bars to both sides of a middle line, each with its number. */
export function WeightBars({ weights }: Pick<ReviewBody, 'weights'>) {
  const say = useWords(words)
  const format = useFormat()
  const told = weights.filter(({ logOdds }) => Math.abs(logOdds) >= toldMin)
  if (told.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.noWeights}
      </Text>
    )
  const scale = Math.max(scaleMin, ...told.map(({ logOdds }) => Math.abs(logOdds)))
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={say.weights}>
      {told.map(({ kind, logOdds }) => {
        const size = format.decimal(Math.abs(logOdds), 1)
        return (
          <li key={kind} className={classes.row}>
            <Text size="sm">{say.weight[kind] ?? kind}</Text>
            <span className={classes.track} aria-hidden>
              <span
                className={classes.bar}
                data-side={logOdds > 0 ? 'for' : 'against'}
                style={{ width: `${(Math.abs(logOdds) / scale) * 50}%` }}
              />
            </span>
            <Text size="xs" ta="end" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {logOdds > 0 ? say.for(size) : say.against(size)}
            </Text>
          </li>
        )
      })}
    </Stack>
  )
}
