import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { createTransport } from 'nodemailer'
import type { Target } from '../../domain/contact.ts'
import { Refusal } from '../../domain/refusal.ts'
import { joinedSignal } from '../../ports/joined-signal.ts'
import type { DeliveryReason, Message, Notifier, Outcome } from '../../ports/notifier.ts'
import { mailParts } from './mail-text.ts'
import { unreachedReason } from './poster.ts'

/** The shop's own mail server: named by whoever runs this one, so it may be in a private network. */
export type SmtpOptions = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; else STARTTLS where it is offered. */
  readonly isSecure: boolean
  readonly user?: string
  readonly password?: string
  /** Sender: an address, or Name <address>. */
  readonly from: { readonly name: string; readonly address: string }
  readonly connectionsMax?: number
  /** For one message, from taking a connection to the answer. */
  readonly msMax?: number
}

type SmtpError = Error & {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
}

/** Passwords do not leave this machine unencrypted. */
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

/**
 * Sends mails through the shop's mail server, over a few connections that are kept. The Message-ID is made of the message's id, so that a
 * mailbox that has had it can drop the second one. What becomes of a mail after the server took it is not learned here.
 */
export class SmtpNotifier implements Notifier {
  readonly kind = 'email'
  readonly #from: SmtpOptions['from']
  readonly #msMax: number
  readonly #transport: ReturnType<typeof transportOf>
  readonly #closing = new AbortController()

  constructor(options: SmtpOptions) {
    this.#from = options.from
    setMaxListeners(0, this.#closing.signal) // one listener a message under way
    this.#msMax = options.msMax ?? 30_000
    this.#transport = transportOf(options, this.#msMax)
    this.#transport.on('error', () => {}) // of idle connections; the next message opens another
  }

  async check(target: Target): Promise<void> {
    if (target.kind !== 'email' || !isMailAddress(target.address))
      throw new Refusal('MAIL_ADDRESS', { address: target.kind === 'email' ? target.address.slice(0, 320) : '' })
  }

  async send(message: Message, signal: AbortSignal): Promise<Outcome> {
    const { target, id, title, language, unsubscribeUrl } = message
    if (target.kind !== 'email' || !isMailAddress(target.address))
      return { kind: 'refused', reason: 'it is no address that messages go to' }
    const watch = new AbortController()
    const timer = setTimeout(() => watch.abort(), this.#msMax)
    const stops = [signal, this.#closing.signal]
    const joined = joinedSignal([...stops, watch.signal])
    const headers = {
      'auto-submitted': 'auto-generated',
      'content-language': language,
      ...(unsubscribeUrl !== undefined && {
        'list-unsubscribe': `<${new URL(unsubscribeUrl).href}>`,
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      }),
    }
    try {
      await this.#transport.sendMail({
        from: this.#from,
        to: { name: '', address: target.address },
        subject: title.replace(/\s+/g, ' '),
        messageId: `<${messageIdOf(id)}@${this.#from.address.split('@')[1]}>`,
        headers,
        ...mailParts(message),
        signal: joined.signal,
      })
      return { kind: 'delivered' }
    } catch (error) {
      if (stops.some(({ aborted }) => aborted))
        return { kind: 'again', of: 'message', reason: 'the sending was stopped' }
      if (watch.signal.aborted)
        return { kind: 'again', of: 'host', reason: `no answer came within ${this.#msMax / 1_000} s` }
      return outcomeOf(error as SmtpError)
    } finally {
      clearTimeout(timer)
      joined.letGo()
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    this.#transport.close({ force: true })
  }
}

function transportOf({ host, port, isSecure, user, password, connectionsMax = 5 }: SmtpOptions, msMax: number) {
  return createTransport({
    pool: true,
    host,
    port,
    secure: isSecure,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    requireTLS: user !== undefined && !isSecure && !loopback.test(host),
    maxConnections: connectionsMax,
    maxMessages: 100,
    connectionTimeout: Math.min(10_000, msMax),
    greetingTimeout: Math.min(10_000, msMax),
    socketTimeout: msMax,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Whether mail can be addressed so: one address, without a name, signs that end a line, or a list. */
export function isMailAddress(text: string): boolean {
  if (text.length > 320 || !/^[^\s@<>()[\]",:;\\\p{Cc}]{1,64}@[^\s@<>()[\]",:;\\/\p{Cc}]{1,255}$/u.test(text))
    return false
  const domain = text.split('@')[1]!
  return URL.canParse(`http://${domain}`) && !domain.startsWith('.') && !domain.endsWith('.')
}

/** Nothing of the id shows, and it has only signs that a Message-ID may have. */
const messageIdOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 40)

function outcomeOf({ code = '', command = '', responseCode, response = '', message }: SmtpError): Outcome {
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return { kind: 'again', of: 'host', reason: 'the mail server does not let us in' }
  if (responseCode === undefined) return { kind: 'again', of: 'host', reason: unconnected(code, message) }
  if (command === 'MAIL FROM')
    return { kind: 'again', of: 'host', reason: `the mail server does not take our sender address (${responseCode})` }
  if (responseCode === 421) return { kind: 'again', of: 'host', reason: 'the mail server does not take it yet (421)' }
  if (responseCode < 500)
    return { kind: 'again', of: 'message', reason: `the mail server does not take it yet (${responseCode})` }
  if (isNoMailbox(responseCode, command, response)) return { kind: 'gone', reason: 'there is no such mailbox' }
  if (/\b5\.2\.2\b/.test(response))
    // a mailbox that is full may be emptied
    return { kind: 'again', of: 'message', reason: `the mail server does not take it yet (${responseCode})` }
  if (responseCode === 552 || /\b5\.3\.4\b/.test(response))
    return { kind: 'refused', reason: 'the message is too large for it' }
  return { kind: 'refused', reason: `the mail server does not take it (${responseCode})` }
}

/** By the enhanced code (RFC 3463) where the server gives one: no mailbox, no such domain, a bad address, moved away, given up. */
function isNoMailbox(responseCode: number, command: string, response: string): boolean {
  const enhanced = /\b5\.(\d+\.\d+)\b/.exec(response)?.[1]
  if (enhanced !== undefined) return ['1.1', '1.2', '1.3', '1.6', '1.10', '2.1'].includes(enhanced)
  return command.startsWith('RCPT') && (responseCode === 550 || responseCode === 553)
}

function unconnected(code: string, message: string): DeliveryReason {
  if (/certificate/i.test(message)) return 'its certificate does not hold'
  if (code === 'EDNS') return 'there is no server of this name'
  if (code === 'ETLS') return 'its certificate does not hold' // or it offers no encryption where a password has to be sent
  if (code === 'ETIMEDOUT') return 'its server cannot be reached'
  if (code === 'ECONNECTION') return 'its connection was closed before an answer came'
  return unreachedReason(code)
}
