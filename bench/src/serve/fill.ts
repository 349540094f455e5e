import { type EpochMs, openDataFolder, Shop, type ShopEvent, type ShopperKey } from '@nunchi/engine'
import { answerParent } from './child.ts'
import { type Act, Market } from './market.ts'

const day = 86_400_000
const daysOfHistory = 30
const eventsPerAppend = 10_000

/** What to fill a data folder with. */
export type FillAsk = {
  readonly dir: string
  readonly seed: number
  readonly products: number
  readonly shoppers: number
  readonly eventsEach: number
  /** Whether to leave a snapshot too, with fitted clusters, as a shop in use has them. */
  readonly withSnapshot: boolean
}

export type Filled = {
  readonly events: number
  /** A secret key of the folder. */
  readonly key: string
  readonly seconds: number
}

/**
 * Fills a data folder with a whole market as fast as the log takes it: shoppers straight into the vault, events straight
 * into the log, as collecting would have left them. Runs in a process of its own, so that its garbage is nobody's.
 */
async function fill(ask: FillAsk): Promise<Filled> {
  const started = performance.now()
  const now = Date.now()
  const folder = await openDataFolder(ask.dir)
  const market = new Market(ask)
  const aliases = Array.from({ length: ask.shoppers }, (_, n) => ({ type: 'user' as const, id: market.userOf(n) }))
  const keys: ShopperKey[] = []
  for (let i = 0; i < aliases.length; i += eventsPerAppend)
    keys.push(...(await folder.vault.keysFor(aliases.slice(i, i + eventsPerAppend))))
  const made = await folder.keys.add({ name: 'synthetic bench', scope: 'secret', consent: 'assumed' }, now)
  let length = 0
  let batch: ShopEvent[] = []
  const flush = async () => {
    length = await folder.log!.append(batch, length)
    batch = []
  }
  for (const event of everything(market, ask, keys, now)) {
    if (batch.push(event) === eventsPerAppend) await flush()
  }
  await flush()
  if (ask.withSnapshot) {
    const shop = await Shop.open({ ...folder, log: folder.log!, clock: { now: () => Date.now() as EpochMs } })
    await shop.fitClusters()
    await shop.close()
  }
  await folder.close()
  return { events: length, key: made.secret, seconds: (performance.now() - started) / 1000 }
}

function* everything(
  market: Market,
  { eventsEach }: FillAsk,
  keys: readonly ShopperKey[],
  now: number,
): Generator<ShopEvent> {
  for (let n = 0; n < market.shelf.size; n++) yield market.shelf.listing(n, { now })
  for (const act of market.history({ eventsEach, from: now - daysOfHistory * day, to: now - day / 2 }))
    yield eventOf(act, keys[act.shopper])
}

function eventOf({ at, id, fact }: Act, shopper: ShopperKey): ShopEvent {
  const own = fact.kind === 'order.placed' ? `order:${fact.order}` : id
  return { ...fact, at, id: own, shopper } as ShopEvent
}

answerParent(await fill(JSON.parse(process.argv[2]) as FillAsk))
