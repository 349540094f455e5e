import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TypedColumn } from './columns.ts'
import { SlabLists } from './slab-lists.ts'
import { copyOf, restored } from './testing-columns.ts'

const fields = { id: 'u32', weight: 'f64', kind: 'u8' } as const
type Lists = SlabLists<typeof fields>
type Item = { id: number; weight: number; kind: number }

const rowsMax = 6
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('push' as const), row: fc.nat(rowsMax - 1), at: fc.nat(40) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('insert' as const), row: fc.nat(rowsMax - 1), at: fc.nat(40) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('remove' as const), row: fc.nat(rowsMax - 1), at: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const), row: fc.nat(rowsMax + 3), at: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('save' as const), row: fc.constant(0), at: fc.constant(0) }) },
)

function write(lists: Lists, slot: number, item: Item): void {
  lists.columns.id[slot] = item.id
  lists.columns.weight[slot] = item.weight
  lists.columns.kind[slot] = item.kind
}

/** Adds a record of one number. */
function put<Name extends string>(
  lists: SlabLists<Record<Name, 'u32'>>,
  name: Name,
  row: number,
  number: number,
): void {
  const slot = lists.push(row)
  lists.columns[name][slot] = number
}

function read(lists: Lists, row: number): Item[] {
  if (row >= lists.rows) return []
  const { id, weight, kind } = lists.columns
  return Array.from({ length: lists.counts[row]! }, (_, i) => {
    const slot = lists.starts[row]! + i
    return { id: id[slot]!, weight: weight[slot]!, kind: kind[slot]! }
  })
}

/** How many slots hold anything but zeros. */
function slotsInUse(lists: Lists): number {
  const { id, weight, kind } = lists.columns
  return id.reduce((count, one, slot) => count + (one !== 0 || weight[slot] !== 0 || kind[slot] !== 0 ? 1 : 0), 0)
}

test('SlabLists hold what lists of objects hold, zeroed where nothing is held, also after a snapshot', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), fc.constantFrom(1, 2, 3), (steps, firstSize) => {
      let lists: Lists = new SlabLists(fields, firstSize)
      const slow: Item[][] = Array.from({ length: rowsMax }, () => [])
      steps.forEach(({ do: what, row, at }, n) => {
        const list = slow[row] ?? []
        const item = { id: n + 1, weight: (n + 1) / 7, kind: (n % 255) + 1 }
        if (what === 'push') {
          const slot = lists.push(row)
          expect([lists.columns.id[slot], lists.columns.weight[slot], lists.columns.kind[slot]]).toEqual([0, 0, 0])
          write(lists, slot, item)
          list.push(item)
        } else if (what === 'insert') {
          const index = Math.min(at, list.length)
          write(lists, lists.insertAt(row, index), item)
          list.splice(index, 0, item)
        } else if (what === 'remove' && list.length > 0) {
          lists.removeAt(row, at % list.length)
          list.splice(at % list.length, 1)
        } else if (what === 'clear') {
          lists.clear(row)
          list.length = 0
        } else if (what === 'save') {
          lists = restored(lists, new SlabLists(fields, firstSize))
        }
      })
      expect(slow.map((_, row) => read(lists, row))).toEqual(slow)
      expect(slotsInUse(lists)).toBe(slow.reduce((sum, list) => sum + list.length, 0))
    }),
    { seed: 20_240_517, numRuns: 300 },
  )
})

test('blocks of different rows never overlap', () => {
  const lists = new SlabLists({ row: 'u32' }, 1)
  for (let n = 0; n < 5_000; n++) {
    const row = (n * 7_919) % 97
    if (n % 11 === 0) lists.clear(row)
    else put(lists, 'row', row, row + 1)
  }
  for (let row = 0; row < 97; row++) {
    for (let i = 0; i < lists.counts[row]!; i++) expect(lists.columns.row[lists.starts[row]! + i]).toBe(row + 1)
  }
})

test('a snapshot goes on to the same bytes as the lists that never stopped', () => {
  const fill = (lists: SlabLists<{ n: 'u32' }>, from: number, to: number) => {
    for (let n = from; n < to; n++) {
      const row = (n * 31) % 50
      if (n % 17 === 0) lists.clear(row)
      else put(lists, 'n', row, n)
    }
  }
  const one = new SlabLists({ n: 'u32' })
  fill(one, 0, 1_000)
  const other = restored(one, new SlabLists({ n: 'u32' }))
  fill(one, 1_000, 2_500)
  fill(other, 1_000, 2_500)
  expect(copyOf(other.save())).toEqual(copyOf(one.save()))
})

test('freed blocks are used again: filling and clearing in turn does not take more and more', () => {
  const lists = new SlabLists({ n: 'u32' })
  const bytes = () => Object.values(lists.save()).reduce((sum, column) => sum + (column as TypedColumn).byteLength, 0)
  const round = () => {
    for (let row = 0; row < 20; row++) for (let n = 0; n < 30; n++) put(lists, 'n', row, n + 1)
    for (let row = 0; row < 20; row++) lists.clear(row)
  }
  round()
  const after = bytes()
  for (let n = 0; n < 50; n++) round()
  expect(bytes()).toBe(after)
  expect(lists.columns.n.every((number) => number === 0)).toBe(true)
})

test('clear of a row never reached, or cleared before, does nothing', () => {
  const lists = new SlabLists({ n: 'u32' })
  lists.clear(3)
  lists.push(1)
  lists.clear(1)
  lists.clear(1)
  put(lists, 'n', 0, 5)
  put(lists, 'n', 2, 6)
  expect([lists.starts[0] === lists.starts[2], lists.rows]).toEqual([false, 3])
})
