import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  readonly onClick: () => void
  readonly color?: string
  readonly variant?: string
  readonly children: ReactNode
}

/** A button for a thumb with a glove on. What two quick taps meant once happens once: the second would hit what came in its place. */
export function BigButton({ onClick, color, variant, children }: Props) {
  return (
    <Button
      mih={64}
      h="auto"
      py="xs"
      px="xs"
      fz="lg"
      fullWidth
      color={color}
      variant={variant}
      styles={{ label: { whiteSpace: 'normal', lineHeight: 1.2 } }}
      onClick={({ detail }) => detail < 2 && onClick()}
    >
      {children}
    </Button>
  )
}
