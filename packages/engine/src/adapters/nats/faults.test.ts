import { readFile } from 'node:fs/promises'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sampleEvents } from '../../ports/event-log.contract.ts'
import type { EventLog } from '../../ports/event-log.ts'
import { type NatsLogOptions, openNatsLog } from './event-log.ts'
import { Patches } from './patches.ts'
import { namesOf } from './setup.ts'
import { Stream } from './stream.ts'
import { LossyProxy } from './testing-proxy.ts'
import { NatsServer, noNatsServer } from './testing-server.ts'
import { Wire } from './wire.ts'

let server: NatsServer
let logs = 0
const opened: { close(): Promise<unknown> }[] = []

beforeAll(async () => {
  if (!noNatsServer) server = await NatsServer.start()
})
afterAll(async () => {
  await server?.remove()
})
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

function freshName(): string {
  return `faults-${logs++}`
}

async function open(url: string, options?: NatsLogOptions): Promise<EventLog> {
  const log = await openNatsLog(url, options)
  opened.push(log)
  return log
}

/** The streams of a log as somebody else would write them: to lay out what a crash leaves behind. */
async function rawStreams(name: string, { port } = server) {
  const connection: NatsConnection = await connect({ servers: `127.0.0.1:${port}` })
  opened.push(connection)
  const wire = new Wire(connection)
  const names = namesOf(name)
  const patches = new Patches(new Stream(names.patches, wire, 2_000), names.patchSubject)
  return { stream: new Stream(names.log, wire, 2_000), subject: names.logSubject, patches }
}

async function isInFiles(name: string, text: string): Promise<boolean> {
  for (const file of await server.files()) {
    if (file.includes(`_${name}/`) && (await readFile(file)).includes(text)) return true
  }
  return false
}

