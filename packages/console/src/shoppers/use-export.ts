import type { ShopperBody } from '@nunchi/protocol'
import { download } from '@nunchi/ui'
import { useMutation } from '@tanstack/react-query'
import { useSession } from '../session/session.tsx'
import type { Column } from '../table/column.ts'
import { csvOf } from '../table/csv.ts'
import { type ListState, questionOf } from './list-address.ts'

const pageSize = 100
/** More than a spreadsheet is read for; the API has them all. */
export const exportedMax = 20_000

/** Fetches the whole list, page by page, and hands it over as a file. Resolves to whether something was left out. */
export function useExport(list: ListState, columns: readonly Column<ShopperBody>[]) {
  const { client } = useSession()
  return useMutation({
    mutationFn: async () => {
      const rows: ShopperBody[] = []
      for (let page = 1; ; page++) {
        const { shoppers, total } = await client.shoppers(questionOf({ ...list, page }, pageSize))
        rows.push(...shoppers)
        const isAll = shoppers.length < pageSize || rows.length >= total
        if (!isAll && rows.length < exportedMax) continue
        download('shoppers.csv', csvOf(columns, rows))
        return { isCut: !isAll }
      }
    },
  })
}
