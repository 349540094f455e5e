import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { ImportItem, ImportKind, ImportSink, Rows } from './item.ts'
import { type ImportOptions, planImport } from './plan.ts'
import type { ImportSummary } from './run.ts'
import { MemorySink } from './testing-sink.ts'

/** For tests: a folder of the system's temporary one, gone after the file's tests. */
export function scratchFolder(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'nunchi-import-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return (name, content) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
}

/** For tests: noon of a fixed day, later than all files of the tests. */
export const testNow = () => Date.UTC(2040, 0, 1, 12)

/** For tests: imports a file into a fresh memory and answers what arrived. */
export async function imported(
  kind: ImportKind,
  file: string,
  options: Partial<ImportOptions> = {},
  sink: ImportSink & { readonly items: readonly ImportItem[] } = new MemorySink(),
): Promise<{ summary: ImportSummary; items: readonly ImportItem[] }> {
  const plan = await planImport({ kind, file, now: testNow, ...options })
  const summary = await plan.run(sink)
  return { summary, items: sink.items }
}

/** For tests: all rows of a reader in one list. */
export async function allRows(rows: Rows) {
  const list = []
  for await (const block of rows) list.push(...block)
  return list
}

/** For tests: text as chunks of so many bytes, wherever characters end. */
export async function* chunked(text: string | Buffer, size: number): AsyncGenerator<Buffer, void, undefined> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
