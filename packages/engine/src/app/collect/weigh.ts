import { limits } from '../../domain/limits.ts'
import { Rejection } from './rejection.ts'

/** Escapes and UTF-8 together never take more than six bytes for one UTF-16 unit. */
const bytesPerUnitMax = 6

/**
 * Refuses an event above `eventBytesMax` or nested deeper than `depthMax`. A generous upper bound answers for nearly
 * all events in well under a microsecond; only what exceeds it is written out and measured.
 */
export function checkWeight(event: unknown): void {
  if (upperBound(event, 0) <= limits.eventBytesMax) return
  const bytes = Buffer.byteLength(JSON.stringify(event))
  if (bytes > limits.eventBytesMax)
    throw new Rejection('EVENT_TOO_LARGE', '', `takes more than ${limits.eventBytesMax} bytes`)
}

function upperBound(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length * bytesPerUnitMax + 2
  if (typeof value !== 'object' || value === null) return 25
  if (depth >= limits.depthMax)
    throw new Rejection('EVENT_TOO_LARGE', '', `is nested more than ${limits.depthMax} levels deep`)
  let bytes = 2
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) bytes += upperBound(value[i], depth + 1) + 1
    return bytes
  }
  for (const key in value) {
    bytes += key.length * bytesPerUnitMax + 4 + upperBound((value as Record<string, unknown>)[key], depth + 1)
  }
  return bytes
}
