import type { PostRoundEventsBody, RoundBody, RoundEventsBody } from '@nunchi/protocol'
import type { Asker, CallOptions } from './ask.ts'

/** What a driver's key may ask: the round of its own vehicle, of today. */
export function roundCalls(asker: Asker) {
  return {
    round: (options?: CallOptions) => asker.json<RoundBody>({ path: '/v1/floor/round' }, options),
    /** Says what happened, also later and in any order; what was sent already counts once. */
    sendRoundEvents: (body: PostRoundEventsBody, options?: CallOptions) =>
      asker.json<RoundEventsBody>({ method: 'POST', path: '/v1/floor/events', body, isRead: true }, options),
  }
}
export type RoundCalls = ReturnType<typeof roundCalls>
