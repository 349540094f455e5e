import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { feedReasons } from '../../ports/feed-fetcher.ts'
import { PrivateAddress } from './reach.ts'

type Filled<Form extends string> = Form extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${number}${Filled<After>}`
  : Form
/** Why a feed was not fetched. */
export type FeedReason = Filled<(typeof feedReasons)[number]>

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** The feed's address leads on to one that is not followed. */
export function redirected(url: string, reason: FeedReason): Refusal {
  return new Refusal('FEED_REDIRECTED', { url, reason })
}

/** It came, but not as it was meant to. */
export function incomplete(url: string, bytes: number, reason: FeedReason | string): Refusal {
  return new Refusal('FEED_INCOMPLETE', { url, bytes, reason })
}

/** Any other answer than a feed, and whose turn it is to do something about it. */
export function answered(url: string, status: number): Refusal {
  return new Refusal('FEED_STATUS', { url, status, remedy: remedyOf(status) })
}

function remedyOf(status: number): string {
  if (status === 401 || status === 403)
    return 'ask the mall for the right address, and put its user and password into it (https://USER:PASSWORD@...)'
  if (status === 429 || status >= 500) return 'it is for the mall to mend, and the next reading tries again'
  return 'ask the mall for the right address'
}

const unreached: Readonly<Record<string, FeedReason>> = {
  ENOTFOUND: 'there is no server of this name',
  ECONNREFUSED: 'no server listens there',
  ECONNRESET: 'its connection was closed before an answer came',
}

/** Why no answer came. Certificates that do not hold are among it, in the system's own words. */
export function unreachable(url: string, thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  if (thrown instanceof PrivateAddress) return new Refusal('FEED_PRIVATE', { host: thrown.host })
  const error = thrown instanceof AggregateError && thrown.errors.length > 0 ? thrown.errors[0] : thrown
  const code = codeOf(error)
  const speaksOther = code.startsWith('HPE_') || code === 'EPROTO'
  const reason = speaksOther ? 'what answers there does not speak HTTP' : (unreached[code] ?? messageOf(error))
  return new Refusal('FEED_UNREACHABLE', { url, reason })
}

/** Why an answer was not stored: the connection, the packing or the disk. */
export function unstored(url: string, bytes: number, error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const code = codeOf(error)
  if (code.startsWith('Z_')) return incomplete(url, bytes, 'it is packed and damaged')
  if (code.startsWith('HPE_')) return incomplete(url, bytes, 'it is longer or shorter than its server says')
  const call = error instanceof Error && 'syscall' in error ? error.syscall : undefined
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || call === 'read')
    return incomplete(url, bytes, 'its connection ended before it did')
  if (call === undefined) return incomplete(url, bytes, messageOf(error))
  const reason: FeedReason | string = code === 'ENOSPC' ? 'the disk is full' : messageOf(error)
  return new Refusal('FEED_UNSTORED', { url, reason })
}
