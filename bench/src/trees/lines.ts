import { join } from 'node:path'
import { Codes, readCsv } from './csv.ts'

/** One thing in one basket of the Complete Journey. */
export type Line = {
  readonly household: string
  readonly basket: string
  readonly day: number
  /** Row of `Shelf.names`. */
  readonly category: number
  readonly price: number
  readonly isDiscounted: boolean
}

/** The categories that products fall into, and the department of each. */
export type Shelf = { readonly departments: readonly number[] }

/** The order lines, in order of time, of products whose category is known. */
export function readLines(folder: string): { lines: Line[]; shelf: Shelf } {
  const categories = new Codes()
  const departments = new Codes()
  const departmentOf: number[] = []
  const categoryOf = new Map<string, number>()
  for (const product of readCsv<'product_id' | 'department' | 'product_category'>(join(folder, 'products.csv.gz'))) {
    if (product.product_category === '') continue
    const category = categories.of(`${product.department} ${product.product_category}`)
    departmentOf[category] = departments.of(product.department)
    categoryOf.set(product.product_id, category)
  }
  type Column =
    | 'household_id'
    | 'basket_id'
    | 'product_id'
    | 'quantity'
    | 'sales_value'
    | 'retail_disc'
    | 'transaction_timestamp'
  const lines: Line[] = []
  for (const row of readCsv<Column>(join(folder, 'transactions_sample.csv.gz'))) {
    const category = categoryOf.get(row.product_id)
    if (category === undefined) continue
    lines.push({
      household: row.household_id,
      basket: row.basket_id,
      day: Number(row.transaction_timestamp) / 86_400,
      category,
      price: Number(row.sales_value) / Math.max(1, Number(row.quantity)),
      isDiscounted: Number(row.retail_disc) > 0,
    })
  }
  lines.sort((a, b) => a.day - b.day || (a.basket < b.basket ? -1 : a.basket > b.basket ? 1 : a.category - b.category))
  return { lines, shelf: { departments: departmentOf } }
}
