import type { PostRoundEventsBody, RoundBody, RoundEventsBody } from '@nunchi/protocol'
import { NunchiError } from '@nunchi/sdk'
import { type Act, actionOf } from './round-acts.ts'
import { changesOf, type RoundChanges } from './round-changes.ts'
import type { RoundDrawer } from './round-drawer.ts'
import {
  type Batch,
  batchMax,
  batchOf,
  type Fate,
  fateOf,
  type Kept,
  momentAfter,
  pauseMs,
  refusedBatch,
  releasedBy,
  verdictsOn,
} from './round-outbox.ts'

/** All is well: so often somebody looks whether the round has changed. */
const askEveryMs = 20_000

/** The two calls of a driver's key. */
export type RoundServer = {
  round(): Promise<RoundBody>
  sendRoundEvents(body: PostRoundEventsBody): Promise<RoundEventsBody>
}
export type Trouble = { readonly fate: Fate; readonly error: unknown }
export type PostState = {
  /** The round as the server told it last. */
  readonly told: RoundBody | undefined
  /** What it has not taken, of this vehicle and of others that this phone reported for. */
  readonly kept: readonly Kept[]
  /** Why nothing can be sent. */
  readonly trouble: Trouble | undefined
  readonly changes: RoundChanges | undefined
  /** False: what is kept is lost with the page. */
  readonly isLasting: boolean
}

type Parts = {
  readonly drawer: RoundDrawer
  readonly server: RoundServer
  /** Of the server: what it answers is not kept once another key is in the drawer, or none. */
  readonly key: string
  /** ms since 1970, by the clock of the phone. */
  readonly now: () => number
  /** 0 to 1. */
  readonly random: () => number
}

/**
 * Between a phone and the server: what a driver does is kept first and sent after, with the same ids until the server has taken it; what the
 * server tells is kept as well, so that a page without a network still shows the day.
 */
export class RoundPost {
  readonly #parts: Parts
  readonly #listeners = new Set<() => void>()
  #state: PostState
  #isAsking = false
  #failures = 0
  #sizeMax = batchMax
  /** The server asked not to be asked before; ms since 1970. */
  #notBefore = 0

  constructor(parts: Parts) {
    this.#parts = parts
    const { round: told, acts: kept, isLasting } = parts.drawer
    this.#state = { told, kept, isLasting, trouble: undefined, changes: undefined }
  }

  readonly state = (): PostState => this.#state

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Keeps what the driver did; whoever calls this asks then. */
  act(what: Act): void {
    const { told, kept } = this.#state
    if (told === undefined) return
    const act = actionOf(what, momentAfter(kept, this.#parts.now()))
    this.#keep([{ day: told.day, vehicle: told.vehicle, act }])
  }

  /** Has what was refused sent once more. */
  sendAgain(): void {
    this.#keep(this.#state.kept.map(({ problem, ...kept }) => kept))
  }

  /** Lets go of what was refused. */
  discard(): void {
    this.#parts.drawer.drop(this.#state.kept.flatMap(({ act, problem }) => (problem ? [act.id] : [])))
    this.reread()
  }

  forgetChanges(): void {
    this.#change({ changes: undefined })
  }

  /** Another tab has kept or sent something. */
  reread(): void {
    const { acts: kept, isLasting } = this.#parts.drawer
    this.#change({ kept, isLasting })
  }

  /** Sends what waits, then looks at the round. @returns after how many ms to ask again; never rejects */
  async ask(): Promise<number> {
    const wait = this.#notBefore - this.#parts.now()
    if (this.#isAsking || wait > 0) return Math.max(wait, 1_000)
    this.#isAsking = true
    try {
      let isHeard = false
      for (let batch = this.#batch(); batch !== undefined; batch = this.#batch()) isHeard = await this.#send(batch)
      if (!isHeard) this.#hear(await this.#parts.server.round())
      return this.#batch() === undefined ? askEveryMs : 0 // what it told may let something go that waited
    } catch (error) {
      return this.#fail(error)
    } finally {
      this.#isAsking = false
    }
  }

  #batch(): Batch | undefined {
    const vehicle = this.#state.told?.vehicle
    return vehicle === undefined ? undefined : batchOf(this.#parts.drawer.acts, { vehicle, sizeMax: this.#sizeMax })
  }

  /** @returns whether the server told the round with it @throws what concerns more than this batch */
  async #send(batch: Batch): Promise<boolean> {
    const { drawer, server, now } = this.#parts
    const { day, acts } = batch
    try {
      const { results, round } = await server.sendRoundEvents({ day, clock: now(), events: acts.map(({ act }) => act) })
      const { gone, held } = verdictsOn(batch, results)
      drawer.drop(gone)
      this.#keep(held)
      this.#hear(round)
      return true
    } catch (error) {
      if (!(error instanceof NunchiError) || fateOf(error) !== 'acts') throw error
      const { held, sizeMax } = refusedBatch(batch, error)
      this.#sizeMax = sizeMax
      this.#keep(held)
      return false
    }
  }

  #hear(round: RoundBody): void {
    const { drawer, key } = this.#parts
    if (drawer.key !== key) return
    const { told, changes, kept } = this.#state
    drawer.round = round
    this.#failures = 0
    this.#change({ told: round, trouble: undefined, changes: changesOf(told, round) ?? changes })
    this.#keep(releasedBy(kept, told, round).map(({ problem, ...one }) => one))
  }

  #fail(error: unknown): number {
    const { now, random } = this.#parts
    const known = error instanceof NunchiError ? error : undefined
    const fate = known ? fateOf(known) : 'away'
    this.#failures++
    this.#notBefore = known?.retryAfterMs === undefined ? 0 : now() + known.retryAfterMs
    this.#change({ trouble: { fate, error } })
    return pauseMs(fate, { failures: this.#failures, retryAfterMs: known?.retryAfterMs, random: random() })
  }

  #keep(kept: readonly Kept[]): void {
    this.#parts.drawer.keep(kept)
    this.reread()
  }

  #change(change: Partial<PostState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
