import { ActionIcon, Button } from '@mantine/core'
import type { AriaAttributes, ReactNode } from 'react'

type Props = {
  readonly icon: ReactNode
  /** What the button says where there is room. */
  readonly text: string
  /** What it is called where there is only its icon. */
  readonly name: string
  readonly full: boolean
  readonly aria: Pick<AriaAttributes, 'aria-pressed' | 'aria-haspopup'>
  readonly onClick: () => void
}

/** What one can do with a product: a button on its own page, an icon on a card. */
export function ProductAction({ icon, text, name, full, aria, onClick }: Props) {
  if (full)
    return (
      <Button size="lg" variant="default" leftSection={icon} {...aria} onClick={onClick}>
        {text}
      </Button>
    )
  return (
    <ActionIcon size={40} radius="xl" variant="transparent" c="inherit" aria-label={name} {...aria} onClick={onClick}>
      {icon}
    </ActionIcon>
  )
}
