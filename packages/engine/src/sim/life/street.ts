import type { Report } from '../../app/report.ts'
import { Agenda } from './agenda.ts'
import { newShopperState, type ShopperState } from './shopper-state.ts'
import type { Visit } from './visits.ts'
import { type Step, type Surroundings, Walk } from './walk.ts'

/** Reports that are due to be told to the shop, and the moment at which they are: then its clock has to stand there. */
export type Told = { readonly at: number; readonly reports: readonly Report[] }

type Going = { readonly steps: Generator<Step, void, void>; told: Report[]; isOver: boolean }

/**
 * The visits under way, and what every shopper carries from one to the next. Visits overlap; acts come out in order of
 * time, and no page is asked for before everything that was done until then has been told.
 */
export class Street {
  readonly #around: Surroundings
  readonly #going = new Agenda<Going>()
  readonly #states: Map<number, ShopperState>
  readonly #eachAct: boolean

  /** @param options.eachAct tells each act at its own moment, instead of all of a page together at its end */
  constructor(around: Surroundings, options: { states?: Map<number, ShopperState>; eachAct?: boolean } = {}) {
    this.#around = around
    this.#states = options.states ?? new Map()
    this.#eachAct = options.eachAct ?? false
  }

  /** How many visits are under way. */
  get visits(): number {
    return this.#going.size
  }

  /** When the next act is due; Infinity when nobody is there. */
  get nextAt(): number {
    return this.#going.nextAt
  }

  /** What shoppers carry along, to be handed to another street. */
  get states(): Map<number, ShopperState> {
    return this.#states
  }

  /** @param id what the ids of its reports begin with, when not the visit's own */
  enter(visit: Visit, id?: string): void {
    const state = this.#states.get(visit.shopper) ?? newShopperState()
    this.#states.set(visit.shopper, state)
    const walk = new Walk(this.#around, visit, { state, id })
    this.#going.put(visit.at, { steps: walk.steps(), told: [], isOver: false })
  }

  /**
   * Goes on until `end`. Whoever takes the next act has set the shop's clock to the moment of the one before and told the
   * shop what it said.
   */
  *until(end: number): Generator<Told, void, void> {
    while (this.#going.nextAt < end) {
      const at = this.#going.nextAt
      const going = this.#going.take()!
      yield { at, reports: going.told }
      if (!going.isOver) this.#goOn(going, at)
    }
  }

  #goOn(going: Going, at: number): void {
    going.told = []
    let resumeAt = at
    for (;;) {
      const { done, value } = going.steps.next()
      if (done) {
        going.isOver = true
        if (going.told.length > 0) this.#going.put(resumeAt, going)
        return
      }
      going.told.push(...value.reports)
      resumeAt = value.resumeAt
      if (value.asksNext || this.#eachAct) return this.#going.put(resumeAt, going)
    }
  }
}
