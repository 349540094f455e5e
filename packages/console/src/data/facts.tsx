import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Names and values, one pair a line. */
export function Facts({ facts }: { readonly facts: readonly { readonly label: string; readonly value: ReactNode }[] }) {
  return (
    <Stack gap={4} component="dl" m={0}>
      {facts.map(({ label, value }) => (
        <Group key={label} justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Text component="dt" size="sm" c="dimmed" style={{ overflowWrap: 'normal' }}>
            {label}
          </Text>
          <Text component="dd" m={0} size="sm" ta="end" style={{ fontVariantNumeric: 'tabular-nums' }}>
            {value}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
