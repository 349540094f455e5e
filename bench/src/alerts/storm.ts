import { setTimeout as sleep } from 'node:timers/promises'
import { Random } from '@nunchi/kernel'
import type { BenchRow } from '../bench.ts'
import { percentile } from '../metrics.ts'
import { requestOf } from '../serve/bodies.ts'
import { Connection } from '../serve/connection.ts'
import type { PriceMarket } from './market.ts'
import type { Receivers } from './receiver.ts'
import { type Server, startServer, takenBy } from './server.ts'
import { priceRequest } from './traffic.ts'

export type StormShape = {
  readonly dir: string
  readonly key: string
  /** Hosts that the server may tell things to. */
  readonly hosts: readonly string[]
  readonly kills: number
  /** A server lives so long between two kills. */
  readonly livesMs: { readonly least: number; readonly most: number }
  readonly seed: number
  readonly progress: (text: string) => void
}

const updatesEach = 500
const lookMs = 500
/** With nothing told for so long, what is left counts as lost. */
const stillMsMax = 15 * 60_000

type Health = { readonly count: number; readonly deadCount: number }

/**
 * Has prices fall so that every subscription is due to be told, kills the server (SIGKILL) at random moments while the prices are sent and the
 * alerts go out, and then lets it tell the rest.
 */
export function measureStorm(market: PriceMarket, receivers: Receivers, shape: StormShape): Promise<BenchRow[]> {
  return new Storm(market, receivers, shape).run()
}

class Storm {
  readonly #market: PriceMarket
  readonly #receivers: Receivers
  readonly #shape: StormShape
  readonly #random: Random
  readonly #residentMb: number[] = []
  #mostMb = 0
  /** Batches that were acknowledged. */
  #sent = 0
  /** Alerts that the server gave up. */
  #dead = 0
  #server: Server | undefined

  constructor(market: PriceMarket, receivers: Receivers, shape: StormShape) {
    this.#market = market
    this.#receivers = receivers
    this.#shape = shape
    this.#random = new Random(shape.seed)
  }

  async run(): Promise<BenchRow[]> {
    try {
      return await this.#run()
    } finally {
      await this.#server?.kill()
    }
  }

  async #run(): Promise<BenchRow[]> {
    const { dir, hosts, kills, livesMs, progress } = this.#shape
    const batches = this.#batches()
    const begin = performance.now()
    for (let kill = 0; kill <= kills; kill++) {
      const server = await startServer(dir, { hosts })
      this.#server = server
      if (kill === kills) break
      let end: () => void = () => {}
      const gone = new Promise<undefined>((resolve) => {
        end = () => resolve(undefined)
      })
      const sending = this.#send(server.port, batches, gone)
      sending.catch(() => {}) // thrown where it is waited for
      await this.#look(livesMs.least + (livesMs.most - livesMs.least) * this.#random.unit())
      await server.kill()
      end()
      await sending
      progress(
        `killed ${kill + 1} times: ${this.#sent} of ${batches.length} batches in, ${this.#receivers.come.size} told`,
      )
    }
    await this.#send(this.#server!.port, batches, new Promise(() => {}))
    this.#receivers.heal()
    const healed = performance.now()
    await this.#drain()
    const drained = performance.now()
    await this.#server!.stop()
    return this.#rows({ all: (drained - begin) / 1_000, rest: (drained - healed) / 1_000 })
  }

  /** Every product that is waited for falls once. */
  #batches(): Buffer[] {
    const { malls } = this.#market.size
    const products = [...new Set(Array.from(this.#market.told(), ({ product }) => product))]
    const batches: Buffer[] = []
    for (let mall = 0; mall < malls; mall++) {
      const own = products.filter((product) => product % malls === mall)
      for (let i = 0; i < own.length; i += updatesEach) {
        const fallen = own.slice(i, i + updatesEach).map((product) => ({
          key: this.#market.keyOf(product),
          priceMinor: this.#market.fallenPriceOf(product, 1),
        }))
        batches.push(priceRequest(this.#market.mallOf(mall), fallen, this.#shape.key))
      }
    }
    return batches
  }

  /** Sends what was not acknowledged yet, until all is or the server is gone. */
  async #send(port: number, batches: readonly Buffer[], gone: Promise<undefined>): Promise<void> {
    if (this.#sent === batches.length) return
    const connection = await Connection.open(port, () => {})
    while (this.#sent < batches.length) {
      const answer = await Promise.race([connection.ask(batches[this.#sent]!).catch(() => undefined), gone])
      if (answer === undefined) break
      if (answer.status !== 200) throw new Error(`prices were answered ${answer.status}: ${answer.body}`)
      this.#sent += 1
      await sleep(lookMs / 2)
    }
    connection.close()
  }

  /** Notes what the server takes of memory, for so long. */
  async #look(ms: number): Promise<void> {
    const until = performance.now() + ms
    while (performance.now() < until) {
      await sleep(Math.min(lookMs, Math.max(1, until - performance.now())))
      const { residentMb, mostResidentMb } = takenBy(this.#server!.pid)
      this.#residentMb.push(residentMb)
      this.#mostMb = Math.max(this.#mostMb, mostResidentMb)
    }
  }

  async #drain(): Promise<void> {
    const { key, progress } = this.#shape
    const connection = await Connection.open(this.#server!.port, () => {})
    let [told, since, said] = [this.#receivers.come.size, performance.now(), 0]
    for (;;) {
      await this.#look(lookMs)
      const { body } = await connection.ask(requestOf('GET', { path: '/v1/delivery', key }))
      const { count, deadCount } = JSON.parse(body) as Health
      this.#dead = deadCount
      if (count === 0) break
      if (this.#receivers.come.size > told) [told, since] = [this.#receivers.come.size, performance.now()]
      if (performance.now() - since > stillMsMax) break
      if (said++ % 20 === 0) progress(`${count} alerts wait, ${told} were told`)
    }
    connection.close()
  }

  #rows({ all, rest }: { readonly all: number; readonly rest: number }): BenchRow[] {
    const { kills } = this.#shape
    const { come, failed, hung } = this.#receivers
    const asked = this.#market.size.told
    let [twice, otherId] = [0, 0]
    for (const { ids, times } of come.values()) {
      twice += times - ids.size
      otherId += ids.size - 1
    }
    const set = `synthetic, ${asked.toLocaleString('en')} alerts, ${kills} kills`
    const row = (metric: string, value: number, unit = ''): BenchRow => ({
      set,
      variant: 'webhooks',
      metric,
      value,
      unit,
    })
    const resident = Float64Array.from(this.#residentMb)
    return [
      row('lost', asked - come.size),
      row('told twice under one id', twice),
      row('told again under another id', otherId),
      row('given up', this.#dead),
      row('calls that failed', failed),
      row('calls that hung', hung),
      row('first price to last alert', all, 's'),
      row('last kill to last alert', rest, 's'),
      row('memory, median', percentile(resident, 50), 'MB'),
      row('memory, most', this.#mostMb, 'MB'),
    ]
  }
}
