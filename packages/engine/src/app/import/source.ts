import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refusal } from '../../domain/refusal.ts'
import { type Encoding, toUtf8 } from './encoding.ts'
import { bombFile, emptyFile, folder, unreadableFile } from './file-refusals.ts'
import { refuseBinary, refuseNoText } from './no-text.ts'

const headBytes = 64 * 1024
const defaultChunkBytes = 256 * 1024

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
  /** What has shown so far: undefined while all was ASCII. */
  readonly encodingFound: Encoding | undefined
  /** True when `offset` of a place is an offset in the file itself. */
  readonly seekable: boolean
  /**
   * UTF-8 chunks from byte `offset` of the decoded text. Standard input can be read once, from 0.
   * @param known  the encoding that an earlier run found on its way to `offset`, where the head did not show it
   */
  chunks(offset: number, known?: Encoding): AsyncGenerator<Buffer, void, undefined>
  /** Bytes of the file consumed so far (packed bytes for `.gz`), for progress. */
  bytesRead(): number
}

export type SourceOptions = {
  readonly encoding?: Encoding
  readonly stdin?: Readable
  readonly chunkBytes?: number
  /** Bytes that a packed file may have unpacked: a few MB may unpack to what takes days to read. Any number when absent. */
  readonly unpackedMax?: number
}

type Opened = { readonly stream: Readable; readonly read: () => number }

/**
 * Opens a file, or standard input for '-'; unpacks gzip (told by its first bytes, not the name) and finds the
 * encoding. Reads the head only. Throws Refusal IMPORT_FILE when there is no such file, nothing in it, or no right to
 * it, and IMPORT_BINARY when it is no text.
 */
export async function openSource(
  file: string,
  { encoding: told, stdin, chunkBytes = defaultChunkBytes, unpackedMax = Number.POSITIVE_INFINITY }: SourceOptions = {},
): Promise<Source> {
  if (file === '-') return openStdin(stdin ?? process.stdin, told)
  return openFile(file, told, { chunkBytes, unpackedMax })
}

async function openFile(
  file: string,
  told: Encoding | undefined,
  { chunkBytes, unpackedMax }: Required<Pick<SourceOptions, 'chunkBytes' | 'unpackedMax'>>,
): Promise<Source> {
  const { identity, gzip } = await identify(file)
  let opened: Opened | undefined
  const start = (at: number): AsyncIterable<Buffer> => {
    const raw = createReadStream(file, { start: at, highWaterMark: chunkBytes })
    opened = { stream: raw, read: () => at + raw.bytesRead }
    return gzip ? atMost(unpackedMax, unpacked(raw, chunkBytes), file) : raw
  }
  let encoding = told
  const decided = (found: Encoding) => {
    encoding ??= found
  }
  const top = toUtf8(start(0), encoding, decided)
  const { held, failure } = await headOf(top)
  await top.return() // closes the file
  if (held.length === 0) throw failure === undefined ? emptyFile(file) : unreadableFile(file, failure)
  const head = Buffer.concat(held).toString('utf8')
  refuseNoText(head, file)
  opened = undefined
  const seekable = () => !gzip && (encoding === undefined || encoding === 'utf-8')
  return {
    name: file,
    identity,
    head,
    get encoding() {
      return encoding ?? 'utf-8'
    },
    get encodingFound() {
      return encoding
    },
    get seekable() {
      return seekable()
    },
    bytesRead: () => opened?.read() ?? 0,
    chunks: (offset, known) => {
      encoding ??= known
      return seekable() && offset > 0
        ? toUtf8(start(offset), encoding, decided)
        : without(toUtf8(start(0), encoding, decided), offset)
    },
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
  refuseBinary(firstChunk, stdinName)
  const raw = chained([firstChunk], counted)
  const decoded = toUtf8(isGzip(firstChunk) ? unpacked(raw, defaultChunkBytes) : raw, encoding, (found) => {
    encoding ??= found
  })
  const { held, failure } = await headOf(decoded)
  if (held.length === 0) throw failure === undefined ? emptyFile(stdinName) : unreadableFile(stdinName, failure)
  const head = Buffer.concat(held).toString('utf8')
  refuseNoText(head, stdinName)
  return {
    name: '-',
    head,
    get encoding() {
      return encoding ?? 'utf-8'
    },
    get encodingFound() {
      return encoding
    },
    seekable: false,
    bytesRead: () => read,
    chunks: (offset) => without(chained(held.splice(0), failure === undefined ? decoded : failed(failure)), offset),
  }
}

async function identify(file: string): Promise<{ identity: Identity; gzip: boolean }> {
  try {
    const handle = await open(file)
    try {
      const stat = await handle.stat()
      if (stat.isDirectory()) throw folder(file)
      const head = Buffer.alloc(headBytes)
      const { bytesRead } = await handle.read(head, 0, headBytes, 0)
      refuseBinary(head.subarray(0, bytesRead), file)
      const headHash = createHash('sha256').update(head.subarray(0, bytesRead)).digest('base64url').slice(0, 22)
      return { identity: { size: stat.size, mtimeMs: Math.trunc(stat.mtimeMs), headHash }, gzip: isGzip(head) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw error instanceof Refusal ? error : unreadableFile(file, error)
  }
}

const stdinName = 'standard input'

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b

function unpacked(raw: AsyncIterable<Buffer>, chunkBytes: number): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  // The error reaches the reader through gunzip, which pipeline destroys with it.
  pipeline(raw, gunzip, () => {})
  return gunzip
}

async function* atMost(bytesMax: number, chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > bytesMax) throw bombFile(file, bytesMax)
    yield chunk
  }
}

/** The first chunks, taken off the stream; what there is of them where it breaks off. */
async function headOf(chunks: AsyncGenerator<Buffer, void, undefined>): Promise<{ held: Buffer[]; failure?: unknown }> {
  const held: Buffer[] = []
  let size = 0
  try {
    while (size < headBytes) {
      const next = await chunks.next()
      if (next.done === true) break
      held.push(next.value)
      size += next.value.length
    }
    return { held }
  } catch (failure) {
    return { held, failure }
  }
}

// biome-ignore lint/correctness/useYield: it stands for a stream that has nothing more to give.
async function* failed(failure: unknown): AsyncGenerator<Buffer, void, undefined> {
  throw failure
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
