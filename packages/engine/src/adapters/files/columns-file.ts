import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { type Columns, roomy, type TypedColumn } from '@nunchi/kernel'
import { assert } from '../../domain/assert.ts'
import type { Snapshot } from '../../ports/snapshot-store.ts'
import { decodeStrings, encodeStrings } from './string-blocks.ts'

/**
 * One snapshot as a file: a head, the columns one after the other as they lie in memory (little-endian) or as blocks of
 * strings, a directory in JSON, a tail. The directory comes last because it holds the checksums and the sizes of encoded
 * strings, which are known only when the columns have gone by: nothing is held twice. A file without a tail was
 * never finished.
 *
 * head: magic "NUNCHIS\0", u32 format, u32 0 | columns | directory | tail: u32 bytes and u32 CRC of the directory, magic
 */
export const columnsFormat = 1

const magic = Buffer.from('NUNCHIS\0')
const headBytes = 16
const tailBytes = 16
/** Bytes written, read and checksummed at a time: long enough to be fast, 2 ms of the thread at most. */
const chunkBytes = 8 * 1024 * 1024

const elementTypes = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array } as const
type ElementType = keyof typeof elementTypes

/** Where a column's chunks lie is told by the order: each follows the one before. */
type ColumnEntry = {
  readonly name: string
  readonly type: ElementType | 'strings'
  /** Elements. */
  readonly length: number
  readonly chunks: readonly Chunk[]
}
type Chunk = { readonly bytes: number; readonly crc: number }
type Directory = {
  readonly position: number
  readonly views: readonly { readonly name: string; readonly columns: readonly ColumnEntry[] }[]
}

/** The file is not a whole snapshot of this format. */
export class NotWhole extends Error {}

/** Writes a snapshot from the beginning of an empty file. The columns must not change until it resolves. */
export async function writeSnapshot(file: FileHandle, snapshot: Snapshot): Promise<void> {
  assert(new Uint8Array(Uint32Array.of(1).buffer)[0] === 1, 'snapshots are written on little-endian machines')
  const head = Buffer.alloc(headBytes)
  magic.copy(head)
  head.writeUInt32LE(columnsFormat, magic.length)
  const end = { at: 0 }
  await writeAll(file, head, end)
  const views: Directory['views'][number][] = []
  for (const [name, columns] of Object.entries(snapshot.views)) {
    const entries: ColumnEntry[] = []
    for (const [columnName, column] of Object.entries(columns)) {
      const chunks: Chunk[] = []
      for (const chunk of chunksOf(column)) {
        chunks.push({ bytes: chunk.byteLength, crc: crc32(chunk) })
        await writeAll(file, chunk, end)
      }
      const type = ArrayBuffer.isView(column) ? (column.constructor.name as ElementType) : 'strings'
      entries.push({ name: columnName, type, length: column.length, chunks })
    }
    views.push({ name, columns: entries })
  }
  const directory = Buffer.from(JSON.stringify({ position: snapshot.position, views } satisfies Directory))
  await writeAll(file, directory, end)
  const tail = Buffer.alloc(tailBytes)
  tail.writeUInt32LE(directory.byteLength, 0)
  tail.writeUInt32LE(crc32(directory), 4)
  magic.copy(tail, 8)
  await writeAll(file, tail, end)
}

/** Reads a snapshot straight into the memory of its columns. @throws NotWhole when any byte is not what was written */
export async function readSnapshot(file: FileHandle): Promise<Snapshot> {
  const directory = await readDirectory(file)
  const at = { at: headBytes }
  const views: [string, Columns][] = []
  for (const view of directory.views) {
    const columns: [string, Columns[string]][] = []
    for (const entry of view.columns) columns.push([entry.name, await readColumn(file, entry, at)])
    views.push([view.name, Object.fromEntries(columns)])
  }
  return { position: directory.position, views: Object.fromEntries(views) }
}

async function readDirectory(file: FileHandle): Promise<Directory> {
  const { size } = await file.stat()
  if (size < headBytes + tailBytes) throw new NotWhole('shorter than a snapshot can be')
  const head = await readInto(file, Buffer.alloc(headBytes), 0)
  const tail = await readInto(file, Buffer.alloc(tailBytes), size - tailBytes)
  if (!head.subarray(0, magic.length).equals(magic)) throw new NotWhole('not a snapshot')
  if (head.readUInt32LE(magic.length) !== columnsFormat) throw new NotWhole('of another format')
  if (!tail.subarray(8).equals(magic)) throw new NotWhole('never finished')
  const bytes = tail.readUInt32LE(0)
  if (bytes > size - headBytes - tailBytes) throw new NotWhole('the directory is longer than the file')
  const text = await readInto(file, Buffer.alloc(bytes), size - tailBytes - bytes)
  if (crc32(text) !== tail.readUInt32LE(4)) throw new NotWhole('the directory is damaged')
  return JSON.parse(text.toString())
}

function* chunksOf(column: Columns[string]): Generator<Uint8Array> {
  if (!ArrayBuffer.isView(column)) return yield* encodeStrings(column)
  const { buffer, byteOffset, byteLength } = column
  for (let start = 0; start < byteLength; start += chunkBytes) {
    yield new Uint8Array(buffer, byteOffset + start, Math.min(chunkBytes, byteLength - start))
  }
}

async function readColumn(file: FileHandle, entry: ColumnEntry, at: { at: number }): Promise<Columns[string]> {
  if (entry.type === 'strings') {
    const strings: string[] = []
    for (const chunk of entry.chunks) {
      decodeStrings(await readChecked(file, Buffer.allocUnsafe(chunk.bytes), { chunk, at: at.at }), strings)
      at.at += chunk.bytes
    }
    return strings
  }
  const column: TypedColumn = roomy<TypedColumn>(elementTypes[entry.type], entry.length)
  const reads: Promise<unknown>[] = []
  let start = 0
  for (const chunk of entry.chunks) {
    // Two at a time: while one chunk is checked here, the next is read by another thread.
    if (reads.length >= 2) await reads.at(-2)
    const target = new Uint8Array(column.buffer, start, chunk.bytes)
    reads.push(readChecked(file, target, { chunk, at: at.at }))
    reads.at(-1)!.catch(() => {}) // awaited below; until then a failure is not unhandled
    start += chunk.bytes
    at.at += chunk.bytes
  }
  await Promise.all(reads)
  return column
}

async function readChecked<Target extends Uint8Array>(
  file: FileHandle,
  target: Target,
  { chunk, at }: { readonly chunk: Chunk; readonly at: number },
): Promise<Target> {
  await readInto(file, target, at)
  if (crc32(target) !== chunk.crc) throw new NotWhole(`damaged between bytes ${at} and ${at + chunk.bytes}`)
  return target
}

async function readInto<Target extends Uint8Array>(file: FileHandle, target: Target, at: number): Promise<Target> {
  for (let done = 0; done < target.byteLength; ) {
    const { bytesRead } = await file.read(target, done, target.byteLength - done, at + done)
    if (bytesRead === 0) throw new NotWhole('ends too soon')
    done += bytesRead
  }
  return target
}

async function writeAll(file: FileHandle, bytes: Uint8Array, end: { at: number }): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, end.at)
    done += bytesWritten
    end.at += bytesWritten
  }
}
