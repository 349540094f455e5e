import type { ColumnMap } from './map.ts'

const googleAttributes = ['color', 'size', 'material', 'gender', 'age_group', 'pattern', 'condition']

/** Google Merchant feeds: https://support.google.com/merchants/answer/7052112. `price` is before, `sale_price` after. */
export const googleMap: ColumnMap = {
  name: 'google-merchant',
  kind: 'catalog',
  feed: true,
  columns: {
    id: 'id',
    title: 'title',
    brand: 'brand',
    category: ['product_type', 'google_product_category'],
    price: 'price',
    salePrice: 'sale_price',
    saleDates: 'sale_price_effective_date',
    availability: 'availability',
    link: 'link',
    image: 'image_link',
    gtin: 'gtin',
    mpn: 'mpn',
    condition: 'condition',
    description: 'description',
    shipping: ['shipping_price', 'shipping'],
    group: 'item_group_id',
    availableFrom: 'availability_date',
    members: 'loyalty_program',
  },
  attributes: Object.fromEntries(googleAttributes.map((name) => [name, name])),
}

/**
 * Naver shopping EP 3.0: tab-separated, no quoting, amounts in won. `normal_price` is before, `price_pc` now; the
 * summary feed adds `class` (I new, U changed, D gone) and `update_time`.
 */
export const naverMap: ColumnMap = {
  name: 'naver-ep',
  kind: 'catalog',
  feed: true,
  quotes: false,
  currency: 'KRW',
  columns: {
    id: 'id',
    title: 'title',
    brand: ['brand', 'maker'],
    category: { columns: ['category_name1', 'category_name2', 'category_name3', 'category_name4'] },
    price: ['price_pc', 'price_mobile'],
    listPrice: 'normal_price',
    link: ['link', 'mobile_link'],
    image: 'image_link',
    gtin: 'barcode',
    mpn: 'manufacture_define_number',
    condition: 'condition',
    shipping: 'shipping',
    coupon: 'coupon',
    cards: 'card_event',
    group: 'group_id',
    class: 'class',
    updated: { column: 'update_time', zone: 'Asia/Seoul' },
    features: 'attribute',
    options: 'option_detail',
  },
  attributes: { gender: 'gender', age_group: 'age_group', condition: 'condition', maker: 'maker', origin: 'origin' },
}

/** Our own names, and the usual ones beside them: JSON Lines, and CSV whose header needs no map. */
export const plainCatalogMap: ColumnMap = {
  name: 'plain catalog',
  kind: 'catalog',
  feed: true,
  columns: {
    ...googleMap.columns,
    id: ['id', 'product_id', 'sku'],
    title: ['title', 'name'],
    category: ['categoryPath', 'category', 'product_type', 'google_product_category'],
    priceMinor: 'priceMinor',
    salePrice: ['sale_price', 'salePrice'],
    listPriceMinor: 'listPriceMinor',
    shippingMinor: 'shippingMinor',
    couponMinor: 'couponMinor',
    benefits: 'benefits',
    coupon: 'coupon',
    mpn: ['mpn', 'model', 'model_number'],
    listPrice: ['list_price', 'listPrice'],
    availability: ['availability', 'inStock', 'in_stock'],
    link: ['link', 'url'],
    image: ['image_link', 'imageUrl', 'image'],
    availableFrom: ['availableFrom', 'availability_date'],
    updated: ['updated', 'updated_at'],
    class: 'class',
  },
  attributes: googleMap.attributes,
}
