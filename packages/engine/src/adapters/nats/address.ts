import { Refusal } from '../../domain/refusal.ts'

/** Where a log lies, read from its URL. */
export type Address = {
  /** host:port of each server of the cluster. */
  readonly servers: readonly string[]
  /** The log's name: the streams' names end in it. */
  readonly name: string
  readonly tls: boolean
  readonly user?: string
  readonly pass?: string
  readonly token?: string
  /** The URL without credentials: the only form that may be printed. */
  readonly printed: string
}

/**
 * Reads nats://user:pass@host:4222/name; `tls://` asks for an encrypted connection, a lone user is a token, several
 * hosts are divided by commas, the name is "main" when there is none. Credentials are percent-decoded.
 * @throws Refusal LOG_ADDRESS saying what is wrong; it never repeats the credentials
 */
export function parseAddress(url: string): Address {
  const match = /^(nats|tls):\/\/(?:([^@/]*)@)?([^@/?#]+)(?:\/([^/?#]*))?$/.exec(url)
  if (!match) throw unusable('a log has an address like nats://user:password@host:4222/name or tls://host/name')
  const [, scheme, credentials, hosts, path] = match
  const name = path || 'main'
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
    throw unusable('the name of a log, after the last /, has up to 64 letters, digits, - or _')
  }
  const servers = hosts.split(',').map((host) => (/:\d+$/.test(host) ? host : `${host}:4222`))
  const printed = `${scheme}://${servers.join(',')}/${name}`
  return { servers, name, tls: scheme === 'tls', printed, ...parseCredentials(credentials) }
}

function parseCredentials(text: string | undefined): Pick<Address, 'user' | 'pass' | 'token'> {
  if (!text) return {}
  const colon = text.indexOf(':')
  try {
    if (colon < 0) return { token: decodeURIComponent(text) }
    return { user: decodeURIComponent(text.slice(0, colon)), pass: decodeURIComponent(text.slice(colon + 1)) }
  } catch {
    throw unusable('its credentials are not valid percent-encoding')
  }
}

function unusable(reason: string): Refusal {
  return new Refusal('LOG_ADDRESS', { reason })
}
