import { HttpSink } from '../app/import/http-sink.ts'
import type { ImportSink } from '../app/import/item.ts'
import { ShopSink } from '../app/import/shop-sink.ts'
import type { ImportTarget } from './import.ts'
import { defaultData, openShop } from './open-shop.ts'

/** Where an import goes: to the running server at `url`, else straight into the data folder. */
export async function openSink({ data, url, key }: ImportTarget): Promise<ImportSink> {
  if (url !== undefined) return new HttpSink({ url, key: key ?? '' })
  const opened = await openShop({ data: data || defaultData() })
  return new ShopSink(opened)
}
