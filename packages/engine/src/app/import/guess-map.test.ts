import { expect, test } from 'vitest'
import { guessedMap } from './guess-map.ts'

const fields = (header: string) => {
  const { columns, attributes } = guessedMap(header.split(','))
  const guessed = Object.entries(columns).filter(([, spec]) => typeof spec === 'string' && header.includes(spec))
  return { ...Object.fromEntries(guessed), attributes }
}

test('columns of shops and researchers are known by what they are called, in Korean and English', () => {
  expect(fields('상품번호,상품명,브랜드,판매가,정가,색상,바코드,모델명,상세설명')).toMatchObject({
    id: '상품번호',
    title: '상품명',
    brand: '브랜드',
    price: '판매가',
    listPrice: '정가',
    gtin: '바코드',
    mpn: '모델명',
    description: '상세설명',
    attributes: { color: '색상' },
  })
  expect(fields('Unique ID,Product Name,Manufacturer,Sale_Price')).toMatchObject({
    id: 'Unique ID',
    title: 'Product Name',
    brand: 'Manufacturer',
  })
  expect(fields('상품코드,제품명,제조사,가격(원),배송비')).toMatchObject({
    id: '상품코드',
    title: '제품명',
    brand: '제조사',
    price: '가격(원)',
    shipping: '배송비',
  })
})

test('our own names and those of feeds come first, and no column is read as two things', () => {
  const { columns } = guessedMap(['id', 'name', 'price', 'manufacturer', 'brand', '상품명', '가격'])
  expect(columns.title).toEqual(['title', 'name'])
  expect(columns.brand).toBe('brand')
  expect(columns.price).toBe('price')
  expect(guessedMap(['model', 'sku']).columns).toMatchObject({
    id: ['id', 'product_id', 'sku'],
    mpn: ['mpn', 'model', 'model_number'],
  })
  const twoPrices = guessedMap(['번호', '품명', '판매가', '할인가']).columns
  expect([twoPrices.price, twoPrices.salePrice]).toEqual(['판매가', ['sale_price', 'salePrice']])
})
