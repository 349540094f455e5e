import { describe, expect, test } from 'vitest'
import type { Offer } from '../../domain/offer.ts'
import { Refusal } from '../../domain/refusal.ts'
import { epochMs } from '../../domain/units.ts'
import type { OfferEvent } from '../../events/offer.ts'
import { productIdOf } from '../../state/offers.ts'
import { Views } from '../../state/views.ts'
import type { Fault } from '../import/item.ts'
import { scratchFolder } from '../import/testing-files.ts'
import { openFeed } from './open-feed.ts'
import { type Placed, type ReadingAsk, readFeed } from './reading.ts'

const file = scratchFolder()
const start = 1_700_000_000_000

/** A shop of views alone, in which every offer is a product of its own: what is tested is the reading. */
class Bench {
  readonly views = new Views()
  readonly events: OfferEvent[] = []
  readonly rejects: (readonly [line: number, code: Fault['code']])[] = []
  readonly placed: string[] = []
  readonly gone: string[] = []
  /** What the matcher was waited for, and what was done with it. */
  readonly steps: ('ready' | 'withdraw')[] = []
  /** Thrown by the next that is placed. */
  placeFails: Error | undefined
  #now = start

  async read(
    name: string,
    content: string | Buffer,
    more: Partial<ReadingAsk> & { readonly chunkBytes?: number } = {},
  ) {
    const { chunkBytes, ...ask } = more
    this.#now += 1_000
    const now = epochMs(this.#now)
    const feed = await openFeed({ mall: 'a', file: file(name, content), now, currency: 'KRW', chunkBytes })
    const before = this.events.length
    const run = await readFeed(
      { feed, mall: 'a', source: name, ...ask },
      {
        market: this.views.market,
        placer: {
          ready: async () => void this.steps.push('ready'),
          place: async (offers) => offers.map((offer) => this.#place(offer)),
          withdraw: async (refs) => {
            this.steps.push('withdraw')
            this.gone.push(...refs.map(({ key }) => key))
            return []
          },
        },
        append: async (events) => this.#append(events),
        alone: (work) => work(),
        now: () => now,
        reject: (line, fault) => this.rejects.push([line, fault.code]),
        warn: () => {},
      },
    )
    const kinds: Record<string, number> = {}
    for (const { kind } of this.events.slice(before)) kinds[kind] = (kinds[kind] ?? 0) + 1
    return { run, kinds }
  }

  keys(): string[] {
    const { offers } = this.views.market
    return [...offers.allOf('a')].filter((row) => offers.isThere(row)).map((row) => offers.refOf(row).key)
  }

  #place(offer: Offer): Placed {
    if (this.placeFails) throw this.placeFails
    this.placed.push(offer.key)
    const known = this.views.market.offers.find(offer)
    const product = known >= 0 ? this.views.market.offers.productOf(known) : 1_000 + this.placed.length
    return { product: productIdOf(product), values: [], by: { how: 'alone', chance: 1 }, moved: [] }
  }

  #append(events: readonly OfferEvent[]): void {
    const ids = new Set(this.events.map(({ id }) => id))
    for (const event of events) {
      expect(ids.has(event.id)).toBe(false) // a fact is said once
      ids.add(event.id)
      this.events.push(event)
      this.views.fold(event)
    }
  }
}

const full = (...rows: readonly (readonly [id: string, title: string, price: number | string])[]) =>
  `id,title,price\n${rows.map((row) => row.join(',')).join('\n')}\n`
const many = (count: number, price = 1_000) =>
  Array.from({ length: count }, (_, i) => [`${i}`, `상품 ${i}`, price] as const)

