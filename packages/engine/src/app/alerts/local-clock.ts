import type { EpochMs } from '../../domain/units.ts'
import { zoneOffset } from '../time.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** The clock on somebody's wall. In the one hour a year that a zone has twice it may show either. */
export class LocalClock {
  readonly #offset: (local: number) => number

  /** @throws RangeError for what is no time zone */
  constructor(zone: string) {
    this.#offset = zoneOffset(zone)
  }

  /** Minutes since midnight, 0 to 1439. */
  minuteAt(at: EpochMs): number {
    return Math.floor((((this.#localOf(at) % dayMs) + dayMs) % dayMs) / minuteMs)
  }

  /** When the day began. */
  dayStart(at: EpochMs): EpochMs {
    return this.#utcOf(Math.floor(this.#localOf(at) / dayMs) * dayMs)
  }

  /** The first moment from `at` on at which the clock shows this minute of the day. */
  nextMinute(at: EpochMs, minute: number): EpochMs {
    const midnight = Math.floor(this.#localOf(at) / dayMs) * dayMs
    for (let days = 0; ; days++) {
      const found = this.#utcOf(midnight + days * dayMs + minute * minuteMs)
      if (found >= at) return found
    }
  }

  #localOf(at: number): number {
    return at + this.#offset(at + this.#offset(at))
  }

  #utcOf(local: number): EpochMs {
    return (local - this.#offset(local)) as EpochMs
  }
}

/** Whether there is such a time zone. */
export function isZone(zone: string): boolean {
  try {
    return clockOf(zone) !== undefined
  } catch {
    return false
  }
}

const clocks = new Map<string, LocalClock>()
/** Zones have some hundred names; offsets can be written in more ways. */
const clocksMax = 1_000

/** The clock of a zone, made once: Asia/Seoul, +09:00, UTC. @throws RangeError for what is no time zone */
export function clockOf(zone: string): LocalClock {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const made = new LocalClock(zone)
  if (clocks.size >= clocksMax) clocks.clear()
  clocks.set(zone, made)
  return made
}
