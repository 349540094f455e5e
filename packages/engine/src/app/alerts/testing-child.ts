/**
 * Started by tests as a process of its own, to be killed: carries alerts from an outbox on disk to a receiver of webhooks, until none is left.
 *
 * node ... testing-child.ts FILE URL COUNT    FILE holds the facts; COUNT alerts go to URL/takes, a tenth of them to URL/hangs
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { WebhookNotifier } from '../../adapters/web/webhook.ts'
import type { EpochMs, ShopperKey } from '../../domain/units.ts'
import { Delivery } from './delivery.ts'
import { systemAlarm } from './delivery-options.ts'
import type { Settled } from './outbox.ts'
import { TestingOutbox, testingAlert } from './testing-outbox.ts'

const [path, url, countText] = process.argv.slice(2) as [string, string, string]

/** Facts in a file, a line each; several that come at once are made durable by one sync. */
class FileOutbox extends TestingOutbox {
  readonly #file: number
  #waiting: { line: string; done: () => void }[] = []

  constructor() {
    super()
    for (let n = 0; n < Number(countText); n++) {
      const isHung = n % 10 === 0
      this.add(
        testingAlert(`alert-${n}`, {
          contact: isHung ? 'hangs' : 'takes',
          lane: isHung ? 'webhook hangs' : 'webhook takes',
          shopper: `shopper-${n % 100}` as ShopperKey,
          raisedAt: Date.now() as EpochMs,
        }),
      )
    }
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const whole = text.slice(0, text.lastIndexOf('\n') + 1) // a line that was cut off was never acknowledged
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole))
    for (const line of whole.split('\n').slice(0, -1)) for (const fact of JSON.parse(line) as Settled[]) this.fold(fact)
    this.#file = openSync(path, 'a')
  }

  override async settle(facts: readonly Settled[]): Promise<void> {
    const line = `${JSON.stringify(facts)}\n`
    await new Promise<void>((done) => {
      if (this.#waiting.push({ line, done }) === 1) setImmediate(() => this.#write())
    })
    for (const fact of facts) this.fold(fact)
  }

  close(): void {
    closeSync(this.#file)
  }

  #write(): void {
    const taken = this.#waiting
    this.#waiting = []
    writeSync(this.#file, taken.map(({ line }) => line).join(''))
    fsyncSync(this.#file)
    for (const { done } of taken) done()
  }
}

const outbox = new FileOutbox()
const notifier = new WebhookNotifier({ privateHosts: [new URL(url).host], msMax: 5_000 })
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const delivery = new Delivery({
  outbox,
  notifiers: new Map([['webhook', notifier]]),
  contacts: {
    targetOf: async (_, contact) => ({ kind: 'webhook', url: `${url}/${contact}`, secret }),
    remove: async () => false,
  },
  isStillTrue: () => true,
  recipientOf: () => ({
    language: 'ko',
    wishes: { zone: 'Asia/Seoul', perDayMax: 10 },
    toldSince: () => 0,
    alertsUrl: 'https://shop.example/alerts',
  }),
  clock: { now: () => Date.now() as EpochMs },
  random: Math.random,
  alarm: systemAlarm,
  tell: (reason) => process.stderr.write(`${reason}\n`),
  limits: {
    lanes: {
      webhook: { inFlightMax: 32, perSecond: 1e6 },
      email: { inFlightMax: 1, perSecond: 1 },
      'web-push': { inFlightMax: 1, perSecond: 1 },
    },
    retry: { firstMs: 10, maxMs: 200 },
    closed: { firstMs: 20, maxMs: 200 },
    triesMax: 10_000,
  },
})
process.stdout.write(`open ${outbox.backlog().count}\n`)
delivery.wake()
let mostBytes = 0
const timer = setInterval(async () => {
  mostBytes = Math.max(mostBytes, process.memoryUsage().rss)
  if (outbox.backlog().count > 0) return
  clearInterval(timer)
  await delivery.close()
  await notifier.close()
  outbox.close()
  process.stdout.write(`drained ${Math.round(mostBytes / 1e6)}\n`)
}, 50)
