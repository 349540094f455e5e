import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../../domain/refusal.ts'
import type { Verdict } from '../report.ts'
import type { ImportItem, ImportSink } from './item.ts'
import { nextPauseMs } from './patience.ts'

type Options = {
  /** Ends the waiting between two tries. */
  readonly signal: AbortSignal
  readonly patienceMs?: number
}

/**
 * Sends a batch again while the log takes no events, for ten minutes: a hiccup of the log must not end an import of hours. The
 * ids of events make that harmless. Between batches whoever waits gets their turn.
 */
export class PatientSink implements ImportSink {
  readonly #sink: ImportSink
  readonly #options: Options

  constructor(sink: ImportSink, options: Options) {
    this.#sink = sink
    this.#options = options
  }

  async send(batch: readonly ImportItem[]): Promise<readonly Verdict[]> {
    await new Promise((resolve) => setImmediate(resolve))
    const { signal, patienceMs: allMs = 600_000 } = this.#options
    const startedAt = performance.now()
    for (let tries = 1; ; tries++) {
      try {
        return await this.#sink.send(batch)
      } catch (error) {
        const isPassing =
          error instanceof Refusal && (error.code === 'LOG_UNAVAILABLE' || error.code === 'LOG_CONFLICT')
        const spentMs = performance.now() - startedAt
        const ms = nextPauseMs({ tries, spentMs, allMs, asked: 0, chance: Math.random() })
        if (!isPassing || ms === undefined || signal.aborted) throw error
        await pause(ms, undefined, { signal }).catch(() => {
          throw error
        })
      }
    }
  }

  close(): Promise<void> {
    return this.#sink.close()
  }
}
