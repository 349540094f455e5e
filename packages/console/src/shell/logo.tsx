import { Group, Text } from '@mantine/core'

/** The mark and name of the console. */
export function Logo() {
  return (
    <Group gap={8} wrap="nowrap">
      <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
        <circle cx="16" cy="16" r="15" fill="var(--mantine-primary-color-filled)" />
        <circle cx="16" cy="16" r="6" fill="var(--mantine-primary-color-contrast)" />
      </svg>
      <Text fw={700} size="md" component="span">
        Nunchi
      </Text>
    </Group>
  )
}
