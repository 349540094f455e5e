// Preorder and backorder: nothing there to send today, and home shows only what is.
const inStockWords = new Set([
  'in_stock',
  'instock',
  'available',
  'available_for_order',
  'limited_availability',
  'true',
  '1',
  'yes',
  'y',
  '판매중',
])
const outOfStockWords = new Set([
  'out_of_stock',
  'outofstock',
  'preorder',
  'backorder',
  'sold_out',
  'soldout',
  'discontinued',
  'false',
  '0',
  'no',
  'n',
  '품절',
])

/** Whether a word of a file says that something can be had; undefined where it says neither. */
export function stockIn(word: string): boolean | undefined {
  if (inStockWords.has(word)) return true
  return outOfStockWords.has(word) ? false : undefined
}
