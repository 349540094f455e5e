import { notifications } from '@mantine/notifications'
import { useWords } from '@nunchi/ui'

const words = { en: { close: 'Close' }, ko: { close: '닫기' } }

/** Says in passing that something is done; the button that closes it has a name. */
export function useNotice(): (message: string) => void {
  const { close } = useWords(words)
  return (message) => void notifications.show({ message, closeButtonProps: { 'aria-label': close } })
}
