import { Group, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'

/** That there is nothing to mend, which is good. */
export function AllIsWell({ text }: { readonly text: string }) {
  return (
    <Group gap={6}>
      <IconCircleCheck size={18} aria-hidden color="var(--mantine-color-teal-text)" />
      <Text size="sm">{text}</Text>
    </Group>
  )
}
