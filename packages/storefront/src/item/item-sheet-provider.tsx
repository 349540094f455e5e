import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { ItemSheetContext, type SheetItem } from './item-sheet-context.ts'

const ItemSheet = lazy(() => import('./item-sheet.tsx').then(({ ItemSheet }) => ({ default: ItemSheet })))

/** One sheet for all products on a page, fetched when it is first asked for. */
export function ItemSheetProvider({ children }: { readonly children: ReactNode }) {
  const [item, setItem] = useState<SheetItem>()
  const [isOpen, setOpen] = useState(false)
  const context = useMemo(
    () => ({
      open: (next: SheetItem) => {
        setItem(next)
        setOpen(true)
      },
    }),
    [],
  )
  return (
    <ItemSheetContext value={context}>
      {children}
      {item && (
        <Suspense>
          <ItemSheet item={item} isOpen={isOpen} close={() => setOpen(false)} />
        </Suspense>
      )}
    </ItemSheetContext>
  )
}
