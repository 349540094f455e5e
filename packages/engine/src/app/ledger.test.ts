import { expect, test } from 'vitest'
import { MemoryEventLog } from '../adapters/memory/event-log.ts'
import { type EpochMs, epochMs, minor, type ProductId } from '../domain/units.ts'
import { Views } from '../state/views.ts'
import { Learning } from './learning.ts'
import { type Fact, Ledger } from './ledger.ts'

const at = epochMs(1_700_000_000_000)

function listing(n: number): Fact {
  const product = { id: `p${n}` as ProductId, title: `p${n}`, categoryPath: [], attributes: {}, inStock: true }
  return { kind: 'product.listed', at, id: `listing:${n}`, product }
}

function ledgerOn(log: MemoryEventLog): { ledger: Ledger; views: Views } {
  const views = new Views()
  const learning = new Learning({ views, now: (): EpochMs => at })
  return { ledger: new Ledger({ log, views, learning }), views }
}

test('after catching up with a log, the first append goes behind what is in it', async () => {
  const log = new MemoryEventLog()
  await ledgerOn(log).ledger.append([listing(1), listing(2)])
  const { ledger, views } = ledgerOn(log)
  await ledger.catchUp()
  await ledger.append([listing(3)])
  expect(views.position).toBe(3)
  expect(await log.length()).toBe(3)
})

test('two appends at once after catching up both arrive, in order', async () => {
  const log = new MemoryEventLog()
  await ledgerOn(log).ledger.append([listing(1)])
  const { ledger, views } = ledgerOn(log)
  await ledger.catchUp()
  await Promise.all([ledger.append([listing(2)]), ledger.append([listing(3), listing(4)])])
  expect(views.position).toBe(4)
  expect((await log.read(0, 10)).map((event) => event.kind === 'product.listed' && event.product.id)).toEqual([
    'p1',
    'p2',
    'p3',
    'p4',
  ])
})

test('what was stored although the answer was lost is not stored again when it is sent again', async () => {
  const log = new (class extends MemoryEventLog {
    isCut = true
    override async append(...args: Parameters<MemoryEventLog['append']>): Promise<number> {
      const length = await super.append(...args)
      if (!this.isCut) return length
      this.isCut = false
      throw new Error('the cable was cut')
    }
  })()
  const { ledger, views } = ledgerOn(log)
  await expect(ledger.append([listing(1), listing(2)])).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
  await ledger.append([listing(1), listing(2), listing(3)])
  await ledger.append([listing(4)])
  const read = await log.read(0, 10)
  expect(read.map((event) => event.kind === 'product.listed' && event.product.id)).toEqual(['p1', 'p2', 'p3', 'p4'])
  expect(views.position).toBe(4)
})

test('folding facts of many prices gives way to others between two of them', async () => {
  const { ledger, views } = ledgerOn(new MemoryEventLog())
  const products = Array.from({ length: 500 }, (_, n) => `p${n}` as ProductId)
  const prices = products.map((_, n) => minor(n + 1))
  const facts = [1, 2, 3, 4].map((n): Fact => ({ kind: 'products.repriced', at, id: `prices:${n}`, products, prices }))
  const seen = new Set<number>()
  let isOver = false
  const look = () => {
    seen.add(views.position)
    if (!isOver) setImmediate(look)
  }
  look()
  await ledger.append(facts)
  isOver = true
  expect([...seen]).toEqual(expect.arrayContaining([1, 2, 3]))
  expect(views.changesBeside).toBe(4 * 499)
})
