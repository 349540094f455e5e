import { useCallback, useMemo, useRef, useState } from 'react'

/** A sheet over the page that is about one thing at a time. */
export type Sheet<Item> = {
  /** What it is about; undefined until it is first opened, so that its file need not be there before. */
  readonly item: Item | undefined
  readonly isOpen: boolean
  readonly open: (item: Item) => void
  readonly close: () => void
}

/** Opens and closes a sheet, and gives the focus back to where it was opened from. */
export function useSheet<Item>(): Sheet<Item> {
  const [item, setItem] = useState<Item>()
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<Element | null>(null)
  const open = useCallback((next: Item) => {
    opener.current = document.activeElement
    setItem(next)
    setOpen(true)
  }, [])
  const close = useCallback(() => {
    setOpen(false)
    setTimeout(() => giveFocusTo(opener.current)) // once the sheet has let go of it
  }, [])
  return useMemo(() => ({ item, isOpen, open, close }), [item, isOpen, open, close])
}

/** Back to where the sheet was opened from; to the page itself when that is gone, as what was hidden is. */
function giveFocusTo(opener: Element | null): void {
  const target = opener?.isConnected ? opener : document.querySelector('main')
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}
