import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { linesOf } from './lines.ts'
import { openSource } from './source.ts'
import { chunked, scratchFolder } from './testing-files.ts'

const file = scratchFolder()
/** '가방,지갑\n펭귄\n' in CP949. */
const cp949 = Buffer.from([0xb0, 0xa1, 0xb9, 0xe6, 0x2c, 0xc1, 0xf6, 0xb0, 0xa9, 0x0a, 0xc6, 0xeb, 0xb1, 0xcf, 0x0a])

async function textOf(path: string, from = 0, stdin?: Readable): Promise<string> {
  const source = await openSource(path, { stdin })
  const chunks = []
  for await (const chunk of source.chunks(from)) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function linesIn(text: string | Buffer, size = 7, ending: '\n' | '\r' = '\n') {
  const lines = []
  for await (const block of linesOf(chunked(text, size), { offset: 0, line: 1 }, ending)) lines.push(...block)
  return lines
}

describe('openSource', () => {
  test('CP949 is found by its bytes, also after a long stretch of ASCII', async () => {
    expect((await openSource(file('a.csv', cp949))).encoding).toBe('euc-kr')
    expect(await textOf(file('a.csv', cp949))).toBe('가방,지갑\n펭귄\n')
    const late = Buffer.concat([Buffer.from('a,b\n'.repeat(100_000)), cp949])
    expect((await textOf(file('late.csv', late))).endsWith('가방,지갑\n펭귄\n')).toBe(true)
  })

  test('UTF-16 with a byte order mark, as spreadsheets save it, becomes UTF-8', async () => {
    const path = file('sheet.txt', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('id\t가격\n', 'utf16le')]))
    expect((await openSource(path)).encoding).toBe('utf-16le')
    expect((await textOf(path)).replace('\ufeff', '')).toBe('id\t가격\n')
  })

  test('gzip is told by its bytes, not its name; an offset counts unpacked bytes', async () => {
    const path = file('packed.csv', gzipSync('0123456789'))
    expect(await textOf(path)).toBe('0123456789')
    expect(await textOf(path, 4)).toBe('456789')
    expect((await openSource(path)).seekable).toBe(false)
  })

  test('standard input may come packed, and is read once', async () => {
    expect(await textOf('-', 0, Readable.from([gzipSync('가나다')]))).toBe('가나다')
  })

  test('nothing there, a folder and an empty file are refused with the reason', async () => {
    await expect(openSource('/no/such/file.csv')).rejects.toMatchObject({ code: 'IMPORT_FORMAT' })
    await expect(openSource('/')).rejects.toThrow('it is a folder')
    await expect(openSource(file('empty.csv', ''))).rejects.toThrow('it is empty')
  })

  test('a file that was cut off while packed fails when it is read', async () => {
    const packed = gzipSync(Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251)))
    await expect(textOf(file('torn.gz', packed.subarray(0, packed.length - 20)))).rejects.toThrow()
  })
})

describe('linesOf', () => {
  test('offsets are those of the bytes, at any size of chunks', async () => {
    const text = '\ufeff가,1\r\n\nb,2\n끝'
    for (const size of [1, 2, 3, 5, 100]) {
      const lines = await linesIn(text, size)
      expect(lines.map(({ text }) => text)).toEqual(['가,1', '', 'b,2', '끝'])
      expect(lines.map(({ start, end, number }) => [start, end, number])).toEqual([
        [0, 10, 1],
        [10, 11, 2],
        [11, 15, 3],
        [15, 18, 4],
      ])
    }
  })

  test('CR alone ends lines where a file knows nothing else', async () => {
    expect((await linesIn('a\rb\rc', 2, '\r')).map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  })

  test('a line beyond 1 MB and one that is not UTF-8 are named, and reading goes on', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a\n'),
      Buffer.alloc(1_500_000, 120),
      Buffer.from('\n'),
      Buffer.from([0xff, 0x0a]),
      Buffer.from('z'),
    ])
    const lines = await linesIn(bytes, 65_536)
    expect(lines.map(({ broken }) => broken)).toEqual([undefined, 'length', 'encoding', undefined])
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(lines[1]).toMatchObject({ start: 2, end: 1_500_003 })
    expect(lines[3].text).toBe('z')
  })
})
