import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDataFolder } from '../../adapters/sqlite/data-folder.ts'
import { type EpochMs, epochMs } from '../../domain/units.ts'
import { Shop } from '../shop.ts'

export const at: EpochMs = epochMs(1_700_000_000_000)
const header = 'id,title,price,brand,shipping,category,color,url,gtin\n'

/** For tests only: a shop in a folder, to be opened again, and the feeds of its malls: tables of `header`. */
export async function openMarket(dir: string) {
  const folder = await openDataFolder(dir)
  const { log, vault, snapshots } = folder
  let ms: number = at
  const shop = await Shop.open({ log: log!, vault, snapshots, clock: { now: () => epochMs(ms) } })
  const read = async (mall: string, ...rows: string[]) => {
    ms += 1_000
    if (!shop.views.market.malls.find(mall))
      await shop.malls.put({ id: mall, name: `${mall}몰`, consent: { by: '김대표', at } })
    mkdirSync(join(dir, 'feeds'), { recursive: true })
    const file = join(dir, 'feeds', `${mall}.csv`)
    writeFileSync(file, header + rows.map((row) => `${row}\n`).join(''))
    const run = await shop.malls.read({ mall, file, source: 'test', currency: 'KRW', isForced: true })
    if (run.end !== 'applied' && run.end !== 'unchanged') throw new Error(JSON.stringify(run))
    return run
  }
  const close = () => shop.close().then(() => folder.close())
  return { shop, market: shop.market, read, log: log!, close }
}

export type TestingMarket = Awaited<ReturnType<typeof openMarket>>

/** Products by offer, as 'mall/key', those of one product together. */
export function productsOf({ shop }: TestingMarket): string[][] {
  const { offers } = shop.views.market
  const products = Array.from({ length: offers.productCount }, (_, product) =>
    offers.offersOf(product).map((offer) => Object.values(offers.refOf(offer)).join('/')),
  )
  return products.filter((all) => all.length > 0)
}
