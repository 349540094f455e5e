import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

const chunkBytes = 256 * 1024

/**
 * What comes, unpacked if it is gzip. Told by its first two bytes, not by what the server says: many send packed files as if the
 * packing were their own, or plain ones as if they were packed. Throws what zlib says when it breaks off or is damaged.
 */
export async function* unpacked(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const rest = chunks[Symbol.asyncIterator]()
  try {
    let head: Buffer = Buffer.alloc(0)
    while (head.length < 2) {
      const next = await rest.next()
      if (next.done === true) break
      head = Buffer.concat([head, next.value])
    }
    const all = chained(head, rest)
    yield* head[0] === 0x1f && head[1] === 0x8b ? gunzipped(all) : all
  } finally {
    rest.return?.().catch(() => {}) // not waited for: it may hang on a server that says nothing more
  }
}

async function* chained(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  if (head.length > 0) yield head
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
}

function gunzipped(packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  // The error reaches the reader through gunzip, which pipeline destroys with it.
  pipeline(packed, gunzip, () => {})
  return gunzip
}
