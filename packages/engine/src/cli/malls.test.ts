import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mallsCommand } from './malls.ts'
import { run, runHere, scratch, writer } from './testing-command.ts'

const path = scratch()
const header = 'id,title,price,brand\n'

const written = (name: string, rows: string) => writer(path)(name, header + rows)

test('a mall is registered, its feed read, held when it lost most, paused, and erased with one command', async () => {
  const data = path('shop')
  const malls = (...args: string[]) => runHere(mallsCommand(), [...args, '--data', data])
  expect((await malls('add', 'ganada')).err).toContain('MALL_CONSENT')
  expect((await malls('add', '../Ganada', '--by', '김대표')).err).toContain('MALL_ID')
  const added = await malls('add', 'ganada', '--name', '가나다몰', '--by', '김대표', '--note', 'all offers')
  expect([added.code, added.out]).toEqual([
    0,
    expect.stringMatching(/^ganada {2}가나다몰 {2}0 offers {2}active {2}never read/),
  ])
  expect((await malls('add', 'ganada', '--many-sellers')).out).toContain(
    '가나다몰  0 offers  active  many sellers  never',
  )
  expect((await malls('add', 'ganada', '--name', '가나다몰')).out).toContain('active  many sellers  never')
  expect((await malls('add', 'ganada', '--no-many-sellers')).out).toContain('active  never read')
  const every = ['--feed', 'https://u:s3cret@ganada.example/feed.tsv?key=s3cret', '--every', '90']
  expect((await malls('add', 'ganada', ...every)).out).toContain('https://ganada.example/feed.tsv every 90 min')
  expect((await malls('add', 'ganada', '--name', '가나다몰')).out).toContain('/feed.tsv every 90 min')
  expect((await malls('add', 'ganada', '--no-feed')).out).not.toContain('feed.tsv')
  await malls('add', 'ganada', ...every)
  expect((await malls('add', 'ganada', '--feed', 'ftp://ganada.example')).err).toContain('FEED_ADDRESS')
  const many = Array.from({ length: 30 }, (_, i) => `${i},소리결 이어폰 SG-${100 + i},${1_000 + i},소리결`)
  const first = await malls('read', 'ganada', written('all.csv', `${many.join('\n')}\n31,,1,\n`))
  expect(first).toMatchObject({ code: 3, out: expect.stringContaining('applied: 31 rows') })
  expect(first.out).toContain('new 30, changed 0, repriced 0, withdrawn 0, unchanged 0, rejected 1')
  expect(JSON.parse(readFileSync(path('all.csv.rejected.jsonl'), 'utf8'))).toMatchObject({
    line: 32,
    code: 'FIELD_MISSING',
  })
  const few = written('few.csv', `${many.slice(0, 3).join('\n')}\n`)
  expect(await malls('read', 'ganada', few)).toMatchObject({ code: 1, err: expect.stringContaining('FEED_SHRANK') })
  expect(await malls('read', 'ganada', few, '--force')).toMatchObject({
    code: 0,
    out: expect.stringContaining('withdrawn 27'),
  })
  expect((await malls('pause', 'ganada')).out).toContain('paused')
  expect((await malls('read', 'ganada', few)).err).toContain('MALL_PAUSED')
  expect((await malls('list')).out).toContain('every 90 min  last read')
  expect(await malls('erase', 'ganada')).toMatchObject({ code: 0, out: 'ganada is gone, with 3 offers.\n' })
  expect((await run(['malls', 'list', '--data', data])).out).toContain('There is no mall yet') // as people run it
  expect((await malls('erase', 'ganada')).err).toContain('MALL_UNKNOWN')
}, 90_000)
