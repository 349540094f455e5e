import type { EpochMs } from '../../domain/units.ts'
import type { Alarm } from './delivery-options.ts'

/** Time that moves when a test says so, and the alarms in it. */
export class TestingClock {
  #now: number
  #alarms: { at: number; ring: () => void }[] = []

  constructor(now = 1_772_409_600_000) {
    this.#now = now
  }

  now(): EpochMs {
    return this.#now as EpochMs
  }

  readonly alarm: Alarm = (ms, ring) => {
    const one = { at: this.#now + Math.max(0, ms), ring }
    this.#alarms.push(one)
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== one)
    }
  }

  /** Lets time go by, alarm by alarm; what each set going comes to rest before the next. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    await rest()
    for (;;) {
      const next = this.#alarms.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#alarms = this.#alarms.filter((other) => other !== next)
      this.#now = Math.max(this.#now, next.at)
      next.ring()
      await rest()
    }
    this.#now = until
  }
}

/** Lets what was set going in this process come to rest: everything that waits for no time and no input. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}
