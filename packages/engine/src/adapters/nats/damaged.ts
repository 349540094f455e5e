import { Refusal } from '../../domain/refusal.ts'

/** What lies in a stream is not what was written: another program, the server's disk or a newer version of us changed it. */
export function damaged(reason: string): Refusal {
  return new Refusal('DATA_DAMAGED', { what: 'The log in NATS', reason })
}
