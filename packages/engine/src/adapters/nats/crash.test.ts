import { afterEach, expect, test } from 'vitest'
import { Refusal } from '../../domain/refusal.ts'
import { sampleEvents } from '../../ports/event-log.contract.ts'
import type { EventLog } from '../../ports/event-log.ts'
import { openNatsLog } from './event-log.ts'
import { NatsServer, noNatsServer } from './testing-server.ts'

/** How often the server is killed; NATS_CRASH_ROUNDS for more. */
const rounds = Number(process.env.NATS_CRASH_ROUNDS ?? 5)

let server: NatsServer | undefined
let log: EventLog | undefined

afterEach(async () => {
  await log?.close()
  await server?.remove()
})

/** One writer as the shop's loop is: keeps count, lets appends overlap, starts over from the log after a refusal. */
class Load {
  readonly #log: EventLog
  /** First id of every acknowledged append -> its position and its size. */
  readonly acknowledged = new Map<number, { readonly position: number; readonly count: number }>()
  readonly refused = new Set<number>()
  readonly codes = new Set<string>()
  readonly #running: Promise<void>
  #stopped = false
  #nextId = 0

  constructor(log: EventLog) {
    this.#log = log
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const length = await this.#log.length().catch(() => undefined)
      if (length !== undefined) await this.#burst(length)
    }
  }

  /** Appends that overlap until one is refused. */
  async #burst(length: number): Promise<void> {
    let position = length
    let failed = false
    const waiting = new Set<Promise<void>>()
    while (!failed && !this.#stopped) {
      const count = this.#nextId % 97 === 0 ? 9_000 : 1 + (this.#nextId % 50) // now and then several messages long
      const id = this.#nextId
      this.#nextId += count
      const append = this.#append({ id, position, count }).catch(() => {
        failed = true
      })
      position += count
      waiting.add(append)
      void append.then(() => waiting.delete(append))
      if (waiting.size >= 16) await Promise.race(waiting)
    }
    await Promise.all(waiting)
  }

  async #append({ id, position, count }: { id: number; position: number; count: number }): Promise<void> {
    try {
      await this.#log.append(sampleEvents(id, count), position)
      this.acknowledged.set(id, { position, count })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.refused.add(id)
      this.codes.add(error.code)
      throw error
    }
  }
}

test.skipIf(noNatsServer)(
  `nats log: of a server killed ${rounds} times under load, all that was acknowledged is there, once, in order`,
  { timeout: 30_000 + rounds * 10_000 },
  async () => {
    server = await NatsServer.start()
    log = await openNatsLog(server.url('crash'), { waitMsMax: 3_000 })
    const load = new Load(log)
    for (let round = 0; round < rounds; round++) {
      await new Promise((resolve) => setTimeout(resolve, 150 + ((round * 7_919) % 350)))
      await server.kill()
      // Every third outage outlasts the writer's patience.
      await new Promise((resolve) => setTimeout(resolve, round % 3 === 2 ? 3_500 : 20))
      await server.resume()
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
    await load.stop()
    const seen = await firstIds(server.url('crash'))
    expect(load.acknowledged.size).toBeGreaterThan(rounds * 10)
    for (const [id, { position, count }] of load.acknowledged) {
      for (let n = 0; n < count; n++) if (seen[position + n] !== `m-${id + n}`) expect.fail(`m-${id + n} is lost`)
    }
    expect(new Set(seen).size, 'once each').toBe(seen.length)
    const stored = [...load.acknowledged.values()].reduce((sum, { count }) => sum + count, 0)
    expect(seen.length, 'nothing that was refused').toBe(stored)
    expect([...load.codes].filter((code) => code !== 'LOG_UNAVAILABLE')).toEqual([])
  },
)

/** Ids of all events, by somebody who opens the log afresh. */
async function firstIds(url: string): Promise<string[]> {
  const log = await openNatsLog(url)
  const ids: string[] = []
  for (;;) {
    const events = await log.read(ids.length, 20_000)
    for (const event of events) ids.push('id' in event ? event.id : event.kind)
    if (events.length === 0) break
  }
  expect(ids.length).toBe(await log.length())
  await log.close()
  return ids
}
