import { Box, Group, Stack, Text, useComputedColorScheme, VisuallyHidden } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { words } from './chart.words.ts'
import { cssColor } from './colors.ts'
import { scaleOf } from './interval-scale.ts'
import type { ChartColor } from './series.ts'

export type IntervalRow = {
  readonly value: number
  /** Absent: there is too little to tell in which interval it lies. */
  readonly low?: number
  readonly high?: number
  readonly label: string
  readonly color: ChartColor
  readonly note?: string
}

/** A value a row, each with the interval in which it lies for all one knows; overlapping ones may be the same. */
export function IntervalChart({
  label,
  rows,
  format,
  hasZero = false,
}: {
  readonly label: string
  readonly rows: readonly IntervalRow[]
  readonly format: (value: number) => string
  /** Draws a line at 0, on whose one side there is more and on the other less. */
  readonly hasZero?: boolean
}) {
  const say = useWords(words)
  const scale = scaleOf(
    rows.map(({ value, low = value, high = value }) => ({ value, low, high })),
    { withZero: hasZero },
  )
  return (
    <Stack gap={6} component="ul" aria-label={label} p={0} m={0} style={{ listStyle: 'none' }}>
      {rows.map((row) => (
        <Box component="li" key={row.label}>
          <Group justify="space-between" style={{ gap: '0 12px' }}>
            <Text size="sm">
              {row.label}
              {row.note && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  {row.note}
                </Text>
              )}
            </Text>
            <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }} aria-hidden>
              {format(row.value)}
              {row.low !== undefined && row.high !== undefined && (
                <Text span size="xs" c="dimmed" fw={400}>
                  {' '}
                  {format(row.low)} – {format(row.high)}
                </Text>
              )}
            </Text>
            <VisuallyHidden>
              {row.low !== undefined && row.high !== undefined
                ? say.interval(format(row.value), format(row.low), format(row.high))
                : format(row.value)}
            </VisuallyHidden>
          </Group>
          <Track row={row} scale={scale} hasZero={hasZero} />
        </Box>
      ))}
    </Stack>
  )
}

type TrackProps = { readonly row: IntervalRow; readonly scale: (value: number) => number; readonly hasZero: boolean }

function Track({ row, scale, hasZero }: TrackProps) {
  const { value, low = value, high = value } = row
  const isDark = useComputedColorScheme('light') === 'dark'
  const color = cssColor(row.color, isDark)
  const at = (value: number) => `${scale(value) * 100}%`
  const ground = isDark ? 'var(--mantine-color-dark-5)' : 'var(--mantine-color-gray-1)'
  const width = `calc(${at(high)} - ${at(low)})`
  return (
    <Box h={18} pos="relative" aria-hidden>
      <Box pos="absolute" left={0} right={0} top={6} h={6} bg={ground} style={{ borderRadius: 3 }} />
      {hasZero && <Box pos="absolute" left={at(0)} top={0} h={18} w={1} bg="var(--mantine-color-dimmed)" />}
      <Box
        pos="absolute"
        left={at(low)}
        w={width}
        miw={2}
        top={6}
        h={6}
        bg={color}
        opacity={0.4}
        style={{ borderRadius: 3 }}
      />
      <Box
        pos="absolute"
        left={`calc(${at(value)} - 5px)`}
        top={4}
        w={10}
        h={10}
        bg={color}
        style={{ borderRadius: 5 }}
      />
    </Box>
  )
}
