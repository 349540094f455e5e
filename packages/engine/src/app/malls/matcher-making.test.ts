import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MemoryEventLog } from '../../adapters/memory/event-log.ts'
import { MemorySnapshotStore } from '../../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../../adapters/memory/vault.ts'
import { epochMs, type ProductId } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { EventLog } from '../../ports/event-log.ts'
import { Views } from '../../state/views.ts'
import { Shop } from '../shop.ts'
import { type Known, type Matching, MatchingHere, type MatchingMaker } from './matching.ts'
import { Placing } from './placing.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-making-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const at = epochMs(1_700_000_000_000)
const consent = { by: '김대표', at }
const socks = (count: number) =>
  Array.from({ length: count }, (_, n) => `s${n},양말공방 무늬 양말 ${n}번,${1_000 + n},양말공방`)

/** Gives others their turn: more than anything here takes that waits for nobody. */
async function turns(): Promise<void> {
  for (let n = 0; n < 200; n++) await setImmediate()
}

/** A gate that is closed until it is opened. */
function gate() {
  let open: () => void = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}

/** Matches here, and notes what was put back. */
class Watched extends MatchingHere {
  readonly back: string[] = []
  batches = 0
  readonly #before: () => Promise<void>

  constructor(start: ConstructorParameters<typeof MatchingHere>[0], before: () => Promise<void> = async () => {}) {
    super(start)
    this.#before = before
  }

  override async putBack(known: readonly Known[]): Promise<void> {
    this.batches += 1
    await this.#before()
    this.back.push(...known.map(({ offer }) => offer.key))
    await super.putBack(known)
  }
}

async function open(log: MemoryEventLog, matching: MatchingMaker = (start) => new MatchingHere(start)) {
  const parts = { log, vault: new MemoryVault(), snapshots: new MemorySnapshotStore(), clock: { now: () => at } }
  const shop = await Shop.open({ ...parts, matching })
  let feeds = 0
  const read = (mall: string, ...rows: string[]) => {
    const file = join(dir, `${mall}-${feeds++}.csv`)
    writeFileSync(file, ['id,title,price,brand', ...rows].join('\n'))
    return shop.malls.read({ mall, file, source: `${mall}.csv`, currency: 'KRW', chunkBytes: 2_000 })
  }
  return { shop, malls: shop.malls, read }
}

function socksListed(count: number): readonly ShopEvent[] {
  return Array.from({ length: count }, (_, n): ShopEvent => {
    const offer = {
      mall: 'marabas',
      key: `m${n}`,
      title: `양말 ${n}번`,
      categoryPath: [],
      attributes: {},
      inStock: true,
    }
    const product = `np-${n}` as ProductId
    return { kind: 'offer.listed', at, id: `m${n}`, offer, product, values: [], by: { how: 'alone', chance: 1 } }
  })
}

async function withMalls(log: MemoryEventLog): Promise<void> {
  const { shop, malls } = await open(log)
  for (const id of ['ganada', 'marabas']) await malls.put({ id, name: id, consent })
  await shop.close()
}

test('the making begins when what is being withdrawn is stored', async () => {
  const { market } = new Views()
  const offer = { mall: 'a', key: '1', title: '생수 2L', categoryPath: [], attributes: {}, inStock: true }
  const listed = {
    kind: 'offer.listed',
    at,
    id: '1',
    offer,
    product: 'np-0',
    values: [],
    by: { how: 'alone', chance: 1 },
  }
  const registered = { kind: 'mall.registered', at, id: '0', mall: { id: 'a', name: 'a', consent } }
  const events = [registered, listed] as unknown as ShopEvent[]
  for (const [position, event] of events.entries()) market.apply(event as never, position)
  let steps: Promise<unknown> = Promise.resolve()
  const alone = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = steps.then(work)
    steps = result.catch(() => {})
    return result
  }
  const made: Watched[] = []
  const matching: MatchingMaker = (start) => {
    made.push(new Watched(start))
    return made.at(-1)!
  }
  const log = {
    readAt: async (positions: readonly number[]) => positions.map((n) => events[n]!),
  } as unknown as EventLog
  const placing = new Placing({ log, market, matching, alone })
  const storing = gate()
  const withdrawing = alone(async () => {
    expect(await placing.withdraw([offer])).toEqual([])
    await storing.passed
    market.apply({ kind: 'offer.withdrawn', at, id: '2', mall: 'a', key: '1' }, 2)
  })
  const ready = placing.ready()
  await turns()
  storing.open()
  await Promise.all([withdrawing, ready])
  expect(made.map(({ back }) => back)).toEqual([[]])
  await placing.close()
})

test('a matcher made anew between two blocks of a feed has the one that was being stored', async () => {
  class Slow extends MemoryEventLog {
    override async append(events: readonly ShopEvent[], expectedLength: number): Promise<number> {
      await turns()
      return super.append(events, expectedLength)
    }
  }
  const made: Watched[] = []
  const { shop, malls, read } = await open(new Slow(), (start, onEnd) => {
    const matching = new Watched(start)
    const place = matching.place.bind(matching)
    if (made.length === 0)
      matching.place = async (offers) => {
        const placed = await place(offers)
        onEnd(new Error('the thread ended'))
        return placed
      }
    made.push(matching)
    return matching
  })
  await malls.put({ id: 'ganada', name: 'ganada', consent })
  expect(await read('ganada', ...socks(200))).toMatchObject({ end: 'applied', listed: 200 })
  expect(made).toHaveLength(2)
  const { back } = made[1]!
  expect(back).toContain('s0')
  expect(back.length).toBeLessThan(200)
  await shop.close()
})

test('a program that ends makes no matcher to its end, and the feed that waits for it is to be read later', async () => {
  const log = new MemoryEventLog()
  await withMalls(log)
  await log.append(socksListed(2_000), await log.length())
  const { passed, open: letOn } = gate()
  const made: Watched[] = []
  const { shop, malls, read } = await open(log, (start): Matching => {
    made.push(new Watched(start, () => passed))
    return made[0]!
  })
  const warm = malls.warmUp()
  const reading = read('ganada', ...socks(1))
  const refused = expect(reading).rejects.toMatchObject({ code: 'MATCHING_STOPPED' })
  await turns()
  const closed = shop.close()
  await turns()
  letOn()
  await Promise.all([warm, refused, closed])
  expect(made).toHaveLength(1)
  expect(made[0]!.batches).toBeLessThan(4)
})
