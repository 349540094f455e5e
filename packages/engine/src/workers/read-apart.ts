import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { RouteAsk } from '../decide/route/ask.ts'
import { said } from '../domain/said.ts'

/**
 * Reads a problem in this thread, and posts what was read or why it is refused. Its matrices are handed over, not copied.
 * @param askOf  the problem within what was read
 */
export function readApart<Read extends object>(read: () => Read, askOf: (read: Read) => RouteAsk): void {
  // Who asks for a page goes first. On Linux this is the priority of the thread; elsewhere it would be that of the whole process.
  if (process.platform === 'linux') setPriority(5)
  const answer = said(read)
  const profiles = 'refused' in answer ? [] : askOf(answer).profiles
  const matrices = profiles.flatMap(({ durations, distances, costs }) => [durations, distances, costs])
  parentPort!.postMessage(answer, [...new Set(matrices.flatMap((one) => (one ? [one.buffer as ArrayBuffer] : [])))])
}
