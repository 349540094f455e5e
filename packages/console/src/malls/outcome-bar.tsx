import { Box, Group, Progress, Text, useComputedColorScheme } from '@mantine/core'
import type { FeedRunBody } from '@nunchi/protocol'
import { useWords } from '@nunchi/ui'
import { cssColor } from '../chart/colors.ts'
import type { ChartColor } from '../chart/series.ts'
import { useFormat } from '../data/use-format.ts'
import { type Outcome, outcomesOf } from './run-state.ts'
import { words } from './runs.words.ts'

const colors: Readonly<Record<Outcome, ChartColor | 'unchanged'>> = {
  listed: 'teal',
  changed: 'indigo',
  repriced: 'violet',
  withdrawn: 'orange',
  rejected: 'pink',
  unchanged: 'unchanged',
}

/** What became of the rows of a feed, as a bar and in numbers: each number has the bar's colour beside it and its name. */
export function OutcomeBar({ run }: { readonly run: FeedRunBody }) {
  const say = useWords(words)
  const format = useFormat()
  const isDark = useComputedColorScheme('light') === 'dark'
  const found = outcomesOf(run)
  if (found.length === 0) return null
  const all = found.reduce((sum, { count }) => sum + count, 0)
  const colorOf = (outcome: Outcome) => {
    const color = colors[outcome]
    return color === 'unchanged' ? `var(--mantine-color-gray-${isDark ? 7 : 4})` : cssColor(color, isDark)
  }
  const nameOf = (outcome: Outcome) =>
    outcome === 'withdrawn' && run.state === 'held' ? say.wouldGo : say.counts[outcome]
  return (
    <Box>
      <Progress.Root size={8} aria-hidden>
        {found.map(({ outcome, count }) => (
          <Progress.Section key={outcome} value={(count / all) * 100} color={colorOf(outcome)} />
        ))}
      </Progress.Root>
      <Group component="ul" gap="4px 16px" m={0} mt={6} p={0} aria-label={say.bar} style={{ listStyle: 'none' }}>
        {found.map(({ outcome, count }) => (
          <Text component="li" key={outcome} size="xs" style={{ fontVariantNumeric: 'tabular-nums' }}>
            <Box
              component="span"
              display="inline-block"
              w={8}
              h={8}
              bg={colorOf(outcome)}
              me={5}
              style={{ borderRadius: 2 }}
              aria-hidden
            />
            <Text span c="dimmed" inherit>
              {nameOf(outcome)}
            </Text>{' '}
            {format.count(count)}
          </Text>
        ))}
      </Group>
    </Box>
  )
}
