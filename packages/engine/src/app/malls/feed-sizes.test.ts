import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openFeeds, read, withScratch } from './testing-feeds.ts'

withScratch()
const mega = 1024 ** 2
const giga = 1024 ** 3
const row = `1,${'소리결 이어폰 '.repeat(500)},1000\n`
const piece = Buffer.from(row.repeat(Math.ceil((64 * 1024) / Buffer.byteLength(row))))

test('a feed of more than a gigabyte is refused at the limit: what lies behind it is never asked for, and nothing is kept', async () => {
  const { start, dir } = await openFeeds()
  const runs = await start({ bytesMax: 8 * mega })
  let given = 0
  const endless = async function* () {
    yield Buffer.from('id,title,price\n')
    for (; given < giga; given += piece.length) yield piece
  }
  const ask = { mall: 'ganada', name: 'feed.csv' }
  const body = Readable.from(endless(), { objectMode: false })
  await expect(runs.send(ask, body)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE', details: { bytesMax: 8 * mega } })
  expect(given).toBeGreaterThan(7 * mega)
  expect(given).toBeLessThan(10 * mega)
  given = 0
  const told = Readable.from(endless(), { objectMode: false })
  await expect(runs.send(ask, told, giga)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
  expect([given, readdirSync(dir), runs.list('ganada')]).toEqual([0, [], []])
  await runs.close()
})

test('a packed feed that unpacks to more than a gigabyte is read up to the limit, and nothing of it is applied', async () => {
  const { start, dir, keys } = await openFeeds()
  const runs = await start({ bytesMax: 8 * mega })
  const packed = gzipSync(piece)
  const pieces = Array.from({ length: Math.ceil(giga / piece.length) }, () => packed) // one packed file behind the other is one too
  const bomb = Buffer.concat([gzipSync('id,title,price\n'), ...pieces])
  expect(bomb.length).toBeLessThan(8 * mega)
  const run = await read(runs, bomb, 'feed.csv.gz')
  expect(run).toMatchObject({ state: 'failed', listed: 0, problem: { code: 'IMPORT_FILE' } })
  expect(run.problem?.details).toEqual({
    file: 'feed.csv.gz',
    reason: `it unpacks to more than ${8 * mega} bytes; send a smaller one, or have more allowed`,
  })
  expect(run.rows).toBeLessThan(2_000)
  expect([keys(), readdirSync(dir)]).toEqual([0, []])
  await runs.close()
})
