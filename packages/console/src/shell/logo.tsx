import { Box, Group, Text, VisuallyHidden } from '@mantine/core'

/** The mark and name of the console; without room for the name it is only read out. */
export function Logo({ isShort = false }: { readonly isShort?: boolean }) {
  return (
    <Group gap={8} wrap="nowrap">
      <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true" style={{ flexShrink: 0 }}>
        <circle cx="16" cy="16" r="15" fill="var(--mantine-primary-color-filled)" />
        <circle cx="16" cy="16" r="6" fill="var(--mantine-primary-color-contrast)" />
      </svg>
      <Text fw={700} size="md" component="span" visibleFrom={isShort ? 'xs' : undefined}>
        Nunchi
      </Text>
      {isShort && (
        <Box component="span" hiddenFrom="xs">
          <VisuallyHidden>Nunchi</VisuallyHidden>
        </Box>
      )}
    </Group>
  )
}
