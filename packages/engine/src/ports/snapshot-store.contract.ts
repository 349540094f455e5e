import { readFile } from 'node:fs/promises'
import type { Columns } from '@nunchi/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Snapshot, SnapshotStore } from './snapshot-store.ts'
import { closingAfterEach } from './testing-contract.ts'

/** An empty store on storage of its own, and what the suite needs to know of that storage. */
export type SnapshotStoreUnderTest = {
  readonly store: SnapshotStore
  /** Closes the store last opened and opens the same storage again; absent where nothing is kept. */
  readonly reopen?: () => Promise<SnapshotStore>
  /** Paths of every file that could hold the store's bytes, as of now; absent where there is none. */
  readonly files?: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** A small snapshot that says in its columns where it was taken. */
export function sampleSnapshot(position: number): Snapshot {
  return {
    position,
    views: {
      catalog: { ids: [`p-${position}`, '이어폰', ''], price: Float64Array.of(position, 0.1, -0), empty: [] },
      profile: { rows: Uint32Array.of(position, 0xffffffff), none: new Uint8Array(0) },
      bare: {},
    },
  }
}

/** What every snapshot store must do. An adapter's own test file is one call to this. */
export function snapshotStoreContract(name: string, open: () => Promise<SnapshotStoreUnderTest>): void {
  describe(`snapshot store contract: ${name}`, () => {
    const fresh = closingAfterEach(open)
    roundTrips(fresh)
    keeping(fresh)
  })
}

type Fresh = () => Promise<SnapshotStoreUnderTest>

const texts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('삼성', '\ud800 alone', '\0', '👩‍👩‍👧')))
const columns: fc.Arbitrary<Columns> = fc.dictionary(
  fc.string(),
  fc.oneof(
    fc.uint8Array(),
    fc.uint16Array(),
    fc.uint32Array(),
    fc.int32Array(),
    fc.float32Array(),
    fc.float64Array(),
    texts,
  ),
  { noNullPrototype: true },
)

function roundTrips(fresh: Fresh): void {
  test('any columns come back equal, of the same types and in the same order', async () => {
    const { store } = await fresh()
    const views = fc.dictionary(fc.string(), columns, { noNullPrototype: true })
    let position = 0
    await fc.assert(
      fc.asyncProperty(views, async (saved) => {
        position++
        await store.save({ position, views: saved })
        const loaded = (await store.load())!
        expect(loaded).toEqual({ position, views: saved })
        expect(Object.keys(loaded.views)).toEqual(Object.keys(saved))
        for (const name of Object.keys(saved)) expect(Object.keys(loaded.views[name])).toEqual(Object.keys(saved[name]))
      }),
      { seed: 20_260_102, numRuns: 30 },
    )
  })

  test('columns of several megabytes, and windows onto larger buffers', async () => {
    const { store } = await fresh()
    const numbers = Float64Array.from({ length: 3_000_000 }, (_, index) => index / 7)
    const views = {
      big: {
        numbers,
        window: numbers.subarray(1_000_001, 1_000_004),
        odd: new Uint8Array(numbers.buffer, 3, 5),
        ids: Array.from({ length: 700_000 }, (_, index) => (index % 1_000 ? `id-${index}` : `상품-${index}`)),
        long: ['x'.repeat(9_000_000), '가'.repeat(3_000_000), 'end'],
      },
    }
    await store.save({ position: 5, views })
    const loaded = (await store.load())!.views.big
    for (const name of Object.keys(views.big) as (keyof typeof views.big)[]) {
      expect(same(loaded[name], views.big[name]), name).toBe(true)
    }
  })

  test('what was loaded or saved may be changed without changing the other', async () => {
    const { store } = await fresh()
    const saved = sampleSnapshot(7)
    await store.save(saved)
    ;(saved.views.profile.rows as Uint32Array)[0] = 1
    const loaded = (await store.load())!
    expect(loaded).toEqual(sampleSnapshot(7))
    ;(loaded.views.profile.rows as Uint32Array)[0] = 2
    expect(await store.load()).toEqual(sampleSnapshot(7))
  })
}

/** Equality without a difference: toEqual of millions of elements takes minutes. */
function same(a: Columns[string], b: Columns[string]): boolean {
  if (a.constructor !== b.constructor || a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false
  return true
}

function keeping(fresh: Fresh): void {
  test('a new store has no snapshot; the newest is loaded, also after reopening', async () => {
    const { store, reopen } = await fresh()
    expect(await store.load()).toBeUndefined()
    for (const position of [0, 10, 9_999_999_999]) {
      await store.save(sampleSnapshot(position))
      expect(await store.load()).toEqual(sampleSnapshot(position))
    }
    if (reopen) expect(await (await reopen()).load()).toEqual(sampleSnapshot(9_999_999_999))
  })

  test('saving again at the same position replaces what was there', async () => {
    const { store } = await fresh()
    await store.save({ position: 4, views: { view: { ids: ['old'] } } })
    await store.save({ position: 4, views: { view: { ids: ['new'] } } })
    expect(await store.load()).toEqual({ position: 4, views: { view: { ids: ['new'] } } })
  })

  test('overlapping saves are each stored whole', async () => {
    const { store } = await fresh()
    await Promise.all([1, 2, 3, 4].map((position) => store.save(sampleSnapshot(position))))
    expect(await store.load()).toEqual(sampleSnapshot(4))
  })

  test('dropBefore deletes what was taken before and nothing else', async () => {
    const { store, files } = await fresh()
    await store.save(sampleSnapshot(100))
    await store.save(sampleSnapshot(200))
    await store.dropBefore(200)
    expect(await store.load()).toEqual(sampleSnapshot(200))
    for (const file of (await files?.()) ?? []) expect((await readFile(file)).includes('p-100')).toBe(false)
    await store.dropBefore(201)
    expect(await store.load()).toBeUndefined()
    expect((await files?.()) ?? []).toEqual([])
  })
}
