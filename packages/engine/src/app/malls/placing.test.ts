import { expect, test } from 'vitest'
import type { Offer } from '../../domain/offer.ts'
import type { EventLog } from '../../ports/event-log.ts'
import { Views } from '../../state/views.ts'
import { MatchingHere, type MatchingMaker } from './matching.ts'
import { MatchingApart } from './matching-apart.ts'
import { Placing } from './placing.ts'

const offer: Offer = { mall: 'a', key: '1', title: '생수 2L', categoryPath: [], attributes: {}, inStock: true }
const log = {} as EventLog // of a shop without offers: nothing is read back

function placingWith(...makers: readonly MatchingMaker[]) {
  const made: MatchingMaker[] = []
  const next: MatchingMaker = (start, onEnd) => {
    const maker = makers[Math.min(made.length, makers.length - 1)]!
    made.push(maker)
    return maker(start, onEnd)
  }
  return { placing: new Placing({ log, market: new Views().market, matching: next }), made }
}

const here: MatchingMaker = (start) => new MatchingHere(start)

test('a matcher whose thread failed is made anew for the next who needs it', async () => {
  const broken: MatchingMaker = (_, onEnd) => new MatchingApart({ model: { schema: 'broken' } }, onEnd)
  const { placing, made } = placingWith(broken, here)
  await expect(placing.place([offer])).rejects.toMatchObject({ code: 'MATCHING_STOPPED' })
  expect(await placing.place([offer])).toMatchObject([{ by: { how: 'alone' } }])
  expect(made).toHaveLength(2)
  await placing.close()
})

test('it is made when it is first needed, once for all who need it, and again after a reset', async () => {
  const { placing, made } = placingWith(here)
  expect(await placing.withdraw([offer])).toEqual([])
  expect(made).toHaveLength(0)
  await Promise.all([placing.reviews(1), placing.place([offer]), placing.place([{ ...offer, key: '2' }])])
  expect(made).toHaveLength(1)
  placing.reset()
  await placing.place([offer])
  expect(made).toHaveLength(2)
  await placing.close()
})
