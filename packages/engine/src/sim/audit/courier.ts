import type { Report } from '../../app/report.ts'
import type { Shop } from '../../app/shop.ts'
import { Refusal } from '../../domain/refusal.ts'
import { hourMs } from '../life/calendar.ts'
import type { Draws } from '../life/draws.ts'
import type { Books } from './books.ts'
import type { FaultyLog } from './faulty-log.ts'

/** Of 1: how often each thing happens to what is sent. */
const shares = { late: 0.04, twice: 0.06, twiceInOne: 0.03, refused: 0.03, answerLost: 0.03, crash: 0.005 } as const
const lateHoursMax = 12
const triesMax = 5
const what = { fault: 1, delay: 2 } as const

export type CourierParts = {
  readonly books: Books
  readonly log: FaultyLog
  readonly draws: Draws
  /** The shop as it is now: a crash leaves another one. */
  shop(): Shop
  /** Leaves the shop as it is, without a word, and opens another from what is on the disk. */
  crash(): Promise<void>
}

/**
 * Brings reports to the shop as the world does: some twice, some hours late, some while the log fails, some just before
 * the process dies. Whoever sends gets no peace before there is an answer, as SDKs do; so everything has to be kept, once.
 */
export class Courier {
  readonly #parts: CourierParts
  #held: { readonly dueAt: number; readonly reports: readonly Report[] }[] = []
  #sent = 0
  /** How often what was done to the shop. */
  readonly faults: Record<keyof typeof shares, number> = {
    late: 0,
    twice: 0,
    twiceInOne: 0,
    refused: 0,
    answerLost: 0,
    crash: 0,
  }

  constructor(parts: CourierParts) {
    this.#parts = parts
  }

  async bring(reports: readonly Report[], at: number): Promise<void> {
    await this.bringHeld(at)
    if (reports.length === 0) return
    const { draws, log } = this.#parts
    const nth = this.#sent++
    const fault = this.#faultOf(draws.unit(what.fault, nth))
    if (fault) this.faults[fault] += 1
    if (fault === 'late') {
      this.#held.push({ dueAt: at + draws.unit(what.delay, nth) * lateHoursMax * hourMs, reports })
      return
    }
    if (fault === 'refused') log.next = 'refused'
    if (fault === 'answerLost') log.next = 'answer-lost'
    await this.#deliver(fault === 'twiceInOne' ? [...reports, ...reports] : reports)
    log.next = undefined // where nothing was news, nothing was appended
    if (fault === 'crash') await this.#parts.crash()
    if (fault === 'twice') await this.#deliver(reports)
  }

  /** Brings what was held back and is due; all of it at the end. */
  async bringHeld(at = Number.POSITIVE_INFINITY): Promise<void> {
    const due = this.#held.filter(({ dueAt }) => dueAt <= at)
    this.#held = this.#held.filter(({ dueAt }) => dueAt > at)
    for (const { reports } of due) await this.#deliver(reports)
  }

  async #deliver(reports: readonly Report[]): Promise<void> {
    const { books, shop } = this.#parts
    for (let tries = 0; tries < triesMax; tries++) {
      try {
        books.enter(reports, await shop().collect(reports, { consent: 'assumed', trusted: true }))
        return
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        books.unsure(reports)
      }
    }
    books.problem(`${reports.length} reports were refused ${triesMax} times`)
  }

  #faultOf(draw: number): keyof typeof shares | undefined {
    let left = draw
    for (const [name, share] of Object.entries(shares)) {
      left -= share
      if (left < 0) return name as keyof typeof shares
    }
    return undefined
  }
}
