import { randomUUID } from 'node:crypto'
import { Refusal } from '../../domain/refusal.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Views } from '../../state/views.ts'
import type { Fact, Ledger } from '../ledger.ts'
import { type Judged, judgeOffers, judgeProducts } from './judge-updates.ts'
import type { PriceFault } from './price-faults.ts'
import { nameSent, type PriceUpdate, readUpdate } from './read-update.ts'

/** Prices as they were sent: of offers of a mall, or of the shop's own products. */
export type PriceBatch = {
  readonly mall?: string
  /** Of the batch; sent again with the same one, it changes nothing. */
  readonly id?: string
  /** Of the shop, ISO 4217. */
  readonly currency: string
  readonly updates: readonly unknown[]
}

/** What became of a batch. */
export type PricesTaken = {
  readonly isDuplicate: boolean
  readonly applied: number
  readonly unchanged: number
  readonly late: number
  readonly unknown: number
  readonly rejected: number
  /** The first of those that were late, unknown or rejected, in their order. */
  readonly troubles: readonly PriceTrouble[]
  readonly troublesLeftOut: number
}

export type PriceTrouble = PriceFault & { readonly index: number; readonly name: string }

/** Prices as they come in many at a time. */
export interface PricesFace {
  /**
   * Takes a batch: resolves once what is new of it is durable and folded. Every update has a verdict of its own.
   * @throws Refusal MALL_UNKNOWN, MALL_PAUSED, OVERLOADED, LOG_UNAVAILABLE: nothing of the batch was stored
   */
  take(batch: PriceBatch): Promise<PricesTaken>
}

type Parts = {
  readonly views: Views
  readonly ledger: Ledger
  readonly now: () => EpochMs
  /** Does something with nobody else storing what concerns offers in between. */
  readonly alone: <Result>(work: () => Promise<Result>) => Promise<Result>
  readonly afterwards: () => void
}

type Waiting = {
  readonly batch: PriceBatch
  readonly read: readonly (PriceUpdate | PriceFault)[]
  readonly resolve: (taken: PricesTaken) => void
  readonly reject: (error: unknown) => void
}

/** Updates that wait for the log, at most; and of one turn. */
const waitingMax = 200_000
const perTurnMax = 20_000
const troublesMax = 1_000
const nothing = { applied: 0, unchanged: 0, late: 0, unknown: 0, rejected: 0, troubles: [], troublesLeftOut: 0 }

/**
 * Takes prices in batches. Those that wait are judged in turn, against what is known and what those before them said, and stored by one
 * append: so verdicts are exact, and a flood of batches costs one commit of the disk at a time. 1 us an update beside parsing and folding.
 */
export class PriceDesk implements PricesFace {
  readonly #parts: Parts
  #waiting: Waiting[] = []
  #updates = 0
  #isTurnComing = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async take(batch: PriceBatch): Promise<PricesTaken> {
    if (this.#updates + batch.updates.length > waitingMax) throw new Refusal('OVERLOADED', { waiting: this.#updates })
    const ask = { names: namesOf(batch), nowMs: this.#parts.now(), currency: batch.currency } as const
    const read = batch.updates.map((sent) => readUpdate(sent, ask))
    this.#updates += read.length
    try {
      return await new Promise<PricesTaken>((resolve, reject) => {
        this.#waiting.push({ batch, read, resolve, reject })
        this.#call()
      })
    } finally {
      this.#updates -= read.length
      this.#parts.afterwards()
    }
  }

  #call(): void {
    if (this.#isTurnComing || this.#waiting.length === 0) return
    this.#isTurnComing = true
    void this.#parts.alone(async () => {
      this.#isTurnComing = false
      await this.#turn()
      this.#call()
    })
  }

  async #turn(): Promise<void> {
    const some = this.#takeSome()
    const facts: Fact[] = []
    const judged = new Judging(this.#parts)
    const taken = some.map((one) => {
      try {
        return { one, answer: judged.judge(one, facts) }
      } catch (error) {
        one.reject(error)
        return undefined
      }
    })
    try {
      await this.#parts.ledger.append(facts)
      for (const each of taken) each?.one.resolve(each.answer)
    } catch (error) {
      for (const { reject } of some) reject(error)
    }
  }

  #takeSome(): Waiting[] {
    let count = 0
    const end = this.#waiting.findIndex(({ read }) => {
      count += read.length
      return count > perTurnMax
    })
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : Math.max(1, end))
  }
}

/** The batches of one turn. */
class Judging {
  readonly #parts: Parts
  readonly #ids = new Set<string>()
  /** What those before said, by what it is of. */
  readonly #offers: Parameters<typeof judgeOffers>[3] = new Map()
  readonly #products: Parameters<typeof judgeProducts>[3] = new Map()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** @throws Refusal MALL_UNKNOWN, MALL_PAUSED */
  judge({ batch, read }: Waiting, facts: Fact[]): PricesTaken {
    const { views, ledger, now } = this.#parts
    const { mall, id } = batch
    const state = mall === undefined ? undefined : views.market.malls.find(mall)
    if (mall !== undefined && !state) throw new Refusal('MALL_UNKNOWN', { mall })
    const name = `prices:${mall ?? ''}:${id ?? randomUUID()}`
    if (this.#ids.has(name) || ledger.knows(`${name}:0`)) return { ...nothing, isDuplicate: true }
    if (mall !== undefined && state?.isPaused) throw new Refusal('MALL_PAUSED', { mall })
    this.#ids.add(name)
    const about = { id: name, at: now(), isKept: id !== undefined }
    const judged =
      mall === undefined
        ? judgeProducts(views, about, read, this.#products)
        : judgeOffers(views.market, { ...about, mall }, read, this.#offers)
    for (const fact of judged.facts) facts.push(fact)
    return answerOf(batch, judged)
  }
}

function answerOf(batch: PriceBatch, { counts, wrong }: Judged): PricesTaken {
  const ask = { names: namesOf(batch), nowMs: 0, currency: '' } as const
  const troubles = wrong.slice(0, troublesMax).map(({ index, fault }) => {
    return { ...fault, index, name: nameSent(batch.updates[index], ask) }
  })
  return { isDuplicate: false, ...counts, troubles, troublesLeftOut: wrong.length - troubles.length }
}

const namesOf = ({ mall }: PriceBatch) => (mall === undefined ? 'product' : 'key')
