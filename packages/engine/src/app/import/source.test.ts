import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { encodingNamed, toUtf8 } from './encoding.ts'
import { unreadableFile } from './file-refusals.ts'
import { linesOf } from './lines.ts'
import { openSource } from './source.ts'
import { chunked, scratchFolder } from './testing-files.ts'

const file = scratchFolder()
/** '가방,지갑\n펭귄\n' in CP949: all of it in EUC-KR as well. */
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
    expect((await openSource(file('a.csv', cp949))).encoding).toBe('cp949')
    expect(await textOf(file('a.csv', cp949))).toBe('가방,지갑\n펭귄\n')
    const late = Buffer.concat([Buffer.from('a,b\n'.repeat(100_000)), cp949])
    expect((await textOf(file('late.csv', late))).endsWith('가방,지갑\n펭귄\n')).toBe(true)
  })

  test('the syllables that EUC-KR lacks are read, wherever a chunk ends', async () => {
    const text = '똠방각하,쀍\r\n펲시,뷁,햏자,쫒,€\n'
    const bytes = iconv.encode(text, 'cp949')
    for (let size = 1; size <= bytes.length; size++) {
      const chunks = []
      for await (const chunk of toUtf8(chunked(bytes, size), 'cp949', () => {})) chunks.push(chunk)
      expect(Buffer.concat(chunks).toString()).toBe(text)
    }
    expect((await openSource(file('rare.csv', bytes))).encoding).toBe('cp949')
  })

  test('every Hangul syllable comes back, the common and the rare', () => {
    const hangul = Array.from({ length: 11_172 }, (_, i) => String.fromCharCode(0xac00 + i)).join('')
    expect(iconv.decode(iconv.encode(hangul, 'cp949'), 'cp949')).toBe(hangul)
    expect(iconv.encode('똠쀍펲뷁햏', 'cp949').toString('hex')).toBe('8c6397cdbc8494eec164')
  })

  test('the encoding is found alike wherever chunks end, even inside the only Korean letter', async () => {
    for (const text of ['a,b\n1,가방\n2,x\n', `${'a,b\n'.repeat(50)}뷁`])
      for (const encoding of ['utf-8', 'cp949', 'utf-16le', 'utf-16be']) {
        const bytes = iconv.encode(text, encoding)
        for (let size = 1; size < 30; size++) {
          const chunks = []
          let found: string | undefined
          for await (const chunk of toUtf8(chunked(bytes, size), undefined, (verdict) => {
            expect(found).toBeUndefined()
            found = verdict
          }))
            chunks.push(chunk)
          expect([found, Buffer.concat(chunks).toString()]).toEqual([encoding, text])
        }
      }
  })

  test('a broken byte among many good ones does not change what a file is taken for', async () => {
    const korean = '여성 봄 니트 원피스,15900\n'.repeat(50)
    const broken = Buffer.from([0x31, 0xff, 0x0a])
    const named = async (name: string, bytes: Buffer) =>
      (await openSource(file(name, Buffer.concat([bytes.subarray(0, 300), broken, bytes.subarray(300)])))).encoding
    expect(await named('broken-cp949.csv', iconv.encode(korean, 'cp949'))).toBe('cp949')
    expect(await named('broken-utf8.csv', Buffer.from(korean))).toBe('utf-8')
  })

  test('encodings go by the names that people give them', () => {
    const names = ['CP949', 'euc-kr', 'ms949', 'Windows-949', 'ks_c_5601-1987']
    expect(names.map(encodingNamed)).toEqual(names.map(() => 'cp949'))
    expect([encodingNamed('UTF8'), encodingNamed('utf-16'), encodingNamed('latin1')]).toEqual([
      'utf-8',
      'utf-16le',
      undefined,
    ])
  })

  test('UTF-16 without a byte order mark is told by its zeros', async () => {
    const little = Buffer.from('id\t가격\n', 'utf16le')
    expect((await openSource(file('le.txt', little))).encoding).toBe('utf-16le')
    const big = Buffer.from(little).swap16()
    expect((await openSource(file('be.txt', big))).encoding).toBe('utf-16be')
    expect(await textOf(file('be.txt', big))).toBe('id\t가격\n')
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

  test('nothing there, a folder, an empty file and one without the right are refused with reason and remedy', async () => {
    await expect(openSource('/no/such/file.csv')).rejects.toMatchObject({ code: 'IMPORT_FILE' })
    await expect(openSource('/no/such/file.csv')).rejects.toThrow(/there is no such file.*check the path/)
    await expect(openSource('/')).rejects.toThrow('it is a folder; name one file in it')
    await expect(openSource(join(file('plain.csv', 'x'), 'a.csv'))).rejects.toThrow('a part of its path is a file')
    await expect(openSource(file('empty.csv', ''))).rejects.toThrow('it is empty')
    await expect(openSource(file('empty.gz', gzipSync('')))).rejects.toThrow('it is empty')
    await expect(openSource('-', { stdin: Readable.from([]) })).rejects.toThrow('standard input: it is empty')
  })

  test('a file without the right to read it says how to get it', () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' })
    expect(unreadableFile('a.csv', denied).message).toBe(
      'Cannot read a.csv: this user may not read it; change its rights (chmod +r) or run as its owner.',
    )
  })

  test('a packed file that is damaged or breaks off before its first byte says so', async () => {
    const packed = gzipSync('id,title\n')
    await expect(openSource(file('head.gz', packed.subarray(0, 8)))).rejects.toThrow('it is packed and breaks off')
    const damaged = Buffer.concat([packed.subarray(0, 10), Buffer.from([0xff, 0xff, 0xff])])
    await expect(openSource(file('damaged.gz', damaged))).rejects.toThrow('it is packed and damaged')
    const stdin = () => Readable.from([packed.subarray(0, 8)])
    await expect(openSource('-', { stdin: stdin() })).rejects.toThrow('it is packed and breaks off')
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
