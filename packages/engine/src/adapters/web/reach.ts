import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isPublic } from './public-address.ts'

export type ReachOptions = {
  /** Hosts that may be at private addresses: 'feeds.intranet' or, for one port only, '127.0.0.1:8080'. */
  readonly privateHosts?: readonly string[]
  /** Finds the addresses of a name; the system's when absent. */
  readonly resolve?: LookupFunction
  /** Finds those of names that may not be in private networks; as the others when absent. */
  readonly resolvePublic?: LookupFunction
}

/** Names without a dot, and those set apart for this machine and for networks of one's own (RFC 6761, 6762, 8375, and ICANN's internal). */
const localName = /^[^.]+\.?$|\.(localhost|local|internal|home\.arpa)\.?$/i

/** A connection that is not made, as it would lead into a private network. */
export class PrivateAddress extends Error {
  readonly host: string

  constructor(host: string) {
    super(`${host} is in a private network`)
    this.name = 'PrivateAddress'
    this.host = host
  }
}

/**
 * Which servers are connected to for somebody else. Addresses of private networks are refused where they are connected to, not where
 * they are looked up beforehand: a name that resolves to another address the second time gains nothing.
 */
export class Reach {
  readonly #privateHosts: ReadonlySet<string>
  readonly #resolve: LookupFunction
  readonly #resolvePublic: LookupFunction

  constructor(options: ReachOptions = {}) {
    const { privateHosts = [], resolve = lookup as LookupFunction, resolvePublic = resolve } = options
    this.#privateHosts = new Set(privateHosts.map((host) => host.toLowerCase()))
    this.#resolve = resolve
    this.#resolvePublic = onlyPublic(resolvePublic)
  }

  /** Whether whoever runs the server said that this host may be in a private network. */
  mayBePrivate({ protocol, hostname, port }: URL): boolean {
    const withPort = `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
    return this.#privateHosts.has(hostname) || this.#privateHosts.has(withPort)
  }

  /** What finds the address to connect to, for the options of a request. @throws PrivateAddress for a bare address that is private */
  lookupFor(url: URL): LookupFunction {
    if (this.mayBePrivate(url)) return this.#resolve
    const host = bareHost(url)
    // For an address nothing is looked up; and these names lead nowhere on the open internet, whoever answers for them.
    if (isIP(host) !== 0 ? !isPublic(host) : localName.test(host)) throw new PrivateAddress(host)
    return this.#resolvePublic
  }

  /**
   * Whether a server may be connected to, as its name stands now. What cannot be found now may be there later, and passes.
   * @throws PrivateAddress
   */
  async check(url: URL): Promise<void> {
    const find = this.lookupFor(url)
    const host = bareHost(url)
    if (isIP(host) !== 0) return
    await new Promise<void>((resolve, reject) =>
      find(host, { all: true }, (error) => (error instanceof PrivateAddress ? reject(error) : resolve())),
    )
  }
}

/** As the system wants it: without the brackets of IPv6. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** The same answers, but an error where one of the addresses is private: the connection goes to what is answered here. */
function onlyPublic(resolve: LookupFunction): LookupFunction {
  return (host, options, callback) =>
    resolve(host, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found]
      if (error === null && !addresses.every(isPublic)) callback(new PrivateAddress(host), '')
      else callback(error, found, family)
    })
}
