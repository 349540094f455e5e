import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { ItemSheetContext, type SheetItem } from './item-sheet-context.ts'
import { useSheet } from './use-sheet.ts'

const ItemSheet = lazy(() => import('./item-sheet.tsx').then(({ ItemSheet }) => ({ default: ItemSheet })))

/** One sheet for all products on a page, fetched when it is first asked for. */
export function ItemSheetProvider({ children }: { readonly children: ReactNode }) {
  const { item, isOpen, open, close } = useSheet<SheetItem>()
  const context = useMemo(() => ({ open }), [open])
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
