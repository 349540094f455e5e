import { Box, Group, Stack, Text } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import { Bar } from '../chart/bar.tsx'
import type { ChartColor } from '../chart/series.ts'
import { useFormat } from '../data/use-format.ts'
import { words } from './next.words.ts'

/** What may happen, each with how likely it is, as a number and a bar. */
export function Chances({
  label,
  chances,
  color = 'teal',
}: {
  readonly label: string
  readonly chances: readonly (readonly [what: string, probability: number])[]
  readonly color?: ChartColor
}) {
  const say = useWords(words)
  const format = useFormat()
  if (chances.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say.nothing}
      </Text>
    )
  return (
    <Stack gap={8} component="ul" aria-label={label} p={0} m={0} style={{ listStyle: 'none' }}>
      {chances.map(([what, probability]) => (
        <Box component="li" key={what}>
          <Group justify="space-between" wrap="nowrap" gap="xs" mb={2}>
            <Text size="sm" truncate title={what}>
              {what}
            </Text>
            <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {format.percent(probability, probability < 0.1 ? 1 : 0)}
            </Text>
          </Group>
          <Bar share={probability} color={color} />
        </Box>
      ))}
    </Stack>
  )
}
