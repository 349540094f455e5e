import { afterAll, beforeAll, expect, test } from 'vitest'
import { Collector, createClient } from '../index.ts'
import { type TestingServer, testingServer } from '../testing-server.ts'

let server: TestingServer
let url: string
beforeAll(async () => {
  server = await testingServer()
  url = await server.server.listen({ port: 0 })
})
afterAll(() => server.close())

test('in a server, without a page, one collector speaks of whoever a request is from', async () => {
  const collector = new Collector({ url, key: server.secret, batchMax: 10 })
  const people = Array.from({ length: 25 }, (_, i) => `user-${i}`)
  for (const user of people) {
    const teller = collector.for({ user })
    teller.productViewed({ id: 'p1', name: '이어폰', price: 59_000 })
    teller.orderCompleted({ id: `order of ${user}`, lines: [{ product: 'p1', quantity: 2, price: 55_000 }] })
  }
  expect(await collector.close()).toBe(0)
  const client = createClient({ url, key: server.secret })
  const { total, shoppers } = await client.shoppers({ sort: 'spent', count: 100 })
  expect(total).toBe(people.length)
  expect(new Set(shoppers.map(({ user }) => user))).toEqual(new Set(people))
  expect(shoppers.every(({ orders, spentMinor }) => orders === 1 && spentMinor === 110_000)).toBe(true)
})

test('closing says how much could not be told', async () => {
  const problems: string[] = []
  const collector = new Collector({
    url: 'http://127.0.0.1:9',
    key: 'k',
    onProblem: ({ code }) => problems.push(code),
  })
  collector.for({ user: 'kim' }).searched('이어폰')
  expect(await collector.close()).toBe(1)
  expect(problems).toEqual(['NETWORK'])
})
