import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openTestingShopper } from '../http/shopper/testing-subscriber.ts'
import { run, start } from './testing-command.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('alerts of a person come on lines, or as JSON; what the server refuses ends it with what to do', async () => {
  const shop = await openTestingShopper({ options: { streamBeatMs: 50 } })
  closing.push(shop.close)
  await shop.list('cup', 10_000)
  const wanted = { what: 'products', products: ['cup'] }
  const conditions = [{ when: 'drop', since: 'alert', byMinor: 100 }]
  await shop.call('POST', '/v1/subscriptions', { user: 'kim', wanted, conditions })
  const url = await shop.server.listen({ port: 0 })
  const ask = ['--url', url, '--key', shop.secret]
  const lines = start(['watch', '--user', 'kim', ...ask])
  const json = start(['watch', '--user', 'kim', '--json', ...ask])
  closing.unshift(() => [lines, json].map(({ child }) => child.kill('SIGKILL')))
  let price = 10_000
  const isTold = () => /cup/.test(lines.out) && /cup/.test(json.out)
  while (!isTold()) {
    price -= 200 // what was told before they listened is not told again
    await shop.reprice('cup', price)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  expect(lines.out).toMatch(/^\d{4}-\S+Z {2}\d+ KRW \(was \d+ KRW\) {2}cup {2}cup {2}\[\S+\]\n/)
  expect(JSON.parse(json.out.split('\n')[0]!)).toMatchObject({ product: 'cup', title: 'cup' })
  lines.child.kill('SIGINT')
  expect(await lines.ended).toBe(0)
  await shop.call('POST', '/v1/forget', { user: 'kim' })
  expect(await json.ended).toBe(1)
  expect(json.err).toContain('they were forgotten: look at --user or --anonymous')
  const wrongKey = await run(['watch', '--user', 'kim', '--url', url, '--key', 'nk_sec_wrong'])
  expect(wrongKey).toMatchObject({ code: 1, err: expect.stringContaining('ALERTS_SERVER') })
  expect(await run(['watch', ...ask])).toMatchObject({ code: 2, err: expect.stringContaining('--user or --anonymous') })
}, 90_000)

test('a server that is not there yet is waited for, and several persons are told apart, one of them a stranger', async () => {
  const taken = await serve(() => {})
  await closing.shift()!()
  const shop = await openTestingShopper({ options: { streamBeatMs: 50 } })
  closing.push(shop.close)
  await shop.list('cup', 10_000)
  const lines = start(['watch', '--user', 'kim', '--anonymous', 'phone', '--url', taken, '--key', shop.secret])
  closing.unshift(() => lines.child.kill('SIGKILL'))
  await lines.says(/kim: http:\S+: connect ECONNREFUSED .*; trying again in 0\.5 s/)
  await shop.server.listen({ port: Number(new URL(taken).port) })
  const wanted = { what: 'products', products: ['cup'] }
  for (const person of [{ user: 'kim' }, { anonymous: 'phone' }])
    await shop.call('POST', '/v1/subscriptions', {
      ...person,
      wanted,
      conditions: [{ when: 'drop', since: 'alert', byMinor: 100 }],
    })
  for (let price = 9_800; !/^kim {2}/m.test(lines.out) || !/^phone {2}/m.test(lines.out); price -= 200) {
    await shop.reprice('cup', price) // what was told before they listened is not told again
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await shop.call('POST', '/v1/forget', { user: 'kim' })
  await lines.says(/kim: ALERTS_SERVER .*they were forgotten/)
  const heard = lines.out.length
  for (let price = 5_000; lines.out.length === heard; price -= 200) {
    await shop.reprice('cup', price)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  expect(lines.out.slice(heard)).toMatch(/^phone /)
  lines.child.kill('SIGINT')
  expect(await lines.ended).toBe(0)
  expect(lines.out).toMatch(/^phone {2}\d{4}-\S+Z {2}\d+ KRW \(was \d+ KRW\) {2}cup {2}cup {2}\[\S+\]$/m)
}, 60_000)

test('a lost connection is sought again, and goes on where it was', async () => {
  const asked: (string | undefined)[] = []
  const url = await serve(({ url = '', headers }, response) => {
    if (url.startsWith('/v1/status')) return response.end('{"currency":{"code":"USD","digits":2}}')
    asked.push(headers['last-event-id'] as string | undefined)
    const n = asked.length
    const alert = { id: `a${n}`, subscription: 's', product: 'p', title: 'Cup', priceMinor: 1_000 - n, at: 0 }
    response.write(`id: place-${n}\ndata: ${JSON.stringify(alert)}\n\n`)
    return n === 1 ? response.end() : undefined
  })
  const lines = start(['watch', '--anonymous', 'phone', '--url', url, '--key', 'k'])
  closing.unshift(() => lines.child.kill('SIGKILL'))
  await lines.says(/9\.98 USD \(back in stock\)/)
  expect(lines.out).toContain('9.99 USD')
  expect(asked).toEqual([undefined, 'place-1'])
  expect(lines.err).toContain('trying again in')
}, 60_000)
