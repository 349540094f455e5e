import { once } from 'node:events'
import { createWriteStream, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import type { Writable } from 'node:stream'
import { messageOf } from '../domain/message.ts'
import { Refusal } from '../domain/refusal.ts'

/** How rows are written. */
export const outFormats = ['csv', 'jsonl'] as const
export type OutFormat = (typeof outFormats)[number]

/** What was asked for, else what the file's name ends in, else CSV. */
export function outFormatOf(path: string | undefined, asked: OutFormat | undefined): OutFormat {
  return asked ?? (['.jsonl', '.ndjson', '.json'].includes(extname(path ?? '').toLowerCase()) ? 'jsonl' : 'csv')
}

/**
 * A file that is there whole or not at all: it is written under another name beside it, which `keep` exchanges. Standard output, pipes and
 * devices are written as they are.
 */
export class OutFile {
  readonly #out: Writable
  readonly #path: string
  /** Where it is written at first; undefined for what is no plain file. */
  readonly #part: string | undefined

  private constructor(out: Writable, { path = '', part }: { path?: string; part?: string } = {}) {
    this.#out = out
    this.#path = path
    this.#part = part
  }

  /** @param path standard output when absent. @throws Refusal OUT_FILE when there is no writing there */
  static async open(path: string | undefined): Promise<OutFile> {
    if (path === undefined) return new OutFile(process.stdout)
    const known = statSync(path, { throwIfNoEntry: false })
    const isPlain = known === undefined || known.isFile()
    const target = known?.isFile() ? realpathSync(path) : path
    const part = `${target}.${process.pid}.part`
    const out = createWriteStream(isPlain ? part : path)
    try {
      await once(out, 'open')
    } catch (error) {
      throw unwritable(path, error)
    }
    out.on('error', () => {}) // told by whoever writes next
    return new OutFile(out, isPlain ? { path: target, part } : { path })
  }

  /** No faster than it is taken; a reader that goes away ends it. @throws Refusal OUT_FILE */
  async write(texts: AsyncIterable<string> | Iterable<string>): Promise<void> {
    for await (const text of texts) {
      if (this.#out.destroyed) break
      if (!this.#out.write(text)) await taken(this.#out)
    }
    this.#check()
  }

  /** @throws Refusal OUT_FILE */
  async keep(): Promise<void> {
    if (this.#out === process.stdout) return
    this.#check()
    try {
      this.#out.end()
      await once(this.#out, 'finish')
      if (this.#part !== undefined) renameSync(this.#part, this.#path)
    } catch (error) {
      throw unwritable(this.#path, error)
    }
  }

  #check(): void {
    if (this.#out.errored && this.#out !== process.stdout) throw unwritable(this.#path, this.#out.errored)
  }

  /** Leaves what was there before; nothing where it was kept. */
  drop(): void {
    if (this.#part === undefined) return
    this.#out.destroy()
    rmSync(this.#part, { force: true })
  }
}

/** What the system says, in words for people. */
const unwritableWords: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such folder',
  ENOSPC: 'there is no room left',
  ENOTDIR: 'what should be its folder is a file',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
}

function unwritable(file: string, error: unknown): Refusal {
  const { code = '' } = error as NodeJS.ErrnoException
  return new Refusal('OUT_FILE', { file, reason: unwritableWords[code] ?? messageOf(error) })
}

/** Resolves when there is room again, or nobody takes anything any more. */
function taken(out: Writable): Promise<void> {
  const events = ['drain', 'close', 'error']
  return new Promise((resolve) => {
    const done = () => {
      for (const event of events) out.off(event, done)
      resolve()
    }
    for (const event of events) out.on(event, done)
  })
}
