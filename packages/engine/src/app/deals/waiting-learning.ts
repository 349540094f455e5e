import { buyOrWait } from '../../decide/deals/buy-or-wait.ts'
import type { WaitingLesson, WaitingReport } from '../../decide/deals/learn-waiting.ts'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type EpochMs, secondsOf } from '../../domain/units.ts'
import type { ModelStore } from '../../ports/model-store.ts'
import type { Views } from '../../state/views.ts'
import type { Chores } from '../chores.ts'
import type { WaitingEnd, WaitingState } from './answers.ts'
import { readWaiting, type WaitingFile, type WaitingKept } from './waiting-file.ts'
import { daysKnownMin, waitingSample } from './waiting-sample.ts'

const dayMs = 86_400_000
/** A start has other things to do first. */
const startPauseMs = 60_000
/** Fewer products teach chance: a third of them is held back, and of those 20 are needed to judge by. */
const seriesMin = 100
/** Moments that are learned from and judged by at most, of each horizon: some seconds in a thread, and 60 MB. */
const rowsMax = 100_000
const seed = 7
const daySeconds = 86_400

/** Learns from a lesson, in a thread of its own. `cancel` ends it at once; `done` is then rejected. */
export type WaitingTeacher = (lesson: WaitingLesson) => {
  readonly done: Promise<{ readonly model: object; readonly reports: readonly WaitingReport[] }>
  readonly cancel: () => void
}

/** How a shop learns buy-or-wait. */
export type WaitingParts = {
  readonly store: ModelStore
  readonly teacher: WaitingTeacher
  /** Learns by itself, so many days after the last time. Absent: only when told. */
  readonly everyDays?: number
  /** Minutes that local time is ahead of UTC: prices have weekdays. */
  readonly offsetMinutes: number
}

type Parts = {
  readonly views: Pick<Views, 'watched' | 'position'>
  readonly now: () => EpochMs
  readonly chores: Chores
  /** Without them nothing is learned, and nothing told. */
  readonly waiting?: WaitingParts
}

type Question = Parameters<typeof buyOrWait>[1]

/**
 * Learns from the shop's own prices how likely a lower one is, keeps what it learned, and answers by it. A model that does not beat "same
 * as today" on prices held back is kept to be looked at, and tells shoppers nothing. What is lost or was made by another version is
 * learned again: it is in the prices.
 */
export class WaitingLearning {
  readonly #parts: Parts
  #kept: WaitingKept | undefined
  #running: { readonly startedAt: EpochMs; isCancelled: boolean; cancel: () => void; done: Promise<void> } | undefined
  #last: WaitingEnd | undefined
  /** When it is learned by itself next. */
  #dueAt = Number.POSITIVE_INFINITY

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get state(): WaitingState {
    const learning = this.#running && { startedAt: this.#running.startedAt }
    return { inUse: this.#kept?.told, learning, last: this.#last, everyDays: this.#parts.waiting?.everyDays }
  }

  /** Uses what was learned before the last stop. One that cannot be read is told of, and learned again. */
  async restore(): Promise<void> {
    const { waiting, chores, now } = this.#parts
    if (!waiting) return
    const load = async () => {
      const [version] = await waiting.store.list()
      if (version === undefined) return
      try {
        this.#kept = readWaiting(version, await waiting.store.load(version))
      } catch (error) {
        throw new Error(`version ${version} of buy-or-wait is not used (${messageOf(error)}); it is learned again`)
      }
    }
    await chores.run('waiting', load).catch(() => {})
    if (waiting.everyDays === undefined) return
    const next = this.#kept === undefined ? now() : this.#kept.told.at + waiting.everyDays * dayMs
    this.#dueAt = Math.max(next, now() + startPauseMs)
  }

  /** Undefined before anything is learned. */
  answer(question: Question): ReturnType<typeof buyOrWait> | undefined {
    return this.#kept && buyOrWait(this.#kept.model, question)
  }

  /** @throws Refusal WAITING_RUNNING, WAITING_NONE */
  learn(): void {
    const { waiting, now, chores } = this.#parts
    if (!waiting) throw new Refusal('WAITING_NONE')
    if (this.#running) throw new Refusal('WAITING_RUNNING')
    const running = { startedAt: now(), isCancelled: false, cancel: () => {}, done: Promise.resolve() }
    this.#running = running
    if (waiting.everyDays !== undefined) this.#dueAt = running.startedAt + dayMs // unless it comes to something
    const work = async (): Promise<Omit<WaitingEnd, 'at'>> => {
      const series = waitingSample(this.#parts.views.watched.prices, secondsOf(running.startedAt))
      if (series.length < seriesMin)
        return { end: 'too little', short: { series: series.length, seriesMin, daysMin: daysKnownMin } }
      const learning = waiting.teacher({
        series,
        everyDays: everyDaysFor(series),
        offsetMinutes: waiting.offsetMinutes,
        seed,
      })
      running.cancel = learning.cancel
      const result = await learning.done.catch((error: unknown) => {
        if (!running.isCancelled) throw error
      })
      if (!result || running.isCancelled) return { end: 'cancelled' }
      await this.#keep({ at: running.startedAt, series: series.length, ...result }, waiting)
      return { end: 'learned' }
    }
    running.done = chores
      .run('waiting', work)
      .catch((error: unknown) => ({ end: 'failed' as const, reason: messageOf(error) }))
      .then((ended) => {
        this.#last = { at: now(), ...ended }
        this.#running = undefined
      })
  }

  async cancel(): Promise<boolean> {
    const running = this.#running
    if (!running) return false
    running.isCancelled = true
    running.cancel()
    await running.done
    return this.#last?.end === 'cancelled'
  }

  /** Learns when it is due; cheap to call often. */
  tick(): void {
    if (!this.#running && this.#parts.now() >= this.#dueAt) this.learn()
  }

  /** Resolves when no learning is under way. */
  async settled(): Promise<void> {
    await this.#running?.done
  }

  async #keep(file: WaitingFile, { store, everyDays }: WaitingParts): Promise<void> {
    const version = `${new Date(file.at).toISOString().replace(/\D/g, '')}-${this.#parts.views.position}`
    const kept = readWaiting(version, JSON.parse(JSON.stringify(file)))
    await store.save(version, file)
    this.#kept = kept
    if (everyDays !== undefined) this.#dueAt = file.at + everyDays * dayMs
  }
}

/** Days from one moment of a product to its next, so that all of them together are not too many. */
function everyDaysFor(series: WaitingLesson['series']): number {
  const days = series.reduce((sum, { times, until }) => sum + (until - (times[0] ?? until)) / daySeconds, 0)
  return Math.max(1, Math.ceil(days / rowsMax))
}
