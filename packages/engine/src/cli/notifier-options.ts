import { InvalidArgumentError } from 'commander'
import { isMailAddress, type SmtpOptions } from '../adapters/web/smtp.ts'

/** Where a mail server is, and how to get in. */
export type SmtpPlace = Pick<SmtpOptions, 'host' | 'port' | 'isSecure' | 'user' | 'password'>
export type Sender = SmtpOptions['from']

/** smtp://user:password@host:port with STARTTLS where it is offered (587 when absent), smtps:// with TLS from the start (465). */
export function smtpOption(text: string): SmtpPlace {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSecure = url?.protocol === 'smtps:'
  const rest = url && `${url.pathname.replace(/^\/$/, '')}${url.search}${url.hash}`
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || rest !== '')
    throw new InvalidArgumentError(
      'write --smtp (NUNCHI_SMTP) as smtp://user:password@host:587 or smtps://user:password@host:465.',
    )
  const [user, password] = [url.username, url.password].map(decoded)
  if (password && !user) throw new InvalidArgumentError('there is a password in --smtp (NUNCHI_SMTP) and no user.')
  const port = url.port === '' ? (isSecure ? 465 : 587) : Number(url.port)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { host, port, isSecure, ...(user && { user, password }) }
}

/** address, or Name <address>. */
export function senderOption(text: string): Sender {
  const [, name = '', bracketed] = /^([^<>\p{Cc}]*)<([^<>]*)>$/u.exec(text.trim()) ?? []
  const address = bracketed ?? text.trim()
  if (isMailAddress(address)) return { name: name.trim().replace(/^"(.*)"$/, '$1'), address }
  throw new InvalidArgumentError('write it as alerts@shop.example, or "Shop <alerts@shop.example>".')
}

/** Without the slash at its end. Plain http only on this machine, to try things out: browsers take push nowhere else without https. */
export function publicUrlOption(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isHere = url !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  const isWeb = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)
  if (url === undefined || !isWeb || url.username + url.password + url.search + url.hash !== '')
    throw new InvalidArgumentError('write it as https://shop.example (plain http only for localhost).')
  return url.href.replace(/\/+$/, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a password may hold a % that begins no escape
  }
}
