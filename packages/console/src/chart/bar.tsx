import { Box, useComputedColorScheme } from '@mantine/core'
import { cssColor } from './colors.ts'
import type { ChartColor } from './series.ts'

/** A share of 0 to 1 as a bar; the number itself stands beside it. */
export function Bar({
  share,
  color = 'teal',
  height = 6,
}: {
  readonly share: number
  readonly color?: ChartColor
  readonly height?: number
}) {
  const isDark = useComputedColorScheme('light') === 'dark'
  const ground = isDark ? 'var(--mantine-color-dark-5)' : 'var(--mantine-color-gray-1)'
  const width = `${Math.min(1, Math.max(0, share)) * 100}%`
  return (
    <Box bg={ground} h={height} miw={40} aria-hidden style={{ borderRadius: height / 2, overflow: 'hidden' }}>
      <Box bg={cssColor(color, isDark)} h={height} w={width} style={{ borderRadius: height / 2 }} />
    </Box>
  )
}
