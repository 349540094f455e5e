import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { bytesOf } from '../files.ts'

export const splits = ['train', 'valid', 'test'] as const
export type Split = (typeof splits)[number]

/** One record as its file says it: column -> text, '' where it says nothing. */
export type PairRecord = { readonly isLeft: boolean; readonly columns: ReadonlyMap<string, string> }

/** Two records by number, and whether they are the same thing. */
export type LabelledPair = { readonly left: number; readonly right: number; readonly isSame: boolean }

export type PairSet = {
  readonly name: string
  /** All different records of the three files. */
  readonly records: readonly PairRecord[]
  readonly pairs: Readonly<Record<Split, readonly LabelledPair[]>>
  /** Whether left and right are two tables. Else all records are of one, and a pair can be turned round. */
  readonly isSided: boolean
}

const fileName = /^(train|valid|test)\.txt(?:\.(\w+?))?(?:\.gz)?$/
/** With more than this share of left texts also on the right, both sides are one table. */
const turnedShareMin = 0.02
const sizeFirst = 'medium'

/** The folders with labelled pairs: this one, or those in it. @throws Error when there are none */
export function pairFolders(folder: string): string[] {
  const inside = [folder, ...readdirSync(folder).map((name) => join(folder, name))].filter((path) =>
    statSync(path).isDirectory(),
  )
  const found = inside.filter((path) => splits.every((split) => fileOf(path, split)))
  if (found.length === 0)
    throw new Error(
      `${folder}: no folder with train.txt, valid.txt and test.txt (or .gz); give one, or a parent of some.`,
    )
  return found.sort()
}

/** Reads a folder of labelled pairs: `COL name VAL text ... TAB COL name VAL text ... TAB 0 or 1` a line. */
export function readPairSet(folder: string): PairSet {
  const [train, valid, test] = splits.map((split) => linesOf(folder, split))
  const lines = [...train, ...valid, ...test]
  const isSided = areTwoTables(lines)
  const records: PairRecord[] = []
  const numbers = new Map<string, number>()
  const numberOf = (text: string, isLeft: boolean): number => {
    const key = isSided ? `${isLeft} ${text}` : text
    const known = numbers.get(key)
    if (known !== undefined) return known
    numbers.set(key, records.length)
    return records.push({ isLeft, columns: columnsOf(text) }) - 1
  }
  const pairOf = ({ left, right, isSame }: Line): LabelledPair => ({
    left: numberOf(left, true),
    right: numberOf(right, false),
    isSame,
  })
  const pairs = { train: train.map(pairOf), valid: valid.map(pairOf), test: test.map(pairOf) }
  return { name: basename(folder), records, pairs, isSided }
}

type Line = { readonly left: string; readonly right: string; readonly isSame: boolean }

function linesOf(folder: string, split: Split): Line[] {
  const path = fileOf(folder, split)
  if (!path) throw new Error(`${folder} has no ${split}.txt`)
  const lines = bytesOf(path).toString('utf8').split('\n')
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : [lineOf(line, `${path}:${i + 1}`)]))
}

function lineOf(line: string, place: string): Line {
  const parts = line.split('\t').map((part) => part.trim())
  if (parts.length !== 3 || (parts[2] !== '0' && parts[2] !== '1'))
    throw new Error(`${place}: not two records and 0 or 1, with tabs between them.`)
  return { left: parts[0], right: parts[1], isSame: parts[2] === '1' }
}

function areTwoTables(lines: readonly Line[]): boolean {
  const lefts = new Set(lines.map(({ left }) => left))
  const rights = new Set(lines.map(({ right }) => right))
  let both = 0
  for (const text of lefts) if (rights.has(text)) both++
  return both < lefts.size * turnedShareMin
}

function fileOf(folder: string, split: Split): string | undefined {
  const sizes = new Map<string, string>()
  for (const name of readdirSync(folder)) {
    const found = fileName.exec(name)
    if (found?.[1] === split) sizes.set(found[2] === 'gz' ? '' : (found[2] ?? ''), join(folder, name))
  }
  return sizes.get('') ?? sizes.get(sizeFirst) ?? [...sizes.values()][0]
}

/** `COL title VAL a b COL price VAL 3` as columns. */
export function columnsOf(text: string): ReadonlyMap<string, string> {
  const columns = new Map<string, string>()
  for (const part of text.split(/(?:^|\s)COL\s+/)) {
    const found = /^(\S+)\s+VAL(?:\s+(.*))?$/s.exec(part)
    if (found) columns.set(found[1], withoutMarks((found[2] ?? '').trim()))
  }
  return columns
}

/** Takes off what pages were marked up with: quotes with a language behind them, and "Null" for nothing. */
function withoutMarks(text: string): string {
  if (!/"(?:@|null"|\s*$)/i.test(text)) return text
  return text
    .replace(/"\s*@[a-z]{2}(?:-[a-z]{2})?/gi, ' | ')
    .replace(/"null"/gi, ' ')
    .replace(/"/g, ' | ')
    .trim()
}