describe('reading a feed', () => {
  test('says only what is new: the same feed again says nothing, a new price is no new listing', async () => {
    const bench = new Bench()
    const first = await bench.read('one.csv', full(['1', '양말', 1_000], ['2', '장갑', 2_000], ['3', '모자', 3_000]))
    expect(first.kinds).toEqual({ 'offer.listed': 3, 'feed.read': 1 })
    expect(first.run).toMatchObject({ end: 'applied', scope: 'full', rows: 3, listed: 3, rejected: 0 })
    const again = await bench.read('two.csv', full(['1', '양말', 1_000], ['2', '장갑', 2_000], ['3', '모자', 3_000]))
    expect([again.kinds, again.run.end]).toEqual([{ 'feed.read': 1 }, 'unchanged'])
    const moved = await bench.read(
      'three.csv',
      full(['1', '양말', 900], ['2', '벙어리장갑', 2_000], ['4', '목도리', 4_000]),
    )
    expect(moved.kinds).toEqual({ 'offer.repriced': 1, 'offer.listed': 2, 'offer.withdrawn': 1, 'feed.read': 1 })
    expect(moved.run).toMatchObject({ listed: 1, changed: 1, repriced: 1, withdrawn: 1, unchanged: 0 })
    expect([bench.keys(), bench.placed, bench.gone]).toEqual([['1', '2', '4'], ['1', '2', '3', '2', '4'], ['3']])
  })

  test('from A to B and back to A is said three times', async () => {
    const bench = new Bench()
    for (const price of [1_000, 900, 1_000]) await bench.read(`p${price}.csv`, full(['1', '양말', price]))
    expect(bench.events.map(({ kind }) => kind).filter((kind) => kind !== 'feed.read')).toEqual([
      'offer.listed',
      'offer.repriced',
      'offer.repriced',
    ])
  })

  test('waits for the matcher before it withdraws, so that nobody waits for both, and not for prices', async () => {
    const bench = new Bench()
    await bench.read('all.csv', full(...many(20)))
    bench.steps.length = 0
    await bench.read('fewer.csv', full(...many(19)))
    expect(bench.steps).toEqual(['ready', 'withdraw'])
    await bench.read('changes.csv', 'id,title,price,class\n1,,,D\n')
    expect(bench.steps.slice(2)).toEqual(['ready', 'withdraw'])
    await bench.read('prices.csv', full(...many(19, 2_000).filter(([id]) => id !== '1')))
    expect(bench.steps).toHaveLength(4)
  })

  test('a feed of changes withdraws what it says is gone, and nothing else', async () => {
    const bench = new Bench()
    await bench.read('all.csv', full(['1', '양말', 1_000], ['2', '장갑', 2_000]))
    const { run } = await bench.read('changes.csv', 'id,title,price,class\n1,,,D\n3,모자,3000,I\n')
    expect(run).toMatchObject({ end: 'applied', scope: 'changes', withdrawn: 1, listed: 1 })
    expect(bench.keys()).toEqual(['2', '3'])
  })

  test('a bad row is told once with its line, and the rest applied; an offer whose row is bad is not taken for gone', async () => {
    const bench = new Bench()
    await bench.read('good.csv', full(['1', '양말', 1_000], ['2', '장갑', 2_000]))
    const { run } = await bench.read('bad.csv', full(['1', '양말', '-'], ['2', '장갑', 1_900]))
    expect(bench.rejects).toEqual([[2, 'PRICE_INVALID']])
    expect(run).toMatchObject({ rejected: 1, repriced: 1, withdrawn: 0 })
    expect(bench.keys()).toEqual(['1', '2'])
  })

  /** So many lines, of which one has a byte that is no UTF-8 in the place of '#'. */
  const torn = (text: string) => Buffer.from(text.replace('#', '\u00ff'), 'latin1')

  test.each([
    ['a letter that cannot be decoded, as csv', torn('id,title,price\n1,so#ks,900\n3,cap,3000\n'), 'csv'],
    ['a letter that cannot be decoded, as tsv', torn('id\ttitle\tprice\n1\tso#ks\t900\n3\tcap\t3000\n'), 'tsv'],
    ['one cell too many', 'id,title,price\n1,양말, 장갑,900\n3,모자,3000\n', 'csv'],
    [
      'a letter that cannot be decoded, as JSON',
      torn('{"id":"1","title":"so#ks","price":900}\n{"id":"3","title":"cap","price":3000}\n'),
      'jsonl',
    ],
    [
      'a cut line, as JSON',
      '{"id": "1", "price": 9.5e1, "title": "양\n{"id":"3","title":"모자","price":3000}\n',
      'jsonl',
    ],
    [
      'a letter that cannot be decoded, as XML',
      torn('<rss><item><id>1</id><title>so#ks</title></item><item><id>3</id><title>cap</title></item></rss>'),
      'xml',
    ],
    [
      'a tag that is not closed',
      '<rss><item><id>1</id><title>양말</item><item><id>3</id><title>모자</title></item></rss>',
      'xml',
    ],
  ])('an offer stays as it was where its row has %s; what the feed lacks is gone', async (_, feed, ending) => {
    const bench = new Bench()
    await bench.read('good.csv', full(['1', '양말', 1_000], ['2', '장갑', 2_000], ['3', '모자', 3_000]))
    const { run } = await bench.read(`bad.${ending}`, feed)
    expect(run).toMatchObject({ end: 'applied', rejected: 1, withdrawn: 1 })
    expect([bench.keys(), bench.gone]).toEqual([['1', '3'], ['2']])
    const { offers } = bench.views.market
    expect(offers.totalOf(offers.find({ mall: 'a', key: '1' }))).toBe(1_000)
  })

  test.each([
    ['whose id cannot be decoded', torn('id,title,price\n#1,socks,900\n3,cap,2900\n'), 'csv'],
    ['without an id', 'id,title,price\n,양말,900\n3,모자,2900\n', 'csv'],
    ['with its cells in other places', 'id,title,price\n양말,1,900,900\n장갑,2\n3,모자,2900\n', 'csv'],
    [
      'that are two',
      '{"id":"1","title":"양말{"id":"2","title":"장갑"}\n{"id":"3","title":"모자","price":2900}\n',
      'jsonl',
    ],
    [
      'that hold another one',
      '<rss><item><id>1</id><title>양말<item><id>2</id></item></item><item><id>3</id><title>모자</title></item></rss>',
      'xml',
    ],
  ])(
    'rows %s may be any offer: all that the feed lacks stays, all else is applied, and a person may say more',
    async (_, feed, ending) => {
      const bench = new Bench()
      await bench.read('good.csv', full(['1', '양말', 1_000], ['2', '장갑', 2_000], ['3', '모자', 3_000]))
      const { run } = await bench.read(`bad.${ending}`, feed)
      expect(run).toMatchObject({ end: 'held', withdrawn: 2, unchanged: 0, problem: { code: 'FEED_ROWS_LOST' } })
      expect(run.repriced + run.changed).toBe(1)
      expect(run.problem?.details).toMatchObject({ missing: 2, mall: 'a' })
      expect([bench.keys(), bench.gone]).toEqual([['1', '2', '3'], []])
      const again = await bench.read(`bad.${ending}`, feed)
      expect([again.run, again.kinds]).toMatchObject([{ end: 'held', unchanged: 1, withdrawn: 2 }, { 'feed.read': 1 }])
      const forced = await bench.read(`bad.${ending}`, feed, { isForced: true })
      expect([forced.run.end, bench.keys()]).toEqual(['applied', ['3']])
    },
  )

  test('what a block says of an offer of the block before it counts, though blocks are placed ahead', async () => {
    const bench = new Bench()
    const rows = ['1,양말,1000,I', '2,장갑,1000,I', '2,,,D', '1,양말,900,I', '3,모자,1000,I', '3,털모자,800,I']
    await bench.read('ahead.csv', `id,title,price,class\n${rows.join('\n')}\n`, { chunkBytes: 24 })
    const { offers } = bench.views.market
    const totals = ['1', '3'].map((key) => offers.totalOf(offers.find({ mall: 'a', key })))
    expect([bench.keys(), bench.gone, totals]).toEqual([['1', '3'], ['2'], [900, 800]])
    const kinds = bench.events.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'offer.listed')).toHaveLength(4)
    expect(kinds.filter((kind) => kind === 'offer.repriced')).toHaveLength(1)
  })

  test('the later of two rows of one id is what counts', async () => {
    const bench = new Bench()
    await bench.read('twice.csv', full(['1', '양말', 1_000], ['1', '양말', 900]))
    const { offers } = bench.views.market
    expect(offers.totalOf(offers.find({ mall: 'a', key: '1' }))).toBe(900)
  })
})

