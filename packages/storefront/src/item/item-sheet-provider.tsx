import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from 'react'
import { ItemSheetContext, type SheetItem } from './item-sheet-context.ts'

const ItemSheet = lazy(() => import('./item-sheet.tsx').then(({ ItemSheet }) => ({ default: ItemSheet })))

/** One sheet for all products on a page, fetched when it is first asked for. */
export function ItemSheetProvider({ children }: { readonly children: ReactNode }) {
  const [item, setItem] = useState<SheetItem>()
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<Element | null>(null)
  const context = useMemo(
    () => ({
      open: (next: SheetItem) => {
        opener.current = document.activeElement
        setItem(next)
        setOpen(true)
      },
    }),
    [],
  )
  const close = () => {
    setOpen(false)
    setTimeout(() => giveFocusTo(opener.current)) // once the sheet has let go of it
  }
  return (
    <ItemSheetContext value={context}>
      {children}
      {item && (
        <Suspense>
          <ItemSheet item={item} isOpen={isOpen} close={close} />
        </Suspense>
      )}
    </ItemSheetContext>
  )
}

/** Back to where the sheet was opened from; to the page itself when that is gone, as what was hidden is. */
function giveFocusTo(opener: Element | null): void {
  const target = opener?.isConnected ? opener : document.querySelector('main')
  if (target instanceof HTMLElement) target.focus({ preventScroll: true })
}
