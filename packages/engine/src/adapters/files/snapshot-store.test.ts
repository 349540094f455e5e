import { appendFile, mkdir, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleSnapshot, snapshotStoreContract } from '../../ports/snapshot-store.contract.ts'
import type { DamagedSnapshot } from '../../ports/snapshot-store.ts'
import { FileSnapshotStore } from './snapshot-store.ts'

snapshotStoreContract('files', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nunchi-snapshots-'))
  const store = await FileSnapshotStore.open(dir)
  return {
    store,
    reopen: () => FileSnapshotStore.open(dir),
    files: async () => (await readdir(join(dir, 'snapshots'))).map((file) => join(dir, 'snapshots', file)),
    close: () => rm(dir, { recursive: true }),
  }
})

let dir: string
let store: FileSnapshotStore
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'nunchi-snapshots-'))
  store = await FileSnapshotStore.open(dir)
})
afterEach(() => rm(dir, { recursive: true }))

const names = async (): Promise<string[]> => (await readdir(join(dir, 'snapshots'))).sort()
const pathOf = (name: string): string => join(dir, 'snapshots', name)

test('any single flipped byte and any cut is found, and the older snapshot is loaded', async () => {
  await store.save(sampleSnapshot(1))
  await store.save(sampleSnapshot(2))
  const path = pathOf('2.v1.snapshot')
  const whole = await readFile(path)
  for (let place = 0; place < whole.length; place++) {
    if (place >= 12 && place < 16) continue // unused bytes of the head
    const flipped = Buffer.from(whole)
    flipped[place] ^= 0x40
    await writeFile(path, place % 5 ? flipped : whole.subarray(0, place))
    expect((await (await FileSnapshotStore.open(dir)).load())?.position, `byte ${place}`).toBe(1)
  }
  await writeFile(path, whole)
  expect(await (await FileSnapshotStore.open(dir)).load()).toEqual(sampleSnapshot(2))
})

test('bytes after the end are found too', async () => {
  await store.save(sampleSnapshot(1))
  await appendFile(pathOf('1.v1.snapshot'), 'x')
  expect(await store.load()).toBeUndefined()
})

test('a damaged snapshot does not push out a whole one', async () => {
  await store.save(sampleSnapshot(1))
  await store.save(sampleSnapshot(2))
  await truncate(pathOf('2.v1.snapshot'), 100)
  const told: DamagedSnapshot[] = []
  expect(await store.load((damaged) => told.push(damaged))).toEqual(sampleSnapshot(1))
  expect(told).toEqual([{ file: pathOf('2.v1.snapshot'), reason: 'never finished' }])
  await store.save(sampleSnapshot(3))
  expect(await names()).toEqual(['1.v1.snapshot', '3.v1.snapshot'])
})

test('one that the disk does not give back is passed over as a damaged one is', async () => {
  await store.save(sampleSnapshot(1))
  await mkdir(pathOf('2.v1.snapshot')) // reading it fails with EISDIR, as a bad sector does with EIO
  const told: DamagedSnapshot[] = []
  expect(await store.load((damaged) => told.push(damaged))).toEqual(sampleSnapshot(1))
  expect(told).toEqual([{ file: pathOf('2.v1.snapshot'), reason: expect.stringContaining('EISDIR') }])
})

test('what a killed process left half written is deleted, and never loaded', async () => {
  await store.save(sampleSnapshot(1))
  await writeFile(pathOf('9.v1.snapshot.1-1.part'), 'half')
  expect(await store.load()).toEqual(sampleSnapshot(1))
  await FileSnapshotStore.open(dir)
  expect(await names()).toEqual(['1.v1.snapshot'])
})

test('a failed save leaves nothing behind and the next one works', async () => {
  const torn = { position: 5, views: { view: { ids: [undefined as unknown as string] } } }
  await expect(store.save(torn)).rejects.toThrow()
  expect(await names()).toEqual([])
  await store.save(sampleSnapshot(6))
  expect(await store.load()).toEqual(sampleSnapshot(6))
})

test('snapshots of another format are passed over', async () => {
  await store.save(sampleSnapshot(1))
  await writeFile(pathOf('2.v99.snapshot'), await readFile(pathOf('1.v1.snapshot')))
  const wrongInside = await open(pathOf('3.v1.snapshot'), 'w')
  await wrongInside.write(Buffer.from('NUNCHIS\0\x63\0\0\0'.padEnd(500, '\0')))
  await wrongInside.close()
  expect(await store.load()).toEqual(sampleSnapshot(1))
})

test('only the owner may read', async () => {
  await store.save(sampleSnapshot(1))
  expect((await stat(join(dir, 'snapshots'))).mode & 0o777).toBe(0o700)
  expect((await stat(pathOf('1.v1.snapshot'))).mode & 0o777).toBe(0o600)
})
