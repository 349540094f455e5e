import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

export type Mail = { readonly from: string; readonly to: readonly string[]; readonly source: string }

/** A mail server on this machine. What it is asked to do is told by the local part of the recipient's address. */
export class MailServer {
  /** What it took, oldest first, as it came over the wire. */
  readonly mails: Mail[] = []
  connections = 0
  port = 0
  readonly #server: SMTPServer

  constructor(options: SMTPServerOptions = {}) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      closeTimeout: 0,
      onConnect: (_, done) => {
        this.connections += 1
        done()
      },
      onRcptTo: ({ address }, session, done) => this.#receive(address.split('@')[0]!, session, done),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope
          const to = rcptTo.map(({ address }) => address)
          this.mails.push({ from: mailFrom ? mailFrom.address : '', to, source: Buffer.concat(chunks).toString() })
          done(null)
        })
      },
      ...options,
    })
    this.#server.on('error', () => {}) // connections that a test resets
  }

  async open(): Promise<this> {
    const server = this.#server.listen(0, '127.0.0.1')
    await new Promise<void>((resolve) => server.once('listening', resolve))
    this.port = (server.address() as AddressInfo).port
    return this
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  #receive(manner: string, session: SMTPServerSession, done: (error?: Error | null) => void): void {
    const refusals: Readonly<Record<string, [number, string]>> = {
      busy: [451, '4.7.1 Greylisted, try again'],
      broken: [421, '4.3.2 Shutting down'],
      gone: [550, '5.1.1 No such user here'],
      gone2: [550, 'unknown'],
      full: [552, '5.2.2 Mailbox full'],
      spam: [554, '5.7.1 Message refused as spam'],
    }
    if (manner === 'hangs') return
    if (manner === 'hangs-up') {
      for (const connection of this.#server.connections)
        if (connection.session === session)
          (connection as unknown as { _socket: { destroy(): void } })._socket.destroy()
      return
    }
    const refused = refusals[manner]
    done(refused && Object.assign(new Error(refused[1]), { responseCode: refused[0] }))
  }
}
