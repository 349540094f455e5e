import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'

type Props = {
  readonly title: string
  /** What its close button says. */
  readonly closeLabel: string
  readonly isOpen: boolean
  readonly close: () => void
  /** How much of a phone's screen it takes. */
  readonly phoneSize: string
  readonly children: ReactNode
}

/** What lies over the page for a while: from below on phones, from the side elsewhere. */
export function SideSheet({ title, closeLabel, isOpen, close, phoneSize, children }: Props) {
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      returnFocus={false} // useSheet does: it knows where it was opened from before this was fetched
      position={isPhone ? 'bottom' : 'right'}
      size={isPhone ? phoneSize : 'md'}
      title={title}
      closeButtonProps={{ 'aria-label': closeLabel }}
      radius={isPhone ? 'lg' : 0}
    >
      {children}
    </Drawer>
  )
}
