import { HttpSink } from '../app/import/http-sink.ts'
import type { ImportSink } from '../app/import/item.ts'
import { ShopSink } from '../app/import/shop-sink.ts'
import { Refusal } from '../domain/refusal.ts'
import type { ImportTarget, SinkIo } from './import.ts'
import { defaultData, openShop } from './open-shop.ts'

/**
 * Where an import goes: to the running server at `url`, else straight into the data folder.
 * Throws Refusal IMPORT_SERVER where the server cannot be asked, DATA_IN_USE and the like.
 */
export async function openSink({ data, url, key }: ImportTarget, { tell, signal }: SinkIo): Promise<ImportSink> {
  if (url !== undefined) {
    if (!key) {
      const remedy = 'give a secret key of that server with --key or in NUNCHI_KEY'
      throw new Refusal('IMPORT_SERVER', { url, reason: 'no key was given', remedy })
    }
    tell(`sending to ${url}`)
    return new HttpSink({ url, key, tell, signal })
  }
  const dir = data || defaultData()
  tell(`opening the data folder ${dir}`)
  return new ShopSink(await openShop({ data: dir }))
}
