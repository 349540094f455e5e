import { afterEach, expect, test } from 'vitest'
import { type TestingRim, testingRim } from '../http/testing-rim.ts'
import { currencyOfServer } from './currency-of.ts'

let rim: TestingRim | undefined
afterEach(() => rim?.server.stop())

test("the running shop's currency is that of amounts without one; who may not ask, or reaches nobody, learns none", async () => {
  rim = await testingRim({ currency: { code: 'JPY', digits: 0 } })
  const url = await rim.server.listen({ port: 0 })
  expect(await currencyOfServer({ url: `${url}/`, key: rim.secret })).toBe('JPY')
  expect(await currencyOfServer({ url, key: 'nobody' })).toBeUndefined()
  await rim.server.stop()
  expect(await currencyOfServer({ url, key: rim.secret })).toBeUndefined()
})
