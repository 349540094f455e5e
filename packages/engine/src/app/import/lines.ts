import { isUtf8 } from 'node:buffer'

/** One line of text without its ending, and where it stood. */
export type Line = {
  readonly text: string
  /** From 1. */
  readonly number: number
  readonly start: number
  /** First byte after the line's ending. */
  readonly end: number
  /** Set when the line cannot be used: it is not UTF-8, or longer than a line may be. */
  readonly broken?: 'encoding' | 'length'
  /** Set when the file ends before the line's ending. */
  readonly isOpen?: true
}

const lineBytesMax = 1024 * 1024
const byteOrderMark = 0xfeff

/**
 * Splits UTF-8 chunks into lines (LF, CRLF; CR where a file knows nothing else), a block of lines per chunk. Each
 * line is decoded on its own, so that a kept value pins its line and not a whole chunk. Memory: one chunk and one
 * line; a line above 1 MB is passed over and reported. O(bytes).
 */
export async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  from: { readonly offset: number; readonly line: number },
  ending: '\n' | '\r' = '\n',
): AsyncGenerator<readonly Line[], void, undefined> {
  const mark = ending.charCodeAt(0)
  let rest: Buffer = Buffer.alloc(0)
  let offset = from.offset // of the first byte of `rest`
  let number = from.line
  let passing = 0 // bytes of an overlong line already dropped
  const lineOf = (bytes: Buffer, start: number, stop: number, next: number): Line => {
    const at = offset + start
    // The length decides, not where chunks end: a second run must reject the same lines.
    if (passing > 0 || stop - start > lineBytesMax) {
      const dropped = passing
      passing = 0
      return { text: '', number: number++, start: at - dropped, end: offset + next, broken: 'length' }
    }
    const cut = ending === '\n' && stop > start && bytes[stop - 1] === 13 ? stop - 1 : stop
    const text = bytes.toString('utf8', start, cut)
    const broken = text.includes('\ufffd') && !isUtf8(bytes.subarray(start, cut)) ? 'encoding' : undefined
    const marked = number === 1 && text.charCodeAt(0) === byteOrderMark
    return { text: marked ? text.slice(1) : text, number: number++, start: at, end: offset + next, broken }
  }
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const lines: Line[] = []
    let start = 0
    let stop = bytes.indexOf(mark, rest.length)
    while (stop >= 0) {
      lines.push(lineOf(bytes, start, stop, stop + 1))
      start = stop + 1
      stop = bytes.indexOf(mark, start)
    }
    rest = bytes.subarray(start)
    offset += start
    if (rest.length > lineBytesMax || passing > 0) {
      passing += rest.length
      offset += rest.length
      rest = Buffer.alloc(0)
    }
    if (lines.length > 0) yield lines
  }
  if (rest.length > 0 || passing > 0) yield [{ ...lineOf(rest, 0, rest.length, rest.length), isOpen: true }]
}

/** Classic Mac files end lines with CR alone. */
export function endingOf(head: string): '\n' | '\r' {
  return !head.includes('\n') && head.includes('\r') ? '\r' : '\n'
}
