import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FileSnapshotStore } from '../../adapters/files/snapshot-store.ts'
import { openDataFolder } from '../../adapters/sqlite/data-folder.ts'
import type { CategoryTree } from '../../decide/attributes/learn-categories.ts'
import { epochMs } from '../../domain/units.ts'
import { productIdOf } from '../../state/offers.ts'
import { Shop } from '../shop.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-readers-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const at = epochMs(1_700_000_000_000)
const consent = { by: '김대표', at }
const things = ['세탁세제', '섬유유연제', '주방세제', '욕실세정제', '유리세정제', '표백제']

async function open(categories?: CategoryTree) {
  const folder = await openDataFolder(dir)
  const taught = await FileSnapshotStore.open(join(dir, 'readers'))
  const { log, vault, snapshots } = folder
  const shop = await Shop.open({ log: log!, vault, snapshots, taught, categories, clock: { now: () => at } })
  const valuesOf = (mall: string, key: string, name: string) => {
    const { offers, values } = shop.views.market
    return values.of(offers.find({ mall, key })).filter((value) => value.name === name)
  }
  const close = () =>
    shop
      .close()
      .then(() => taught.close())
      .then(() => folder.close())
  return { shop, valuesOf, close }
}
type Opened = Awaited<ReturnType<typeof open>>

/** A made-up feed: what each offer is called, and its brand where the feed has it. */
function feed(name: string, rows: readonly { title: string; brand?: string; category?: string }[]): string {
  const file = join(dir, name)
  const lines = rows.map((row, i) => JSON.stringify({ id: `${name}-${i}`, ...row, price: 9_900 }))
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
function branded(brand: string, isSaid = true): { title: string; brand?: string }[] {
  return Array.from({ length: 60 }, (_, i) => {
    return { title: `${brand} ${things[i % things.length]} ${i + 1}호`, ...(isSaid ? { brand } : {}) }
  })
}
async function read({ shop }: Opened, mall: string, file: string) {
  if (!shop.views.market.malls.find(mall)) await shop.malls.put({ id: mall, name: mall, consent })
  return shop.malls.read({ mall, file, source: file, currency: 'KRW' })
}
/** Files of what was learned that hold a text. */
function filesWith(text: string): string[] {
  const kept = join(dir, 'readers')
  const files = readdirSync(kept, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(text))
}

describe('learning to read from feeds', () => {
  test('a feed teaches before it is applied: brands are read where its own field is empty, and in feeds without any', async () => {
    const opened = await open()
    const unsaid = { title: '말끔이네 세탁세제 대용량' }
    expect(await read(opened, 'a', feed('a.jsonl', [...branded('말끔이네'), unsaid]))).toMatchObject({ end: 'applied' })
    expect(opened.valuesOf('a', 'a.jsonl-60', 'brand')).toMatchObject([{ value: '말끔이네', by: 'dictionary' }])
    await read(opened, 'b', feed('b.jsonl', [unsaid]))
    expect(opened.valuesOf('b', 'b.jsonl-0', 'brand')).toMatchObject([{ value: '말끔이네', by: 'dictionary' }])
    await opened.close()
  })

  test('what was learned is there after a restart, and learned anew only where much is new', async () => {
    const before = await open()
    await read(before, 'a', feed('a.jsonl', [...branded('말끔이네'), ...branded('뽀드득')]))
    await before.close()
    const after = await open()
    await read(after, 'b', feed('b.jsonl', [{ title: '뽀드득 표백제 새제품' }]))
    expect(after.valuesOf('b', 'b.jsonl-0', 'brand')).toMatchObject([{ value: '뽀드득' }])
    expect(after.shop.chores().find(({ name }) => name === 'readers')).toMatchObject({ done: 1 }) // restored
    await after.close()
  })

  test('a brand that a person corrects is known in other offers', async () => {
    const opened = await open()
    await read(opened, 'a', feed('a.jsonl', [...branded('반짝이네', false).slice(0, 6), ...branded('말끔이네')]))
    expect(opened.valuesOf('a', 'a.jsonl-5', 'brand')).toEqual([])
    for (let i = 0; i < 5; i++) {
      const said = { mall: 'a', key: `a.jsonl-${i}`, name: 'brand', value: '반짝이네' }
      await opened.shop.malls.append([{ kind: 'value.corrected', at, id: `said-${i}`, ...said }])
    }
    await read(opened, 'b', feed('b.jsonl', [...branded('뽀드득'), { title: '반짝이네 표백제' }]))
    expect(opened.valuesOf('b', 'b.jsonl-60', 'brand')).toMatchObject([{ value: '반짝이네' }])
    await opened.close()
  })

  test('an erased mall takes along what it taught; the others teach again', async () => {
    const opened = await open()
    await read(opened, 'a', feed('a.jsonl', branded('말끔이네')))
    await read(opened, 'b', feed('b.jsonl', [...branded('뽀드득'), ...branded('보송')]))
    expect(filesWith('말끔이네')).toHaveLength(2)
    await opened.shop.malls.erase('a')
    await opened.shop.settled()
    expect(filesWith('말끔이네')).toEqual([])
    const titles = [{ title: '말끔이네 표백제' }, { title: '보송 표백제' }]
    await read(opened, 'c', feed('c.jsonl', titles))
    expect(opened.valuesOf('c', 'c.jsonl-0', 'brand')).toEqual([])
    expect(opened.valuesOf('c', 'c.jsonl-1', 'brand')).toMatchObject([{ value: '보송' }])
    await opened.close()
  })

  test('malls call categories otherwise, and products are in one tree; a tree that is given is used, and another one later', async () => {
    const rows = (category: string, brand: string) => branded(brand).map((row) => ({ ...row, category }))
    const inTree = { nodes: [{ id: 'Home > Cleaning', path: ['Home', 'Cleaning'] }], isGiven: true }
    const opened = await open()
    await read(
      opened,
      'a',
      feed('a.jsonl', [...rows('생활 > 청소', '말끔이네'), ...rows('식품 > 세제맛 과자', '바사삭과자')]),
    )
    await read(opened, 'b', feed('b.jsonl', rows('Cleaning things', '말끔이네').slice(0, 55)))
    const pathOf = ({ shop }: Opened, mall: string, key: string) => {
      const { offers } = shop.views.market
      return shop.product(productIdOf(offers.productOf(offers.find({ mall, key }))))?.categoryPath
    }
    expect(pathOf(opened, 'b', 'b.jsonl-3')).toEqual(['생활', '청소'])
    await opened.close()
    const given = await open(inTree)
    await read(given, 'c', feed('c.jsonl', rows('Home > Cleaning', '뽀드득')))
    expect(given.valuesOf('c', 'c.jsonl-3', 'category')).toMatchObject([{ value: 'Home > Cleaning' }])
    await given.close()
  })
})
