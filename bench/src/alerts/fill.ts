import { type EpochMs, laneOf, openDataFolder, Shop, type ShopEvent, type ShopperKey } from '@nunchi/engine'
import { answerParent } from '../serve/child.ts'
import { type MarketSize, PriceMarket } from './market.ts'

const perAppend = 10_000

export type FillAsk = {
  readonly dir: string
  readonly size: MarketSize
  /** Servers of the shoppers who are told at one, by turns. */
  readonly servers: readonly string[]
}

export type Filled = { readonly key: string; readonly events: number; readonly seconds: number }

/** Fills a data folder with a made-up market, its facts straight into the log, and leaves a snapshot; in a process of its own. */
async function fill({ dir, size, servers }: FillAsk): Promise<Filled> {
  const started = performance.now()
  const at = (Date.now() - 60_000) as EpochMs
  const folder = await openDataFolder(dir)
  const market = new PriceMarket(size)
  const aliases = Array.from({ length: market.shoppers }, (_, n) => ({ type: 'user' as const, id: market.userOf(n) }))
  const keys: ShopperKey[] = []
  for (let i = 0; i < aliases.length; i += perAppend)
    keys.push(...(await folder.vault.keysFor(aliases.slice(i, i + perAppend))))
  const { secret: key } = await folder.keys.add({ name: 'synthetic bench', scope: 'secret', consent: 'assumed' }, at)
  let events = 0
  let batch: ShopEvent[] = []
  const flush = async () => {
    events = await folder.log!.append(batch, events)
    batch = []
  }
  for (const event of market.facts(keys, at)) if (batch.push(event) === perAppend) await flush()
  const told = new Set(Array.from(market.told(), ({ shopper }) => shopper))
  batch.push(...(await Promise.all([...told].map((one) => contactOf(keys[one]!, servers[one % servers.length]!)))))
  await flush()
  const shop = await Shop.open({ ...folder, log: folder.log!, clock: { now: () => Date.now() as EpochMs } })
  await shop.close()
  await folder.close()
  return { key, events, seconds: (performance.now() - started) / 1_000 }

  async function contactOf(shopper: ShopperKey, url: string): Promise<ShopEvent> {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    const target = { kind: 'webhook', url, secret } as const
    const { id } = await folder.vault.putContact(shopper, target, at)
    const place = { contact: id, channel: 'webhook', lane: laneOf(target) } as const
    return { kind: 'contact.kept', at, id: `kept:${id}`, shopper, ...place }
  }
}

answerParent(await fill(JSON.parse(process.argv[2]!) as FillAsk))
