import { basename } from 'node:path'
import { type ItemAttributes, Random, type Sequences, sequencesOf } from '@nunchi/kernel'
import { textIn } from '../files.ts'

/** Sequences that are shorter cannot give an item to choose on, one to test on, and something to go by. */
const lengthMin = 3

/** A set in the format of the S3-Rec repository. */
export type SequenceData = {
  readonly name: string
  readonly sequences: Sequences
  readonly attributes: ItemAttributes
}

/**
 * Reads `sequences.txt` (a line per user: user id, then item ids, oldest first) and `item-attributes.json` (item id ->
 * attribute ids). Items get rows in a shuffled order, because ids of the format were given out in the order of the file: an
 * id alone, and be it as a tie-break, would tell of an item's first user.
 *
 * @throws Error naming the file and line that is not as described
 */
export async function readSequenceData(folder: string, seed: number): Promise<SequenceData> {
  const lists = parseSequences(textIn(folder, 'sequences.txt'))
  const attributes = parseAttributes(textIn(folder, 'item-attributes.json'))
  const ids = [...new Set([...lists.flat(), ...attributes.keys()])].sort((a, b) => a - b)
  const rowOf = new Map(new Random(seed).shuffle(ids).map((id, row) => [id, row]))
  const rows = lists.map((list) => list.map((id) => rowOf.get(id) as number))
  const byRow = [...rowOf.keys()].map((id) => attributes.get(id) ?? [])
  return { name: basename(folder), sequences: sequencesOf(rows, ids.length), attributes: attributesOf(byRow) }
}

function parseSequences(text: string): number[][] {
  const lists: number[][] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const ids = line.trim().split(/\s+/).map(Number)
    if (!ids.every((id) => Number.isSafeInteger(id) && id >= 0))
      throw new Error(`sequences.txt, line ${index + 1}: expected a user id and item ids, whole numbers, by spaces.`)
    if (ids.length > lengthMin) lists.push(ids.slice(1))
  }
  if (lists.length === 0) throw new Error(`sequences.txt: no user has ${lengthMin} items or more.`)
  return lists
}

function parseAttributes(text: string): Map<number, number[]> {
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error('item-attributes.json: expected an object of item id -> list of attribute ids.')
  const attributes = new Map<number, number[]>()
  for (const [item, values] of Object.entries(parsed)) {
    if (!Array.isArray(values) || !values.every((value) => Number.isSafeInteger(value) && value >= 0))
      throw new Error(`item-attributes.json, item ${item}: expected a list of whole numbers.`)
    attributes.set(Number(item), values as number[])
  }
  return attributes
}

function attributesOf(byRow: readonly (readonly number[])[]): ItemAttributes {
  const starts = new Uint32Array(byRow.length + 1)
  for (const [row, values] of byRow.entries()) starts[row + 1] = starts[row]! + values.length
  const values = Uint32Array.from(byRow.flat())
  return { starts, values, attributeCount: values.reduce((most, value) => Math.max(most, value + 1), 0) }
}
