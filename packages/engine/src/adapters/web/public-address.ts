import { isIP } from 'node:net'

/**
 * Blocks of addresses that are nobody's on the open internet: of this machine, of private networks and of their routers, for many at
 * once, for tests and documentation (the special-purpose registries of IANA, RFC 6890). Tunnels into IPv4 (6to4, Teredo) are among
 * them, as they would lead there unseen.
 */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map(blockOf)
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map(blockOf)
/** All that is given out of IPv6. */
const global6 = blockOf('2000::/3')
/** IPv6 that stands for an IPv4 address in its last four bytes: mapped, and translated by the network (NAT64). */
const carries4 = ['::ffff:0:0/96', '64:ff9b::/96'].map(blockOf)

type Block = { readonly bytes: readonly number[]; readonly bits: number }

/** Whether an address, as the system writes it, is one on the open internet. False for what is no address. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false // a zone: only of links to neighbours
  const bytes = bytesOf(address)
  if (bytes.length === 4) return !special4.some((block) => holds(block, bytes))
  if (carries4.some((block) => holds(block, bytes))) return isPublic(bytes.slice(12).join('.'))
  return holds(global6, bytes) && !special6.some((block) => holds(block, bytes))
}

function blockOf(text: string): Block {
  const [address, bits] = text.split('/')
  return { bytes: bytesOf(address), bits: Number(bits) }
}

function holds({ bytes: first, bits }: Block, bytes: readonly number[]): boolean {
  for (let at = 0; at * 8 < bits; at++) {
    const mask = 0xff & (0xff00 >> Math.min(8, bits - at * 8))
    if ((first[at] & mask) !== (bytes[at] & mask)) return false
  }
  return true
}

/** 4 or 16 bytes of a well-formed address. (net.BlockList of Node 20 errs on mapped addresses, else it would do.) */
function bytesOf(address: string): readonly number[] {
  if (!address.includes(':')) return address.split('.').map(Number)
  const last = address.slice(address.lastIndexOf(':') + 1)
  const [high, low] = (last.includes('.') ? address.slice(0, -last.length) + groupsOf(bytesOf(last)) : address).split(
    '::',
  )
  const before = wordsOf(high)
  const after = wordsOf(low ?? '')
  const zeros = new Array<number>(8 - before.length - after.length).fill(0)
  return [...before, ...zeros, ...after].flatMap((word) => [word >> 8, word & 0xff])
}

function groupsOf([a, b, c, d]: readonly number[]): string {
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
}

function wordsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16))
}
