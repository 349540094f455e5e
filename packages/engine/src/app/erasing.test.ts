import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDataFolder } from '../adapters/sqlite/data-folder.ts'
import { epochMs } from '../domain/units.ts'
import { Shop } from './shop.ts'
import type { Snapshotter } from './snapshots.ts'
import { runInWorker } from './tasks.ts'
import { said, start, viewed } from './testing-shop.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nunchi-erasing-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

/** Every file of the folder that holds one of these texts. */
function filesWith(texts: readonly string[]): string[] {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name))
  return paths.filter((path) => texts.some((text) => readFileSync(path).includes(text)))
}

async function open(inBackground?: Snapshotter) {
  const folder = await openDataFolder(dir)
  const { log, vault, snapshots } = folder
  const clock = { now: () => epochMs(start) }
  const shop = await Shop.open({ log: log!, vault, snapshots, clock, inBackground })
  return { shop, close: () => shop.close().then(() => folder.close()) }
}

const kim = { user: 'kim@x.kr' }
const lee = { user: 'lee@x.kr' }
const [phone, tablet, shared] = ['phone-1', 'tablet-1', 'shared-1'].map((id) => ({ anonymous: id }))

test.each<[string, () => Snapshotter | undefined]>([
  ['made in place', () => undefined],
  ['made in a thread', () => () => runInWorker('snapshot', { dir })],
])(
  'who had devices merged into them leaves none of their keys in any file, snapshots %s',
  async (_name, snapshotter) => {
    const first = await open(snapshotter())
    const take = (...reports: Parameters<Shop['collect']>[0]) => first.shop.collect(reports, { consent: 'assumed' })
    await take(viewed(phone!, 'a'), viewed(tablet!, 'b'), viewed(lee, 'c'), viewed(shared!, 'a'))
    await take({ ...shared!, id: 'traits', traits: { note: 'told-of-it' } })
    const hid = { kind: 'shopper.hid', hidden: { what: 'brand', brand: 'B' } }
    await take(viewed({ ...kim, ...phone }, 'a'), said(phone!, hid), said(kim, { kind: 'consent.withdrawn' }))
    await take(said({ ...kim, ...tablet }, { kind: 'consent.given' }), { ...kim, previous: 'old-login', id: 'alias' })
    await take(viewed({ ...kim, ...shared }, 'b')) // kim's for a while, and then lee's
    await take(viewed({ ...lee, ...shared }, 'd'), said(kim, { kind: 'personalisation.refused' }))
    const known = ['kim@x.kr', 'phone-1', 'tablet-1', 'old-login']
    const names = [...known, 'told-of-it']
    const keys = known.map((id) => first.shop.shopperOf({ type: id.includes('@') ? 'user' : 'anonymous', id })!)
    await first.close() // with a snapshot
    expect(filesWith(keys).length).toBeGreaterThan(1)

    const second = await open(snapshotter())
    const { erasure } = await second.shop.forget({ type: 'anonymous', id: 'phone-1' })
    await second.shop.settled()
    expect(second.shop.erasure(erasure!)).toEqual({ state: 'done' })
    expect(filesWith([...keys, ...names])).toEqual([])
    const sharedAlias = { type: 'anonymous', id: 'shared-1' } as const
    expect((await second.shop.myData(second.shop.shopperOf(sharedAlias)!)).aliases).toEqual([
      { type: 'user', id: 'lee@x.kr' },
      sharedAlias,
    ])
    await second.shop.collect([viewed(lee, 'a')], { consent: 'assumed' })
    await second.close() // with another
    expect(filesWith([...keys, ...names])).toEqual([])

    const third = await open(snapshotter()) // and now its present owner
    const theirs = ['lee@x.kr', 'shared-1', third.shop.shopperOf(sharedAlias)!]
    await third.shop.forget(sharedAlias)
    await third.shop.settled()
    expect(third.shop.counts()).toMatchObject({ erasures_open: 0, shoppers: 0 })
    await third.close()
    expect(filesWith(theirs)).toEqual([])
  },
  60_000,
)
