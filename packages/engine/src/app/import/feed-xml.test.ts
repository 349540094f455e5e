import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feedRows } from './feed-xml.ts'
import type { Row } from './item.ts'
import { allRows, chunked } from './testing-files.ts'

const rss = `<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>
<title>The shop</title><link>https://shop.example</link>
<item>
  <title>plain title</title><g:title><![CDATA[Cups & <b>saucers</b>]]></g:title>
  <g:id>1</g:id><g:price>15,000 KRW</g:price>
  <g:shipping><g:country>KR</g:country><g:price>3000 KRW</g:price></g:shipping>
  <g:product_type>Home &gt; Kitchen</g:product_type><g:product_type>Gifts</g:product_type>
  <link>https://shop.example/?a=1&b=2&copy;=3</link>
</item>
<item><g:id>2</g:id><g:title>Tea&nbsp;&eacute;</g:title></item>
</channel></rss>`

const fieldsIn = async (text: string, size: number) =>
  (await allRows(feedRows(chunked(text, size)))).map((row) => ('fields' in row ? row.fields : row.fault.code))

const expected = [
  {
    title: 'Cups & <b>saucers</b>',
    id: '1',
    price: '15,000 KRW',
    shipping_price: '3000 KRW',
    product_type: ['Home > Kitchen', 'Gifts'],
    link: 'https://shop.example/?a=1&b=2&copy;=3',
  },
  { id: '2', title: 'Tea&nbsp;&eacute;' },
]

test('g: wins over plain names, the price of shipping is told apart, repeated elements are lists, bare ampersands do no harm', async () => {
  expect(await fieldsIn(rss, 1_000)).toEqual(expected)
})

test('chunks may be cut anywhere', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
      expect(await fieldsIn(rss, size)).toEqual(expected)
    }),
    { seed: 3, numRuns: 60 },
  ))

test('Atom entries take the alternate link, and g:id wins over the id of the entry', async () => {
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><id>feed</id>
    <entry><id>tag:1</id><g:id>7</g:id><title>Mug</title>
    <link rel="self" href="https://x/self"/><link href="https://x/7"/></entry></feed>`
  expect(await fieldsIn(atom, 50)).toEqual([{ id: '7', title: 'Mug', link: 'https://x/7' }])
})

test('a broken item is one faulty row, and the next items are read', async () => {
  const text = `<rss><channel><item><id>1</id><title>a</b></title></item><item><id>2</id><title>ok</title></item></channel></rss>`
  expect(await fieldsIn(text, 20)).toEqual(['XML_INVALID', { id: '2', title: 'ok' }])
})

/** The rows of a feed that breaks off, and what it says then. */
async function brokenOff(text: string, size = 11) {
  const rows: Row[] = []
  const reading = (async () => {
    for await (const block of feedRows(chunked(text, size))) rows.push(...block)
  })()
  const reason = await reading.then(
    () => undefined,
    (error: Error) => error.message,
  )
  return { rows: rows.map((row) => ('fields' in row ? row.fields : row.fault.code)), reason }
}

const two = '<rss><channel><item><id>1</id></item>\n<item><id>2</id></item>'

test.each([
  ['between two items', two, 2],
  ['inside the end of the channel', `${two}</chan`, 2],
  ['inside the end of the root', `${two}</channel></rs`, 2],
  ['with elements that never end', `<rss>${'<a>'.repeat(100)}`, 0],
  ['after a stray end tag, which closes all elements for the parser', `${two}</b><item><id>3</id></item>`, 3],
])('a feed that is cut %s is told once its rows are read', async (_, text, items) => {
  for (const size of [1, 7, 1_000]) {
    const { rows, reason } = await brokenOff(text, size)
    expect(rows).toEqual(Array.from({ length: items }, (_, i) => ({ id: `${i + 1}` })))
    expect(reason).toBe(`it ends after item ${items}, before </rss>; export or fetch it again`)
  }
})

test('a feed that ends inside an item says so', async () => {
  const { rows, reason } = await brokenOff(`${two}<item><id>3</id><title>half`)
  expect(rows).toEqual([{ id: '1' }, { id: '2' }, 'XML_INVALID'])
  expect(reason).toContain('it ends after item 2')
})

test('a feed with mistakes whose root ends is whole', async () => {
  for (const end of ['</b></channel></rss>', '</rss>', '</channel></rss>\n<!-- made', '</channel></rss>junk'])
    expect((await brokenOff(`${two}${end}`)).reason).toBeUndefined()
})

test('an item with a character that cannot be decoded is rejected; one that holds U+FFFD itself is not', async () => {
  const item = (id: number, title: Buffer) =>
    Buffer.concat([Buffer.from(`<item><id>${id}</id><title>가`), title, Buffer.from('나</title></item>\n')])
  const text = Buffer.concat([
    Buffer.from('<rss><channel>\n'),
    item(1, Buffer.from('다')),
    item(2, Buffer.from([0xff])),
    item(3, Buffer.from('\ufffd😀')),
    item(4, Buffer.from([0xea, 0xb0])),
    Buffer.from('</channel></rss>'),
  ])
  for (const size of [1, 2, 3, 7, 1_000]) {
    const rows = await allRows(feedRows(chunked(text, size)))
    expect(rows.map((row) => ('fields' in row ? row.fields.title : row.fault.code))).toEqual([
      '가다나',
      'ENCODING_INVALID',
      '가\ufffd😀나',
      'ENCODING_INVALID',
    ])
    expect(rows[1]).toMatchObject({ line: 3, fault: { value: '2' } })
  }
})

test('ids in CDATA keep their ampersands; entities of the file are text, and an element may be called anything', async () => {
  const text = `<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><id><![CDATA[A&B]]></id><title>x &a; & y</title>
    <constructor>z</constructor></item></channel></rss>`
  for (const size of [1, 9, 1_000])
    expect(await fieldsIn(text, size)).toEqual([{ id: 'A&B', title: 'x &a; & y', constructor: 'z' }])
})

test('a CDATA that is never closed ends the reading before it takes the memory', async () => {
  const chunks = async function* () {
    yield Buffer.from('<rss><channel><item><id>1</id><title>ok</title></item><item><id>2</id><title><![CDATA[')
    for (let i = 0; i < 200; i++) yield Buffer.alloc(256 * 1024, 97)
  }
  const rows: unknown[] = []
  const reading = (async () => {
    for await (const block of feedRows(chunks())) rows.push(...block)
  })()
  await expect(reading).rejects.toThrow('some CDATA or comment is not closed')
  expect(rows).toHaveLength(1)
})

test('megabytes of junk inside an item cost that item, and no more than the time a test has', async () => {
  const item = (id: number, title: string) => `<item><id>${id}</id><title>${title}</title></item>`
  const junk = ['\0', '<', '&', ']]>'].map((sign) => sign.repeat(1_000_000)).join('')
  const feed = `<rss><channel>${item(1, 'ok')}${item(2, junk)}${item(3, 'ok')}</channel></rss>`
  const rows = await fieldsIn(feed, 256 * 1024)
  expect(rows.at(0)).toMatchObject({ id: '1' })
  expect(rows.at(1)).toBe('XML_INVALID')
})
