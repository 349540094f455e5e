import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

/** A word or two on a tint, that says of what kind something is; never cut off. */
export function Tag({
  color,
  title,
  children,
}: {
  readonly color?: string
  readonly title?: string
  readonly children: ReactNode
}) {
  return (
    <Badge variant="light" color={color} title={title} tt="none" fw={600} radius="sm" miw="max-content">
      {children}
    </Badge>
  )
}
