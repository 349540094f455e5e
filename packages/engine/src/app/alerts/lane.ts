import { createHash } from 'node:crypto'
import type { Target } from '../../domain/contact.ts'

/** Push services that many people use, so that their names say nothing of anybody. */
const knownServices =
  /^(fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|web\.push\.apple\.com)$|\.notify\.windows\.com$/
/** Few enough values that many servers share one: it tells lanes apart and says of nobody which server is theirs. */
const laneDigits = 5

/**
 * What holds up one message holds up all of its lane, and no others: mail goes through one server, all else has a lane for each server.
 * It may be kept in events.
 */
export function laneOf(target: Target): string {
  if (target.kind === 'email') return 'email'
  const { hostname } = new URL(target.kind === 'webhook' ? target.url : target.endpoint)
  if (target.kind === 'web-push' && knownServices.test(hostname))
    return `web-push ${hostname.replace(/^.*(\.notify\.windows\.com)$/, '*$1')}`
  return `${target.kind} ${createHash('sha256').update(hostname).digest('hex').slice(0, laneDigits)}`
}
