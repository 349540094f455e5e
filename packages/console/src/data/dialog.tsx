import { Modal } from '@mantine/core'
import { useWords } from '@nunchi/ui'
import type { ReactNode } from 'react'
import { useSession } from '../session/session.tsx'

const words = { en: { close: 'Close' }, ko: { close: '닫기' } }

/**
 * A dialog over the page. While somebody has to sign in again it steps aside with all that was typed into it, since nothing
 * may lie over that form.
 */
export function Dialog({
  isOpen,
  onClose,
  title,
  isHeld = false,
  children,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  /** Is closed by its own button alone, not by a click beside it or Escape: what it shows is not seen again. */
  readonly isHeld?: boolean
  readonly children: ReactNode
}) {
  const say = useWords(words)
  const { state } = useSession()
  return (
    <Modal
      opened={isOpen && state === 'in'}
      keepMounted={isOpen}
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={!isHeld}
      closeOnEscape={!isHeld}
      withCloseButton={!isHeld}
      closeButtonProps={{ 'aria-label': say.close }}
    >
      {children}
    </Modal>
  )
}