describe('never half applied', () => {
  test('a feed that breaks off changes nothing', async () => {
    const bench = new Bench()
    await bench.read('good.csv', full(['1', '양말', 1_000], ['2', '장갑', 2_000]))
    const xml = '<rss><channel><item><id>9</id><title>새것</title></item><item><id>1'
    const { run, kinds } = await bench.read('cut.xml', xml)
    expect(run).toMatchObject({ end: 'failed', problem: { code: 'FEED_BROKEN' } })
    expect([kinds, bench.keys()]).toEqual([{ 'feed.read': 1 }, ['1', '2']])
  })

  test.each([
    ['csv', 'id,title,price\n1,양말,900\n2,장'],
    ['tsv', 'id\ttitle\tprice\n1\t양말\t900\n2\t장'],
    ['jsonl', '{"id":"1","title":"양말","price":900}\n{"id":"2","tit'],
  ])('one that ends in the middle of a line waits for a person too, as %s', async (ending, text) => {
    const bench = new Bench()
    await bench.read('good.csv', full(['1', '양말', 1_000], ['2', '장갑', 2_000], ['3', '모자', 3_000]))
    const cut = await bench.read(`cut.${ending}`, text)
    expect(cut.run).toMatchObject({ end: 'held', problem: { code: 'FEED_CUT', details: { mall: 'a' } } })
    expect(cut.run.problem?.details?.line).toBe(ending === 'jsonl' ? 2 : 3)
    expect(cut.kinds).toEqual({ 'feed.read': 1 })
  })

  test('one whose last line is whole but for its end is taken, and so is one that always leaves empty cells away', async () => {
    const bench = new Bench()
    const whole = await bench.read('whole.csv', 'id,title,price\n1,양말,900\n2,장갑,800')
    const short = await bench.read('short.tsv', 'id\ttitle\tprice\n1\t양말\t900\n2\t장갑\n3\t모자')
    expect([whole.run.end, short.run.end]).toEqual(['applied', 'applied'])
    const json = await bench.read('whole.jsonl', '{"id":"1","title":"양말","price":900}')
    expect(json.run.end).toBe('applied')
  })

  test('one that lost most of its offers waits for a person, who may apply it', async () => {
    const bench = new Bench()
    await bench.read('all.csv', full(...many(40)))
    const { run } = await bench.read('few.csv', full(...many(10)))
    expect(run).toMatchObject({ end: 'held', withdrawn: 30, problem: { code: 'FEED_SHRANK' } })
    expect(bench.keys()).toHaveLength(40)
    const forced = await bench.read('few.csv', full(...many(10)), { isForced: true })
    expect(forced.run).toMatchObject({ end: 'applied', withdrawn: 30 })
    expect(bench.keys()).toHaveLength(10)
  })

  test('one of which most rows cannot be read waits too', async () => {
    const bench = new Bench()
    const { run } = await bench.read(
      'junk.csv',
      full(...many(30).map(([id, title], i) => [id, title, i < 20 ? '-' : 1] as const)),
    )
    expect(run).toMatchObject({ end: 'held', problem: { code: 'FEED_REJECTED' } })
    expect(bench.keys()).toEqual([])
  })

  test('one at which the matcher dies or the log takes nothing has not ended: nothing is noted, and the next reading does it', async () => {
    const bench = new Bench()
    for (const failure of [new Refusal('MATCHING_STOPPED', { reason: 'x' }), new Refusal('LOG_UNAVAILABLE', {})]) {
      bench.placeFails = failure
      await expect(bench.read('all.csv', full(...many(3)))).rejects.toBe(failure)
    }
    expect(bench.events).toEqual([])
    bench.placeFails = undefined
    expect((await bench.read('all.csv', full(...many(3)))).run).toMatchObject({ end: 'applied', listed: 3 })
  })

  test('cancelled while it is compared nothing happens; what was applied before stays and the next reading does the rest', async () => {
    const bench = new Bench()
    const early = new AbortController()
    const onProgress = () => early.abort()
    const { run } = await bench.read('all.csv', full(...many(40)), { signal: early.signal, onProgress })
    expect([run.end, run.rows, run.listed, bench.keys()]).toEqual(['cancelled', 40, 0, []])
    const late = new AbortController()
    const stop = (step: string) => step === 'applying' && late.abort()
    const cancelled = await bench.read('all.csv', full(...many(20_000)), { signal: late.signal, onProgress: stop })
    const part = bench.keys().length
    expect(part).toBeGreaterThan(0)
    expect(cancelled.run).toMatchObject({ end: 'cancelled', rows: 20_000, listed: part })
    const rest = await bench.read('all.csv', full(...many(20_000)))
    expect(rest.run).toMatchObject({ end: part === 20_000 ? 'unchanged' : 'applied', listed: 20_000 - part })
    expect(bench.keys()).toHaveLength(20_000)
  })
})
