import { Refusal } from '../../domain/refusal.ts'

/**
 * What the system says of a data folder (a full disk, a missing right) as the refusal it is to whoever started us;
 * anything else, our bugs among it, comes back as it was.
 */
export function unusable(dir: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error
  return new Refusal('DATA_UNUSABLE', { dir, reason: error.message })
}
