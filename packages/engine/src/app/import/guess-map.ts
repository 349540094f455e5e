import { plainCatalogMap } from './catalog-maps.ts'
import { feedName } from './detect.ts'
import type { ColumnMap } from './map.ts'

/** How people call the columns of their product tables, in Korean and English; the first pattern that fits a column names it. */
const names: readonly (readonly [field: string, pattern: RegExp])[] = [
  ['gtin', /^(gtin|ean|upc|isbn|jan)(_?(code|13|12))?$|barcode|바코드/],
  ['mpn', /^(mpn|model|part)(_?(no|number|code|name))?\.?$|^모델|^품번/],
  ['id', /^(idx?|key|번호|코드|no)\.?$|^(상품|제품|품목|판매자_?상품|자체_?상품)_?(id|아이디|번호|코드|no)$/],
  ['id', /^(offer|item|goods|unique|record|article|prd|prod(uct)?)_?(id|no|code|number)\.?$|^sku/],
  ['listPrice', /정가|소비자_?가|시중_?가|^(list|retail|regular|original|normal)_?price$|^msrp$/],
  ['shipping', /배송_?비|배송_?료|^(shipping|delivery)_?(fee|cost|price|charge)$/],
  [
    'price',
    /^(판매|할인|최종|상품)?_?(가격|가|금액)(\(원\))?$|^(sale|sales|selling|current|our|final)?_?price$|^price_|^cost$/,
  ],
  [
    'title',
    /^(상품|제품|품목)_?(명|이름|제목)$|^(품명|이름|제목)$|^(goods|item|product|prd|prod|offer)_?(name|title|nm)$/,
  ],
  ['brand', /^(브랜드|제조사|제조업체|메이커)_?(명|이름)?$|^brand_?(name|nm)?$|^(manufacturer|maker|vendor)_?(name)?$/],
  ['category', /카테고리|^(상품_?)?분류|^categor(y|ies)|^category_?(name|path|nm)$/],
  ['description', /설명|상세|^(long_|short_)?desc(ription)?s?$/],
  ['link', /^(상품_?)?(링크|주소)$|^(product_?)?(url|link|href)$/],
  ['image', /이미지|사진|^(main_)?(image|img|picture)_?(url|link)?$/],
  ['condition', /^(상품_?)?상태$/],
]
const attributeNames: readonly (readonly [attribute: string, pattern: RegExp])[] = [
  ['color', /^(색상|컬러|색깔|colou?rs?)$/],
  ['size', /^(사이즈|치수)$/],
  ['material', /^(소재|재질)$/],
]

/**
 * The map for a table of products whose header has not the names of a feed: our own names as far as they are there, and for fields that
 * these leave open the first column that is called as people call such a thing. What the cells hold is not looked at, so that the same
 * header is read the same way every time.
 */
export function guessedMap(header: readonly string[]): ColumnMap {
  const cells = new Map(header.map((cell) => [feedName(cell), cell]))
  const columns: Record<string, ColumnMap['columns'][string]> = { ...plainCatalogMap.columns }
  const isThere = (field: string) => [columns[field] ?? []].flat().some((name) => cells.has(feedName(String(name))))
  const isTaken = new Set(Object.keys(columns).flatMap((field) => [columns[field] ?? []].flat().map(String)))
  const guess = (pattern: RegExp) => [...cells].find(([name]) => pattern.test(name) && !isTaken.has(name))
  for (const [field, pattern] of names) {
    const found = isThere(field) ? undefined : guess(pattern)
    if (!found) continue
    isTaken.add(found[0])
    columns[field] = found[1]
  }
  const attributes: Record<string, string> = { ...plainCatalogMap.attributes }
  for (const [attribute, pattern] of attributeNames) {
    const found = cells.has(attribute) ? undefined : guess(pattern)
    if (found) attributes[attribute] = found[1]
  }
  return { ...plainCatalogMap, columns, attributes }
}
