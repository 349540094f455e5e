import { expect, test } from 'vitest'
import { testingRim } from './testing-rim.ts'

test('warming up makes pages and searches of known shoppers and changes nothing: the answers after it are those before', async () => {
  const rim = await testingRim()
  await rim.server.warmUp() // nobody there yet
  const listed = { kind: 'product.listed', product: { id: 'p1', title: '봄날 운동화' } }
  const viewed = { kind: 'product.viewed', product: 'p1', user: 'kim' }
  await rim.call({ url: '/v1/events', body: { events: [listed, viewed] } })
  const before = await rim.call({ url: '/v1/home?user=kim' })
  expect(before.body.modules).not.toEqual([])
  let pages = 0
  const home = rim.shop.home.bind(rim.shop)
  rim.shop.home = (ask) => {
    pages += 1
    return home(ask)
  }
  const searched: string[] = []
  const search = rim.shop.finding.search.bind(rim.shop.finding)
  rim.shop.finding.search = (ask) => {
    searched.push(ask.query)
    return search(ask)
  }
  await rim.server.warmUp()
  expect(pages).toBe(1)
  expect(searched).toEqual(['봄날 운동화', ''])
  expect((await rim.call({ url: '/v1/home?user=kim' })).text).toBe(before.text)
  await rim.server.stop()
})