describe.skipIf(noNatsServer)('nats log, two writers', () => {
  test('of two at the same length one wins, the other is told, and nothing is lost or doubled', async () => {
    const url = server.url(freshName())
    const writers = [await open(url), await open(url)]
    const first = await Promise.allSettled(writers.map((log) => log.append(sampleEvents(0, 1), 0)))
    expect(first.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const stored: string[] = [...(await writers[0].read(0, 1))].map((event) => ('id' in event ? event.id : ''))
    const compete = async (log: EventLog, base: number): Promise<void> => {
      for (let n = 0; n < 40; ) {
        const length = await log.length()
        const events = sampleEvents(base + n * 3, 3)
        try {
          await log.append(events, length)
        } catch (error) {
          expect(error).toMatchObject({ code: 'LOG_CONFLICT' })
          continue
        }
        stored.splice(length, 0, ...events.map((event) => ('id' in event ? event.id : '')))
        n++
      }
    }
    await Promise.all([compete(writers[0], 1_000), compete(writers[1], 2_000)])
    const seen = (await writers[1].read(0, 1_000)).map((event) => ('id' in event ? event.id : ''))
    expect(seen).toHaveLength(241)
    expect(new Set(seen)).toEqual(new Set(stored))
    expect(seen).toEqual(stored)
    expect(await writers[0].read(0, 1_000)).toEqual(await writers[1].read(0, 1_000))
  })

  test('a conflict is judged by the log as it is, not as this writer last saw it', async () => {
    const url = server.url(freshName())
    const [one, other] = [await open(url), await open(url)]
    await one.append(sampleEvents(0, 2), 0)
    await other.append(sampleEvents(2, 2), 2)
    expect(await one.append(sampleEvents(4, 1), 4)).toBe(5)
    await expect(other.append([], 4)).rejects.toMatchObject({ details: { expected: 4, actual: 5 } })
  })
})

describe.skipIf(noNatsServer)('nats log, large appends', () => {
  test('an append larger than the server takes in one message is stored whole', async () => {
    const log = await open(server.url(freshName()))
    const events = sampleEvents(0, 5_000, 'y'.repeat(700))
    await Promise.all([log.append(sampleEvents(0, 1), 0), log.append(events, 1), log.append(sampleEvents(9, 1), 5_001)])
    expect(await log.read(0, 9_000)).toEqual([...sampleEvents(0, 1), ...events, ...sampleEvents(9, 1)])
    expect(await log.readAt([5_001, 2_500])).toEqual([...sampleEvents(9, 1), events[2_499]])
    await log.erase([2_500])
    expect((await log.read(2_499, 3)).map(({ kind }) => kind)).toEqual([events[0].kind, 'erased', events[0].kind])
  })

  test('parts whose writer died before the last one never count, and their bytes go', async () => {
    const name = freshName()
    const log = await open(server.url(name))
    await log.append(sampleEvents(0, 2), 0)
    const { stream, subject } = await rawStreams(name)
    const orphan = { from: 2, total: 3, parts: 3, count: 1, nonce: 'dead-1', dropFrom: 0, dropTo: -1 }
    const body = JSON.stringify(sampleEvents(2, 1, 'half-written')[0])
    for (const part of [0, 1]) {
      const frame = { ...orphan, part, first: 2 + part }
      await stream.publish({ subject, frame, body, expected: { last: 1 + part } })
    }
    expect(await isInFiles(name, 'half-written')).toBe(true)
    expect(await log.length()).toBe(2)
    expect(await log.read(0, 10)).toEqual(sampleEvents(0, 2))
    expect(await log.append(sampleEvents(2, 4), 2)).toBe(6)
    expect(await log.read(1, 10)).toEqual(sampleEvents(1, 5))
    expect(await isInFiles(name, 'half-written')).toBe(false)
    const cold = await open(server.url(name))
    expect(await cold.readAt([5, 2])).toEqual([...sampleEvents(5, 1), ...sampleEvents(2, 1)])
  })

  test('one event larger than a message is refused, and the log goes on', async () => {
    const log = await open(server.url(freshName()))
    const huge = sampleEvents(0, 1, 'z'.repeat(1_100_000))
    await expect(log.append(huge, 0)).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    expect(await log.append(sampleEvents(0, 1, 'z'.repeat(900_000)), 0)).toBe(1)
    expect(await log.read(0, 2)).toEqual(sampleEvents(0, 1, 'z'.repeat(900_000)))
  })
})

describe.skipIf(noNatsServer)('nats log, erasing', () => {
  test('what an interrupted erase left is completed by the next', async () => {
    const name = freshName()
    const log = await open(server.url(name))
    await log.append(sampleEvents(0, 3, 'secret-a'), 0)
    await log.append(sampleEvents(3, 3, 'public'), 3)
    const { stream, patches } = await rawStreams(name)
    const { frame, body } = (await stream.get(1))!
    const lines = Buffer.from(body).toString().split('\n')
    lines[1] = '{"kind":"erased"}'
    await patches.store(frame, lines.join('\n'), { sequence: 1, revision: 0 }) // and here it crashed
    expect(await log.read(0, 9)).toHaveLength(6)
    await log.erase([1])
    await log.erase([0]) // the first patch still held it
    await log.erase([2, 5])
    expect(await isInFiles(name, 'secret-a')).toBe(false)
    const expected = sampleEvents(0, 6, 'public')
    for (const position of [0, 1, 2, 5]) expected[position] = { kind: 'erased' }
    expect(await log.read(0, 9)).toEqual(expected)
  })

  test('the last event can be erased, and the log still knows its length after a crash', async () => {
    const own = await NatsServer.start()
    try {
      const log = await open(own.url('last'))
      await log.append(sampleEvents(0, 2, 'secret-b'), 0)
      await log.erase([0, 1])
      await own.kill()
      await own.resume()
      expect(await log.length()).toBe(2)
      expect(await log.append(sampleEvents(2, 1), 2)).toBe(3)
      expect(await log.read(0, 9)).toEqual([{ kind: 'erased' }, { kind: 'erased' }, ...sampleEvents(2, 1)])
      await opened.pop()?.close()
    } finally {
      await own.remove()
    }
  })

  test('two processes that erase in one message at the same time both succeed', async () => {
    const name = freshName()
    const [one, other] = [await open(server.url(name)), await open(server.url(name))]
    await one.append(sampleEvents(0, 40, 'secret-c'), 0)
    const all = [...Array(40).keys()]
    const erase = async (log: EventLog, rest: number): Promise<void> => {
      for (const position of all) if (position % 2 === rest) await log.erase([position])
    }
    await Promise.all([erase(one, 0), erase(other, 1)])
    expect(await one.read(0, 50)).toEqual(all.map(() => ({ kind: 'erased' })))
    expect(await isInFiles(name, 'secret-c')).toBe(false)
  })
})

describe.skipIf(noNatsServer)('nats log, when the server does not answer', () => {
  test('while it is away appends are refused in time; when it is back they work', async () => {
    const own = await NatsServer.start()
    try {
      const log = await open(own.url('away'), { waitMsMax: 400 })
      await log.append(sampleEvents(0, 2), 0)
      await own.kill()
      const started = performance.now()
      const calls = [log.append(sampleEvents(2, 2), 2), log.append(sampleEvents(4, 2), 4), log.length(), log.read(0, 9)]
      for (const call of await Promise.allSettled(calls)) {
        expect(call).toMatchObject({ status: 'rejected', reason: { code: 'LOG_UNAVAILABLE' } })
      }
      expect(performance.now() - started).toBeLessThan(9_000) // it would be 10 s if nothing had been said
      await own.resume()
      await expect.poll(() => log.length().catch(() => -1), { timeout: 15_000 }).toBe(2)
      expect(await log.append(sampleEvents(2, 1), 2)).toBe(3)
      expect(await log.read(0, 9)).toEqual(sampleEvents(0, 3))
      await opened.pop()?.close()
    } finally {
      await own.remove()
    }
  })

  test('an append whose acknowledgement was lost is found and acknowledged, once', async () => {
    const name = freshName()
    const proxy = await LossyProxy.start(server.port)
    opened.push(proxy)
    const log = await open(`nats://127.0.0.1:${proxy.port}/${name}`)
    await log.append(sampleEvents(0, 2), 0)
    proxy.swallowAnswers()
    const appends = [log.append(sampleEvents(2, 2), 2), log.append(sampleEvents(4, 2), 4)]
    const witness = await open(server.url(name))
    await expect.poll(() => witness.length()).toBeGreaterThan(2)
    proxy.cut()
    expect(await Promise.all(appends)).toEqual([4, 6])
    expect(await witness.read(0, 20)).toEqual(sampleEvents(0, 6))
  })

  test('an append that never reached the server is sent again, once', async () => {
    const name = freshName()
    const proxy = await LossyProxy.start(server.port)
    opened.push(proxy)
    const log = await open(`nats://127.0.0.1:${proxy.port}/${name}`)
    await log.append(sampleEvents(0, 2), 0)
    proxy.swallowQuestions()
    const append = log.append(sampleEvents(2, 2), 2)
    await new Promise((resolve) => setTimeout(resolve, 50))
    proxy.cut()
    expect(await append).toBe(4)
    expect(await log.read(0, 20)).toEqual(sampleEvents(0, 4))
  })

  test('an append that was refused and stored after all is taken back, also from the files', async () => {
    const own = await NatsServer.start()
    try {
      const log = await open(own.url('late'), { waitMsMax: 400 })
      await log.append(sampleEvents(0, 2), 0)
      await own.freeze() // the server's socket takes the bytes, nothing answers
      const refused = await Promise.allSettled([log.append(sampleEvents(2, 2, 'too-late'), 2), log.append([], 4)])
      for (const each of refused) expect(each).toMatchObject({ reason: { code: 'LOG_UNAVAILABLE' } })
      own.thaw()
      await expect.poll(() => log.length().catch(() => -1), { timeout: 15_000 }).toBe(2)
      const { stream, subject } = await rawStreams('late', own)
      expect((await stream.last(subject))?.frame, 'it had been stored').toMatchObject({ dropFrom: 2, dropTo: 2 })
      expect(await log.append(sampleEvents(2, 3), 2)).toBe(5)
      expect(await log.read(0, 20)).toEqual(sampleEvents(0, 5))
      for (const file of await own.files()) expect((await readFile(file)).includes('too-late')).toBe(false)
      const cold = await open(own.url('late'))
      expect(await cold.read(0, 20)).toEqual(sampleEvents(0, 5))
      for (let n = 0; n < 3; n++) await opened.pop()?.close()
    } finally {
      await own.remove()
    }
  })

  test('an append that was refused, stored and built upon by another writer stays: the next one is told', async () => {
    const own = await NatsServer.start()
    try {
      const log = await open(own.url('built'), { waitMsMax: 400 })
      await log.append(sampleEvents(0, 2), 0)
      await own.freeze()
      await expect(log.append(sampleEvents(2, 2), 2)).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
      own.thaw()
      const other = await open(own.url('built'))
      await expect.poll(() => other.length()).toBe(4)
      expect(await other.append(sampleEvents(4, 1), 4)).toBe(5)
      await expect(log.append(sampleEvents(2, 2), 2)).rejects.toMatchObject({
        code: 'LOG_CONFLICT',
        details: { actual: 5 },
      })
      expect(await log.append(sampleEvents(5, 1), 5)).toBe(6)
      expect(await log.read(0, 20)).toEqual(sampleEvents(0, 6))
      for (let n = 0; n < 2; n++) await opened.pop()?.close()
    } finally {
      await own.remove()
    }
  })
})

describe.skipIf(noNatsServer)('nats log, opening', () => {
  test('a wrong password is refused without repeating it, the right one opens', async () => {
    const own = await NatsServer.start(['--user', 'shop', '--pass', 'right-one'])
    try {
      const wrong = openNatsLog(`nats://shop:wrong-one@127.0.0.1:${own.port}/a`)
      await expect(wrong).rejects.toThrow(new RegExp(`Cannot open the log at nats://127.0.0.1:${own.port}/a: .*uthori`))
      await expect(wrong).rejects.not.toThrow(/wrong-one/)
      const log = await openNatsLog(`nats://shop:right-one@127.0.0.1:${own.port}/a`)
      expect(await log.length()).toBe(0)
      await log.close()
      await expect(log.length()).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
      await expect(log.append([], 0)).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
    } finally {
      await own.remove()
    }
  })

  test('a stream that would lose events by itself is refused', async () => {
    const name = freshName()
    const { jetstreamManager } = await import('@nats-io/jetstream')
    const connection = await connect({ servers: `127.0.0.1:${server.port}` })
    opened.push(connection)
    const manager = await jetstreamManager(connection)
    const { log, logSubject } = namesOf(name)
    await manager.streams.add({ name: log, subjects: [logSubject], max_age: 60e9, discard: 'new', allow_direct: true })
    await expect(openNatsLog(server.url(name))).rejects.toThrow(/max_age/)
  })
})
