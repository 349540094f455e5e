import { Box, Group, Text, useComputedColorScheme } from '@mantine/core'
import { cssColor } from './colors.ts'
import { extentOf, type Series } from './series.ts'

/** What each colour stands for, with its value under the pointer, or else the latest. */
export function ChartLegend({
  series,
  index,
  format,
  at,
}: {
  readonly series: readonly Series[]
  readonly index: number | undefined
  readonly format: (value: number) => string
  /** The moment under the pointer, in words. */
  readonly at: string | undefined
}) {
  const isDark = useComputedColorScheme('light') === 'dark'
  return (
    <Group style={{ gap: '2px 16px' }} aria-hidden>
      {series.map(({ label, color, values }) => {
        const value = index === undefined ? extentOf(values)?.latest : values[index]
        return (
          <Group key={label} gap={6} wrap="nowrap">
            <Box w={10} h={10} bg={cssColor(color, isDark)} style={{ borderRadius: 3 }} />
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text size="xs" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {value === undefined || value === null ? '–' : format(value)}
            </Text>
          </Group>
        )
      })}
      {at && (
        <Text size="xs" c="dimmed">
          {at}
        </Text>
      )}
    </Group>
  )
}
