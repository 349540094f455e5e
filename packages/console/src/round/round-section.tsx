import { Paper, Stack, type StackProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFocusKept } from './use-focus-kept.ts'

type Props = {
  readonly label: string
  /** What it shows: where that changes, a focus that was lost by it comes back here. */
  readonly shown?: string
  readonly gap?: StackProps['gap']
  readonly children: ReactNode
}

/** What to do now, as a section of the driver's page. */
export function RoundSection({ label, shown = '', gap, children }: Props) {
  const section = useFocusKept(shown)
  return (
    <Paper
      ref={section}
      tabIndex={-1}
      withBorder
      p="md"
      component="section"
      aria-label={label}
      style={{ outline: 'none' }}
    >
      <Stack {...(gap !== undefined && { gap })}>{children}</Stack>
    </Paper>
  )
}
