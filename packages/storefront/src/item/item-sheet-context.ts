import type { ShownItem } from '@nunchi/protocol'
import { createContext, useContext } from 'react'

/** What the sheet has to know of a product to begin with. */
export type SheetItem = Pick<ShownItem, 'product' | 'title' | 'brand' | 'imageUrl'>

export const ItemSheetContext = createContext<{ readonly open: (item: SheetItem) => void }>({ open: () => {} })

/** Opens the sheet that says why a product is shown, and lets one see less of its like. */
export function useItemSheet(): { readonly open: (item: SheetItem) => void } {
  return useContext(ItemSheetContext)
}
