import { Interner } from '@nunchi/kernel'
import { isIn, textIn } from '../files.ts'

/** What was looked at so far, oldest first, and what came next. */
export type Question = { readonly items: Uint32Array; readonly length: number; readonly next: number }

export type SessionData = {
  readonly format: 'pairs' | 'clicks'
  /** Sessions to learn from, oldest first; items numbered from 0 in order of appearance. */
  readonly train: readonly Uint32Array[]
  /** Questions of the part asked for. */
  readonly questions: readonly Question[]
}

/** Which sessions are predicted: those kept for the end, those for choosing, or the last tenth of train. */
export type Part = 'test' | 'valid' | 'tail'

/**
 * Reads either published format, found by the files in the folder, `.gz` or plain: `train-sessions.txt` with
 * `test-pairs.tsv` (prefix TAB next), or `train.tsv` with `test.tsv` and `valid.tsv` (SessionId, ItemId, Time).
 * @throws Error with file and line for what cannot be read
 */
export function readSessions(folder: string, part: Part): SessionData {
  const items = new Interner()
  const numberOf = (id: string): number => items.idOf(id)
  const isPairs = isIn(folder, 'train-sessions.txt')
  if (isPairs && part === 'valid') throw new Error(`${folder} has no valid part; ask for --on test or --on tail`)
  const all = isPairs ? lineSessions(folder, numberOf) : clickSessions(folder, 'train.tsv', numberOf)
  const format = isPairs ? 'pairs' : 'clicks'
  if (part === 'tail') {
    const cut = Math.floor(all.length * 0.9)
    return { format, train: all.slice(0, cut), questions: prefixesOf(all.slice(cut)) }
  }
  const questions = isPairs
    ? pairQuestions(folder, numberOf)
    : prefixesOf(clickSessions(folder, `${part}.tsv`, numberOf))
  return { format, train: all, questions }
}

/** Every proper prefix of every session, and what came next. */
export function prefixesOf(sessions: readonly Uint32Array[]): Question[] {
  return sessions.flatMap((items) =>
    Array.from({ length: Math.max(0, items.length - 1) }, (_, i) => ({ items, length: i + 1, next: items[i + 1] })),
  )
}

function lineSessions(folder: string, numberOf: (id: string) => number): Uint32Array[] {
  return linesOf(folder, 'train-sessions.txt').map((line) => Uint32Array.from(line.split(/\s+/), numberOf))
}

function pairQuestions(folder: string, numberOf: (id: string) => number): Question[] {
  return linesOf(folder, 'test-pairs.tsv').map((line, i) => {
    const [prefix, next, ...more] = line.split('\t')
    if (!prefix || !next || more.length > 0)
      throw new Error(`test-pairs.tsv, line ${i + 1}: "${line}" is not a prefix, a tab and the next item`)
    const items = Uint32Array.from(prefix.trim().split(/\s+/), numberOf)
    return { items, length: items.length, next: numberOf(next.trim()) }
  })
}

/** Sessions in order of their last click, each in order of its clicks; clicks of one moment as they stand in the file. */
function clickSessions(folder: string, name: string, numberOf: (id: string) => number): Uint32Array[] {
  const lines = linesOf(folder, name)
  if (lines[0]?.trim() !== 'SessionId\tItemId\tTime')
    throw new Error(
      `${name}, line 1: expected the header SessionId, ItemId, Time with tabs between, found "${lines[0]}"`,
    )
  const sessions = new Map<string, { at: number; item: number }[]>()
  for (let i = 1; i < lines.length; i++) {
    const [session, item, time] = lines[i].split('\t')
    const at = Number(time)
    if (!session || !item || !Number.isFinite(at) || time?.trim() === '')
      throw new Error(`${name}, line ${i + 1}: "${lines[i]}" is not SessionId, ItemId and a time in seconds`)
    const clicks = sessions.get(session) ?? []
    sessions.set(session, clicks)
    clicks.push({ at, item: numberOf(item) })
  }
  const sorted = [...sessions.values()].map((clicks) => clicks.sort((a, b) => a.at - b.at))
  sorted.sort((a, b) => a[a.length - 1].at - b[b.length - 1].at)
  return sorted.map((clicks) => Uint32Array.from(clicks, ({ item }) => item))
}

function linesOf(folder: string, name: string): string[] {
  if (!isIn(folder, name))
    throw new Error(
      `${folder} has no ${name} (.gz); expected train-sessions.txt and test-pairs.tsv, or train.tsv, valid.tsv and test.tsv`,
    )
  return textIn(folder, name)
    .split('\n')
    .filter((line) => line.trim() !== '')
}
