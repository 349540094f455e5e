import type { EpochMs } from '../domain/units.ts'

/** Where "now" comes from: the system, or a test. */
export interface Clock {
  now(): EpochMs
}
