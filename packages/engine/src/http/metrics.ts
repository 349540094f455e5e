import type { CollectAnswer } from '@nunchi/protocol'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ShopFace } from '../app/face.ts'
import type { FeedRuns } from '../app/malls/feed-runs.ts'

/** What /metrics tells: requests, events by what became of them, the state of the shop, and the process. */
export class Metrics {
  readonly registry = new Registry()
  readonly #seconds: Histogram<'method' | 'route' | 'status'>
  readonly #events: Counter<'kind' | 'verdict'>
  readonly #told: Counter<'as' | 'code'>

  constructor(
    shop: Pick<ShopFace, 'health' | 'counts' | 'chores' | 'exploring'>,
    feeds: Pick<FeedRuns, 'ended'> | undefined,
  ) {
    const registers = [this.registry]
    this.#seconds = new Histogram({
      name: 'nunchi_http_request_seconds',
      help: 'Time from the request to its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    })
    this.#events = new Counter({
      name: 'nunchi_events_total',
      help: 'Events received over HTTP, by kind and by what became of them',
      labelNames: ['kind', 'verdict'],
      registers,
    })
    this.#told = new Counter({
      name: 'nunchi_events_told_total',
      help: 'Events rejected and events warned about, by code (docs/errors.md)',
      labelNames: ['as', 'code'],
      registers,
    })
    const state = new Gauge({
      name: 'nunchi_state',
      help: 'Counts of the shop: shoppers, products, ...',
      labelNames: ['name'],
      registers,
      collect: () => {
        for (const [name, count] of Object.entries(shop.counts())) state.set({ name }, count)
      },
    })
    const health: Gauge<'name'> = new Gauge({
      name: 'nunchi_log',
      help: 'position: events folded; waiting: events taken but not yet durable; ready: 1 or 0',
      labelNames: ['name'],
      registers,
      collect: () => {
        const { position, waiting, ready } = shop.health()
        health.set({ name: 'position' }, position)
        health.set({ name: 'waiting' }, waiting)
        health.set({ name: 'ready' }, ready ? 1 : 0)
      },
    })
    this.#tellChores(shop)
    this.#tellExploring(shop)
    if (feeds !== undefined) this.#tellFeeds(feeds)
    collectDefaultMetrics({ register: this.registry })
  }

  #tellChores(shop: Pick<ShopFace, 'chores'>): void {
    const registers = [this.registry]
    const runs: Counter<'chore' | 'outcome'> = new Counter({
      name: 'nunchi_chores_total',
      help: 'Work behind the answers since the start, by how it ended: done or failed',
      labelNames: ['chore', 'outcome'],
      registers,
      collect: () => {
        runs.reset()
        for (const { name: chore, done, failed } of shop.chores()) {
          runs.inc({ chore, outcome: 'done' }, done)
          runs.inc({ chore, outcome: 'failed' }, failed)
        }
      },
    })
    const last: Gauge<'chore'> = new Gauge({
      name: 'nunchi_chore_last_success_timestamp_seconds',
      help: 'When it was last done since the start',
      labelNames: ['chore'],
      registers,
      collect: () => {
        for (const { name: chore, lastDoneAt } of shop.chores())
          if (lastDoneAt !== undefined) last.set({ chore }, lastDoneAt / 1000)
      },
    })
  }

  #tellFeeds(feeds: Pick<FeedRuns, 'ended'>): void {
    const runs: Counter<'end'> = new Counter({
      name: 'nunchi_feed_runs_total',
      help: "Readings of malls' feeds since the start, by how they ended",
      labelNames: ['end'],
      registers: [this.registry],
      collect: () => {
        runs.reset()
        for (const [end, count] of Object.entries(feeds.ended)) runs.inc({ end }, count)
      },
    })
  }

  #tellExploring(shop: Pick<ShopFace, 'exploring'>): void {
    const registers = [this.registry]
    const pages: Counter = new Counter({
      name: 'nunchi_explored_pages_total',
      help: 'Pages on which something was tried by chance since the start',
      registers,
      collect: () => {
        pages.reset()
        pages.inc(shop.exploring().pages)
      },
    })
    const dropped: Counter = new Counter({
      name: 'nunchi_explored_slates_dropped_total',
      help: 'Of these, slates that are not in the log: it took none, or too many were waiting',
      registers,
      collect: () => {
        dropped.reset()
        dropped.inc(shop.exploring().dropped)
      },
    })
  }

  answered(method: string, route: string, { status, seconds }: { status: number; seconds: number }): void {
    this.#seconds.observe({ method, route, status }, seconds)
  }

  /** Counts what the senders of one batch were told. */
  told({ rejected, warnings }: Pick<CollectAnswer, 'rejected' | 'warnings'>): void {
    for (const { code } of rejected) this.#told.inc({ as: 'rejected', code })
    for (const { code, count } of warnings) this.#told.inc({ as: 'warned', code }, count)
  }

  /** @param tally  "kind verdict" -> count */
  received(tally: ReadonlyMap<string, number>): void {
    for (const [name, count] of tally) {
      const [kind, verdict] = name.split(' ') as [string, string]
      this.#events.inc({ kind, verdict }, count)
    }
  }
}
