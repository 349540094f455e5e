import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MemoryEventLog } from '../adapters/memory/event-log.ts'
import { MemorySnapshotStore } from '../adapters/memory/snapshot-store.ts'
import { MemoryVault } from '../adapters/memory/vault.ts'
import { Refusal } from '../domain/refusal.ts'
import { epochMs, type ProductId } from '../domain/units.ts'
import type { DamagedSnapshot, Snapshot } from '../ports/snapshot-store.ts'
import { type ChoreName, choreNames, type Trouble } from './chores.ts'
import type { Report } from './report.ts'
import { Shop, type ShopParts } from './shop.ts'

const assumed = { consent: 'assumed' } as const
const start = 1_700_000_000_000

/** A shop whose log and snapshots fail while they are told to. */
async function openShop(parts: Partial<ShopParts> = {}) {
  const failing = { erase: false, append: false, save: false, load: false }
  class FlakyLog extends MemoryEventLog {
    override async erase(positions: readonly number[]): Promise<void> {
      if (failing.erase) throw new Error('disk full')
      return super.erase(positions)
    }
    override async append(...args: Parameters<MemoryEventLog['append']>): Promise<number> {
      if (failing.append) throw new Error('disk full')
      return super.append(...args)
    }
  }
  class FlakyStore extends MemorySnapshotStore {
    override async save(snapshot: Snapshot): Promise<void> {
      if (failing.save) throw new Error('disk full')
      return super.save(snapshot)
    }
    override async load(onDamaged?: (damaged: DamagedSnapshot) => void): Promise<Snapshot | undefined> {
      onDamaged?.({ file: '7.snapshot', reason: 'never finished' })
      return super.load()
    }
  }
  const time = { ms: start }
  const told: Trouble[] = []
  const shop = await Shop.open({
    log: new FlakyLog(),
    vault: new MemoryVault(),
    snapshots: new FlakyStore(),
    clock: { now: () => epochMs(time.ms) },
    tell: (trouble) => told.push(trouble),
    ...parts,
  })
  const stateOf = (name: ChoreName) => {
    const { done, failed, lastDoneAt } = shop.chores().find((chore) => chore.name === name)!
    return { done, failed, lastDoneAt }
  }
  return { shop, failing, told, time, stateOf }
}

function viewed(user: string, n: number): Report {
  const id = `${user}-${n}`
  return { user, id, event: { kind: 'product.viewed', at: epochMs(start), id, product: `p${n}` as ProductId } }
}

test('a damaged snapshot is told by its name, and what is used instead', async () => {
  const { told, stateOf } = await openShop()
  expect(told).toEqual([
    { chore: 'restore', reason: expect.stringMatching(/7\.snapshot .*never finished.*next older/) },
  ])
  expect(stateOf('restore')).toEqual({ done: 1, failed: 1, lastDoneAt: start })
})

test('a background snapshot that fails is counted and told, and so is the next one that does not', async () => {
  const outcomes = [Promise.reject(new Error('worker ran out of memory')), Promise.resolve({ position: 4 })]
  for (const outcome of outcomes) outcome.catch(() => {})
  const { shop, told, stateOf } = await openShop({ snapshotEvery: 2, inBackground: () => outcomes.shift()! })
  await shop.collect([viewed('kim', 1), viewed('kim', 2)], assumed)
  await shop.settled()
  expect(stateOf('snapshot')).toEqual({ done: 0, failed: 1, lastDoneAt: undefined })
  expect(told.at(-1)).toEqual({ chore: 'snapshot', reason: 'worker ran out of memory' })
  await shop.collect([viewed('kim', 3), viewed('kim', 4)], assumed)
  await shop.settled()
  expect(stateOf('snapshot')).toEqual({ done: 1, failed: 1, lastDoneAt: start })
})

test('an erasure that fails is counted, tried again, and counted as done', async () => {
  const { shop, failing, told, time, stateOf } = await openShop()
  await shop.collect([viewed('kim', 1)], assumed)
  failing.erase = true
  const { erasure } = await shop.forget({ type: 'user', id: 'kim' })
  await shop.settled()
  expect([stateOf('erasure').failed, shop.erasure(erasure!)?.state, told.at(-1)]).toEqual([
    1,
    'scrubbing',
    { chore: 'erasure', reason: 'disk full' },
  ])
  failing.erase = false
  time.ms += 60_000
  await shop.collect([viewed('lee', 1)], assumed)
  await shop.settled()
  expect(stateOf('erasure')).toEqual({ done: 1, failed: 1, lastDoneAt: start + 60_000 })
  expect(shop.erasure(erasure!)?.state).toBe('done')
  await shop.close()
  expect(stateOf('erasure').done).toBe(1)
})

test('a wish to be forgotten that the vault could not fulfil is carried out later, also after the clock was set back', async () => {
  class FlakyVault extends MemoryVault {
    isFull = false
    override async erase(...args: Parameters<MemoryVault['erase']>): Promise<void> {
      if (this.isFull) throw new Refusal('LOG_UNAVAILABLE', { reason: 'disk full' })
      return super.erase(...args)
    }
  }
  const vault = new FlakyVault()
  const { shop, time, stateOf } = await openShop({ vault })
  await shop.collect([viewed('kim', 1)], assumed)
  vault.isFull = true
  await expect(shop.forget({ type: 'user', id: 'kim' })).rejects.toMatchObject({ status: 503 })
  expect(shop.counts().erasures_open).toBe(1)
  vault.isFull = false
  time.ms -= 365 * 86_400_000
  await shop.collect([viewed('lee', 1)], assumed)
  await shop.settled()
  expect(shop.counts().erasures_open).toBe(0)
  expect(shop.shopperOf({ type: 'user', id: 'kim' })).toBeUndefined()
  expect(stateOf('erasure').done).toBe(1)
})

test('clusters that cannot be stored are counted and told', async () => {
  const { shop, failing, told, stateOf } = await openShop()
  const reports = Array.from({ length: 60 }, (_, n) => viewed(`user-${n}`, n % 5))
  await shop.record(
    [0, 1, 2, 3, 4].map((n) => ({
      kind: 'product.listed',
      at: epochMs(start),
      id: `listed-${n}`,
      product: {
        id: `p${n}` as ProductId,
        title: 't',
        brand: `b${n}`,
        categoryPath: ['c'],
        attributes: {},
        inStock: true,
      },
    })),
  )
  await shop.collect(reports, assumed)
  failing.append = true
  await expect(shop.fitClusters()).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
  expect(stateOf('clusters').failed).toBe(1)
  expect(told.at(-1)).toMatchObject({ chore: 'clusters', reason: expect.stringContaining('disk full') })
})

test('a last snapshot that cannot be written does not keep the shop from closing', async () => {
  const { shop, failing, told, stateOf } = await openShop()
  await shop.collect([viewed('kim', 1)], assumed)
  failing.save = true
  await shop.close()
  expect(stateOf('snapshot')).toEqual({ done: 0, failed: 1, lastDoneAt: undefined })
  expect(told.at(-1)).toEqual({ chore: 'snapshot', reason: 'disk full' })
})

test('the console has a name for each in both languages', () => {
  const source = readFileSync(new URL('../../../console/src/health/health.words.ts', import.meta.url), 'utf8')
  const named = [...source.matchAll(/choreNames: \{([^}]*)\}/g)].map(([, names]) =>
    [...names!.matchAll(/^ *'?([a-z-]+)'?: /gm)].map(([, name]) => name!).sort(),
  )
  const chores = [...choreNames].sort()
  expect(named).toEqual([chores, chores])
})
