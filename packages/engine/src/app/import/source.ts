import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refusal } from '../../domain/refusal.ts'
import { type Encoding, toUtf8 } from './encoding.ts'

const headBytes = 64 * 1024
const chunkBytes = 256 * 1024

/** What tells that a file is still the one a checkpoint was written for. */
export type Identity = { readonly size: number; readonly mtimeMs: number; readonly headHash: string }

/** A file (or standard input) as a stream of UTF-8. */
export type Source = {
  readonly name: string
  /** Absent for standard input, which cannot be resumed. */
  readonly identity?: Identity
  /** The first 64 kB or so, as text. */
  readonly head: string
  readonly encoding: Encoding
  /** True when `offset` of a place is an offset in the file itself. */
  readonly seekable: boolean
  /** UTF-8 chunks from byte `offset` of the decoded text. Standard input can be read once, from 0. */
  chunks(offset: number): AsyncGenerator<Buffer, void, undefined>
  /** Bytes of the file consumed so far (packed bytes for `.gz`), for progress. */
  bytesRead(): number
}

type Opened = { readonly stream: Readable; readonly read: () => number }

/**
 * Opens a file, or standard input for '-'; unpacks gzip (told by its first bytes, not the name) and finds the
 * encoding. Reads the head only. Throws Refusal IMPORT_FORMAT when there is no such file or nothing in it.
 */
export async function openSource(
  file: string,
  { encoding: told, stdin }: { readonly encoding?: Encoding; readonly stdin?: Readable } = {},
): Promise<Source> {
  return file === '-' ? openStdin(stdin ?? process.stdin, told) : openFile(file, told)
}

async function openFile(file: string, told: Encoding | undefined): Promise<Source> {
  const { identity, gzip } = await identify(file)
  let opened: Opened | undefined
  const start = (at: number): AsyncIterable<Buffer> => {
    const raw = createReadStream(file, { start: at, highWaterMark: chunkBytes })
    opened = { stream: raw, read: () => at + raw.bytesRead }
    return gzip ? unpacked(raw) : raw
  }
  let encoding = told
  const decided = (found: Encoding) => {
    encoding ??= found
  }
  const head = await firstBytes(toUtf8(start(0), encoding, decided))
  if (head.length === 0) throw new Refusal('IMPORT_FORMAT', { file, reason: 'it is empty' })
  opened = undefined
  const seekable = () => !gzip && (encoding === undefined || encoding === 'utf-8')
  return {
    name: file,
    identity,
    head: head.toString('utf8'),
    get encoding() {
      return encoding ?? 'utf-8'
    },
    get seekable() {
      return seekable()
    },
    bytesRead: () => opened?.read() ?? 0,
    chunks: (offset) =>
      seekable() && offset > 0
        ? toUtf8(start(offset), encoding, decided)
        : without(toUtf8(start(0), encoding, decided), offset),
  }
}

async function openStdin(stdin: Readable, told: Encoding | undefined): Promise<Source> {
  let read = 0
  let encoding = told
  const counted = (async function* () {
    for await (const chunk of stdin) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
      read += bytes.length
      yield bytes
    }
  })()
  const first = await counted.next()
  const firstChunk = first.done === true ? Buffer.alloc(0) : first.value
  const raw = chained([firstChunk], counted)
  const decoded = toUtf8(isGzip(firstChunk) ? unpacked(raw) : raw, encoding, (found) => {
    encoding ??= found
  })
  const held: Buffer[] = []
  let heldBytes = 0
  while (heldBytes < headBytes) {
    const next = await decoded.next()
    if (next.done === true) break
    held.push(next.value)
    heldBytes += next.value.length
  }
  if (heldBytes === 0) throw new Refusal('IMPORT_FORMAT', { file: 'standard input', reason: 'it is empty' })
  return {
    name: '-',
    head: Buffer.concat(held).toString('utf8'),
    get encoding() {
      return encoding ?? 'utf-8'
    },
    seekable: false,
    bytesRead: () => read,
    chunks: (offset) => without(chained(held.splice(0), decoded), offset),
  }
}

async function identify(file: string): Promise<{ identity: Identity; gzip: boolean }> {
  try {
    const handle = await open(file)
    try {
      const stat = await handle.stat()
      if (stat.isDirectory()) throw new Refusal('IMPORT_FORMAT', { file, reason: 'it is a folder' })
      const head = Buffer.alloc(headBytes)
      const { bytesRead } = await handle.read(head, 0, headBytes, 0)
      const headHash = createHash('sha256').update(head.subarray(0, bytesRead)).digest('base64url').slice(0, 22)
      return { identity: { size: stat.size, mtimeMs: Math.trunc(stat.mtimeMs), headHash }, gzip: isGzip(head) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('IMPORT_FORMAT', { file, reason: error instanceof Error ? error.message : String(error) })
  }
}

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b

function unpacked(raw: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  // The error reaches the reader through gunzip, which pipeline destroys with it.
  pipeline(raw, gunzip, () => {})
  return gunzip
}

async function firstBytes(chunks: AsyncGenerator<Buffer, void, undefined>): Promise<Buffer> {
  const held: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    held.push(chunk)
    size += chunk.length
    if (size >= headBytes) break
  }
  return Buffer.concat(held)
}

async function* chained(
  first: readonly Buffer[],
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  yield* first
  yield* rest
}

/** Drops the first `count` bytes: how packed and transcoded files are entered midway. */
async function* without(chunks: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer, void, undefined> {
  let left = count
  for await (const chunk of chunks) {
    if (left >= chunk.length) left -= chunk.length
    else {
      yield left > 0 ? chunk.subarray(left) : chunk
      left = 0
    }
  }
}
