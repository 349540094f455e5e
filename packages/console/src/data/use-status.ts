import type { ReadyBody, StatusBody } from '@nunchi/protocol'
import type { UseQueryResult } from '@tanstack/react-query'
import { useAnswer } from './use-answer.ts'

/** How the server does; one question for all that want to know. */
export function useStatus(): UseQueryResult<StatusBody> {
  return useAnswer(['status'], (client, options) => client.status(options), { every: 5_000 })
}

/** Whether the server is there and can serve. */
export function useReady(): UseQueryResult<ReadyBody> {
  return useAnswer(['ready'], (client, options) => client.ready({ ...options, timeoutMs: 4_000 }), { every: 4_000 })
}
