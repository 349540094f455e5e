import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dnsLookup } from './dns-lookup.ts'

/** What a name server knows: IPv4 addresses by name. 'silent.example' gets no answer, all others do not exist. */
const known: Readonly<Record<string, readonly string[]>> = {
  'one.example': ['93.184.215.14'],
  'two.example': ['93.184.215.14', '10.0.0.1'],
}
const server = () => createSocket('udp4')
let dns: ReturnType<typeof server>
let lookup: ReturnType<typeof dnsLookup>

beforeEach(async () => {
  dns = server()
  dns.on('message', (question, { port, address }) => {
    const answer = answerTo(question)
    if (answer) dns.send(answer, port, address)
  })
  await new Promise<void>((resolve) => dns.bind(0, '127.0.0.1', resolve))
  lookup = dnsLookup({ servers: [`127.0.0.1:${(dns.address() as AddressInfo).port}`], timeoutMs: 100 })
})
afterEach(() => dns.close())

/** A packet of RFC 1035, with nothing that one answer does not need. */
function answerTo(question: Buffer): Buffer | undefined {
  const labels: string[] = []
  let at = 12
  for (; question[at] !== 0; at += question[at]! + 1)
    labels.push(question.toString('latin1', at + 1, at + 1 + question[at]!))
  const name = labels.join('.')
  if (name === 'silent.example') return undefined
  const asked = question.subarray(12, at + 5)
  const isFour = asked.readUInt16BE(asked.length - 4) === 1
  const addresses = isFour ? (known[name] ?? []) : []
  const head = Buffer.from(question.subarray(0, 12))
  head.writeUInt16BE(name in known ? 0x8180 : 0x8183, 2)
  head.writeUInt16BE(addresses.length, 6)
  head.writeUInt16BE(0, 8)
  head.writeUInt16BE(0, 10)
  const records = addresses.map((address) =>
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]),
  )
  return Buffer.concat([head, asked, ...records])
}

const ask = (host: string, options: { all?: boolean; family?: number } = { all: true }) =>
  new Promise<unknown>((resolve) =>
    lookup(host, options, (error, found) => resolve(error ? (error as NodeJS.ErrnoException).code : found)),
  )

test('addresses are what the name server says', async () => {
  expect(await ask('one.example')).toEqual([{ address: '93.184.215.14', family: 4 }])
  expect(await ask('two.example')).toEqual([
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ])
  expect(await ask('one.example', {})).toBe('93.184.215.14')
  expect(await ask('one.example', { all: true, family: 6 })).toBe('ENOTFOUND')
  expect(await ask('none.example')).toBe('ENOTFOUND')
})

test('a silent name server is given up, and keeps no other name waiting', async () => {
  const silent = Array.from({ length: 50 }, () => ask('silent.example'))
  expect(await ask('one.example', {})).toBe('93.184.215.14')
  expect(new Set(await Promise.all(silent))).toEqual(new Set(['ETIMEOUT']))
})
