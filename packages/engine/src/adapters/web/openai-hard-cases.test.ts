import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as waiting } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Refusal } from '../../domain/refusal.ts'
import type { ChatOptions } from './chat-endpoint.ts'
import { OpenaiHardCases } from './openai-hard-cases.ts'
import { FakeChat, refuse, say } from './testing-chat-server.ts'
import { Turnstile } from './turnstile.ts'

const chat = new FakeChat()
const offer = { title: '달빛공방 접이식 원목 책상 1200 (월넛)', brand: '달빛공방', description: '호두나무로 만든 책상' }
const same = JSON.stringify({ verdict: 'same', chance: 0.99, reason: 'Both are the\n 1200 desk.' })

const of = (url: string, options: Partial<ChatOptions> = {}) =>
  new OpenaiHardCases({ url, model: 'fake', requestsMax: 100, perMinute: 1_000, backoffMs: 1, ...options })
const values = (...all: object[]) => JSON.stringify({ values: all })
const refusalOf = async (asking: Promise<unknown>) => {
  const { code, details } = (await asking.catch((error: unknown) => error)) as Refusal
  return { code, ...details }
}

/** Where no server listens. */
async function closedAddress(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}/v1`
}

test('values that stand in the offer come with their places; made-up ones, parts of words and what was not asked for do not', async () => {
  const url = await chat.start(
    values(
      { name: 'color', text: '월넛', confidence: 1 },
      { name: 'material', text: '호두나무', confidence: 0.4 },
      { name: 'size', text: '120', confidence: 0.9 },
      { name: 'style', text: 'Scandinavian', confidence: 0.9 },
      { name: 'price', text: '1200', confidence: 0.9 },
      { name: 'size', text: 7 },
    ),
  )
  const hardCases = of(`${url}/`, { key: 'k-1' })
  expect(await hardCases.valuesOf(offer, ['color', 'material', 'size', 'style'])).toEqual([
    { name: 'color', field: 'title', start: 21, end: 23, confidence: 0.7 },
    { name: 'material', field: 'description', start: 0, end: 4, confidence: 0.4 },
  ])
  expect(hardCases.spent).toEqual({ sent: 1, unanswered: 0, unfounded: 4, isUsedUp: false })
  const [{ path, authorization, body }] = chat.asked as [(typeof chat.asked)[0]]
  expect([path, authorization, body.model]).toEqual(['/v1/chat/completions', 'Bearer k-1', 'fake'])
  expect(body.response_format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } })
  expect(JSON.parse(body.messages[1]!.content)).toEqual({ attributes: ['color', 'material', 'size', 'style'], offer })
})

test('only title, brand and the beginning of the description are sent', async () => {
  const url = await chat.start(same)
  const whole = { ...offer, description: 'ㄱ'.repeat(5_000), mall: 'ganada', key: 'secret-7', priceMinor: 123_456 }
  await of(url).compare(whole, offer)
  const { content } = chat.asked[0]!.body.messages[1]!
  expect(JSON.parse(content).one).toEqual({ title: offer.title, brand: offer.brand, description: 'ㄱ'.repeat(500) })
  expect(JSON.stringify(chat.asked)).not.toMatch(/ganada|secret-7|123456/)
})

test.each([
  [
    { verdict: 'same', chance: 1, reason: 'x' },
    { verdict: 'same', chance: 0.9, reason: 'x' },
  ],
  [
    { verdict: 'different', chance: 0, reason: 'x' },
    { verdict: 'different', chance: 0.1, reason: 'x' },
  ],
  [
    { verdict: 'same', chance: 0.2, reason: 'x' },
    { verdict: 'unsure', chance: 0.5, reason: 'x' },
  ],
  [
    { verdict: 'same', chance: 80, reason: 'x' },
    { verdict: 'unsure', chance: 0.5, reason: 'x' },
  ],
  [
    { verdict: 'unsure', chance: 0.9 },
    { verdict: 'unsure', chance: 0.5, reason: '' },
  ],
  [{ verdict: 'SAME!', chance: 0.9 }, undefined],
])('of %j about a pair %j is taken', async (said, taken) => {
  const url = await chat.start(JSON.stringify(said))
  expect(await of(url).compare(offer, offer)).toEqual(taken)
})

test.each(['', 'I am sorry.', '{"verdict": ', '[]', 'null', '{"values": 3}', '{"values": [null, 4]}'])(
  'garbage such as %j is no answer, and no failure',
  async (text) => {
    const url = await chat.start(text)
    const hardCases = of(url)
    expect(await hardCases.compare(offer, offer)).toBeUndefined()
    expect((await hardCases.valuesOf(offer, ['color'])) ?? []).toEqual([])
    expect(hardCases.spent.unanswered).toBeGreaterThan(0)
  },
)

test('what is no answer of such a server, or a huge one, is none', async () => {
  const url = await chat.start((response, _, index) =>
    index === 0 ? response.end('<html>hello</html>') : response.end('x'.repeat(1_000_000)),
  )
  const hardCases = of(url)
  expect(await hardCases.compare(offer, offer)).toBeUndefined()
  expect(await hardCases.compare(offer, offer)).toBeUndefined()
})

test('a server that knows no schemas is asked in words, from then on at once; JSON is found among words', async () => {
  const url = await chat.start((response, { body }) => {
    if (body.response_format) refuse(response, 400, "Unknown parameter: 'response_format'.")
    else say(response, `Sure!\n\`\`\`json\n${same}\n\`\`\`\nAnything else?`)
  })
  const hardCases = of(url)
  for (let i = 0; i < 2; i++)
    expect(await hardCases.compare(offer, offer)).toMatchObject({ verdict: 'same', reason: 'Both are the 1200 desk.' })
  expect(chat.asked.map(({ body }) => body.response_format !== undefined)).toEqual([true, false, false])
  expect(chat.asked[1]!.body.messages[0]!.content).toContain('"enum":["same","different","unsure"]')
})

test('what fails for the moment is repeated, as late as the server says', async () => {
  const at: number[] = []
  const url = await chat.start((response, _, index) => {
    at.push(performance.now())
    if (index === 0) refuse(response, 429, 'slow down', { 'retry-after': '0.2' })
    else if (index === 1) refuse(response, 503, 'overloaded')
    else if (index === 2) response.destroy()
    else say(response, same)
  })
  const hardCases = of(url)
  expect(await hardCases.compare(offer, offer)).toMatchObject({ verdict: 'same' })
  expect(hardCases.spent.sent).toBe(4)
  expect(at[1]! - at[0]!).toBeGreaterThan(190)
})

test('what is too slow is broken off; after five questions in a row without an answer nothing is asked any more', async () => {
  const url = await chat.start(() => {})
  const hardCases = of(url, { timeoutMs: 20 })
  for (let i = 0; i < 4; i++) expect(await hardCases.compare(offer, offer)).toBeUndefined()
  const told = { code: 'MODEL_ENDPOINT', url: `${url}/chat/completions`, reason: 'no answer came within 0.02 s' }
  expect(await refusalOf(hardCases.compare(offer, offer))).toEqual(told)
  const { sent } = hardCases.spent
  expect(await refusalOf(hardCases.compare(offer, offer))).toEqual(told)
  expect(hardCases.spent.sent).toBe(sent)
})

test('a server that refuses, or is not there, ends it at once', async () => {
  const url = await chat.start((response) => refuse(response, 401, 'Incorrect API key\n provided'))
  expect(await refusalOf(of(url, { key: 'k-secret' }).compare(offer, offer))).toMatchObject({
    code: 'MODEL_ENDPOINT',
    reason: 'it answered 401 (Incorrect API key provided)',
  })
  expect(chat.asked).toHaveLength(1)
  const nowhere = await refusalOf(of(await closedAddress()).compare(offer, offer))
  expect(nowhere).toMatchObject({ code: 'MODEL_ENDPOINT', reason: expect.stringContaining('ECONNREFUSED') })
  expect(() => of(url, { key: 'k\nsecret' })).toThrow(/its key has signs that no key has/)
})

test('a redirect is not followed: the key goes nowhere else', async () => {
  const url = await chat.start((response) => response.writeHead(307, { location: '/elsewhere' }).end())
  expect((await refusalOf(of(url, { key: 'k' }).compare(offer, offer))).code).toBe('MODEL_ENDPOINT')
  expect(chat.asked).toHaveLength(1)
})

test('no more is sent than the budget allows, repeated requests included, and no more at a time than four', async () => {
  const url = await chat.start((response, _, index) => {
    if (index === 0) refuse(response, 500, 'oops')
    else setTimeout(() => say(response, same), 10)
  })
  const hardCases = of(url, { requestsMax: 9 })
  const answers = await Promise.all(Array.from({ length: 200 }, () => hardCases.compare(offer, offer)))
  expect(chat.asked).toHaveLength(9)
  expect(answers.filter((answer) => answer)).toHaveLength(8)
  expect(hardCases.spent).toMatchObject({ sent: 9, isUsedUp: true })
  expect(chat.together).toBeLessThanOrEqual(4)
})

test('within a minute no more pass than may; an abort ends the waiting of all', async () => {
  const turnstile = new Turnstile({ inFlightMax: 10, perMinute: 3 })
  const stop = new AbortController()
  const passes = Array.from({ length: 5 }, () => turnstile.enter({ signal: stop.signal, isOver: () => false }))
  await Promise.all(passes.slice(0, 3))
  expect(await Promise.race([passes[3], waiting(30, 'waits')])).toBe('waits')
  stop.abort(new Error('stopped'))
  await expect(passes[3]).rejects.toThrow('stopped')
  await expect(passes[4]).rejects.toThrow('stopped')
})

test('an abort ends a question', async () => {
  const url = await chat.start(() => {})
  const stop = new AbortController()
  const asking = of(url).compare(offer, offer, stop.signal)
  setTimeout(() => stop.abort(new Error('stopped')), 20)
  await expect(asking).rejects.toThrow('stopped')
})
