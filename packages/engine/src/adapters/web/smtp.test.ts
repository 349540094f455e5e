import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Target } from '../../domain/contact.ts'
import { notifierContract, testingMessage } from '../../ports/notifier.contract.ts'
import { isMailAddress, SmtpNotifier, type SmtpOptions } from './smtp.ts'
import { MailServer } from './testing-mail-server.ts'

const nobody = new AbortController().signal
setMaxListeners(0, nobody)
const from = { name: '눈치 상점', address: 'alerts@shop.example' }
const carried = (id: string): string => `<${createHash('sha256').update(id).digest('hex').slice(0, 40)}@shop.example>`

notifierContract('smtp', async () => {
  const server = await new MailServer().open()
  const options: SmtpOptions = { host: '127.0.0.1', port: server.port, isSecure: false, from, msMax: 1_500 }
  const notifier = new SmtpNotifier(options)
  const absent = new SmtpNotifier({ ...options, port: 1 })
  return {
    notifier: {
      kind: 'email',
      check: (target) => notifier.check(target),
      send: (message, signal) => (isAbsent(message.target) ? absent : notifier).send(message, signal),
      close: async () => {
        await Promise.all([notifier.close(), absent.close()])
      },
    },
    targetOf: async (manner) => ({ kind: 'email', address: `${manner}@mail.example` }),
    received: () => server.mails.map(({ source }) => read(source)),
    carried,
    saysWhen: false,
    close: async () => {
      await Promise.all([notifier.close(), absent.close()])
      await server.close()
    },
  }
})

const isAbsent = (target: Target): boolean => target.kind === 'email' && target.address.startsWith('absent')

/** What a mail program makes of a mail: its headers unfolded and decoded, its parts by type. */
function parse(source: string): { readonly headers: Map<string, string>; readonly parts: Map<string, string> } {
  const [head, ...rest] = source.split('\r\n\r\n')
  const headers = new Map(
    head!
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), decodedWords(line.slice(line.indexOf(':') + 2))]),
  )
  const parts = new Map<string, string>()
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1]
  const body = rest.join('\r\n\r\n')
  for (const part of boundary ? body.split(`--${boundary}`).slice(1, -1) : []) {
    const inner = parse(part.replace(/^\r\n/, ''))
    parts.set(inner.headers.get('content-type')!.split(';')[0]!, decodedBody(inner))
  }
  parts.set('', body)
  return { headers, parts }
}

function decodedWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(=\?UTF-8\?([BQ])\?[^?]*\?=)+/gi, (words) =>
      Buffer.concat(
        [...words.matchAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi)].map(([, how, coded]) =>
          how!.toUpperCase() === 'B' ? Buffer.from(coded!, 'base64') : quoted(coded!.replaceAll('_', ' ')),
        ),
      ).toString(),
    )
}

const quoted = (text: string): Buffer =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

function decodedBody({ headers, parts }: ReturnType<typeof parse>): string {
  const how = headers.get('content-transfer-encoding')
  const body = parts.get('')!
  if (how === 'base64') return Buffer.from(body, 'base64').toString()
  return how === 'quoted-printable' ? quoted(body).toString() : body
}

function read(source: string) {
  const { headers, parts } = parse(source)
  const text = parts.get('text/plain')!.replaceAll('\r\n', '\n')
  const [title, body, open] = text.split('\n\n')
  expect(headers.get('subject')).toBe(title)
  return { id: headers.get('message-id')!, title: title!, body: body!, url: open!.replace('보러 가기: ', '') }
}

describe('smtp', () => {
  let server: MailServer
  let notifier: SmtpNotifier
  const to = (local: string): Target => ({ kind: 'email', address: `${local}@mail.example` })
  const opened = (options: Partial<SmtpOptions> = {}) =>
    new SmtpNotifier({ host: '127.0.0.1', port: server.port, isSecure: false, from, msMax: 1_500, ...options })

  beforeEach(async () => {
    server = await new MailServer().open()
    notifier = opened()
  })
  afterEach(async () => {
    await notifier.close()
    await server.close()
  })

  test('a mail has a Korean subject and sender, text and page, and one click ends it', async () => {
    await notifier.send(testingMessage(to('kim')), nobody)
    const [{ source, from: sender }] = server.mails as [(typeof server.mails)[0]]
    const { headers, parts } = parse(source)
    expect(source).toMatch(/^[\x20-\x7e\r\n\t]*$/) // every mail server on the way can carry it
    expect(headers.get('from')).toBe('눈치 상점 <alerts@shop.example>')
    expect(headers.get('to')).toBe('kim@mail.example')
    expect(headers.get('list-unsubscribe')).toBe('<https://shop.example/unsubscribe?token=abc>')
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(headers.get('auto-submitted')).toBe('auto-generated')
    expect(sender).toBe(from.address)
    const html = parts.get('text/html')!
    expect(html).toContain('<html lang="ko">')
    expect(html).toContain('&quot;&lt;&amp;&gt;&quot;')
    expect(html).toContain('href="https://shop.example/products/1?from=alert&amp;x=&lt;1&gt;"')
    expect(html).toContain('이 알림 그만 받기')
  })

  test('an English one says its words in English, and none to end it where there is no way to', async () => {
    const message = testingMessage(to('kim'), { language: 'en', title: 'Down to 3,900 won', unsubscribeUrl: undefined })
    await notifier.send(message, nobody)
    const { headers, parts } = parse(server.mails[0]!.source)
    expect(headers.get('subject')).toBe('Down to 3,900 won')
    expect(headers.has('list-unsubscribe')).toBe(false)
    expect(parts.get('text/html')).toContain('>See it</a>')
    expect(parts.get('text/html')).not.toContain('Stop these messages')
  })

  test('neither title nor address can bring in a header of their own', async () => {
    await notifier.send(testingMessage(to('kim'), { title: 'hot\r\nBcc: all@shop.example\r\n\r\nbody' }), nobody)
    const { headers } = parse(server.mails[0]!.source)
    expect(headers.has('bcc')).toBe(false)
    expect(server.mails[0]!.to).toEqual(['kim@mail.example'])
    const bad: Target = { kind: 'email', address: 'kim@mail.example\r\nBcc: all@shop.example' }
    expect(await notifier.send(testingMessage(bad), nobody)).toMatchObject({ kind: 'refused' })
    expect(server.mails).toHaveLength(1)
  })

  test.each([
    ['gone2', { kind: 'gone', reason: 'there is no such mailbox' }],
    ['full', { kind: 'again', of: 'message', reason: 'the mail server does not take it yet (552)' }],
    ['spam', { kind: 'refused', reason: 'the mail server does not take it (554)' }],
    ['busy', { kind: 'again', of: 'message', reason: 'the mail server does not take it yet (451)' }],
  ])('of a recipient %s', async (local, expected) => {
    expect(await notifier.send(testingMessage(to(local)), nobody)).toEqual(expected)
    expect(await notifier.send(testingMessage(to('kim')), nobody)).toEqual({ kind: 'delivered' }) // others are not held up
  })

  test('connections are few, and kept', async () => {
    const few = opened({ connectionsMax: 2 })
    await Promise.all(Array.from({ length: 20 }, (_, n) => few.send(testingMessage(to(`kim${n}`)), nobody)))
    expect(server.mails).toHaveLength(20)
    expect(server.connections).toBeLessThanOrEqual(2)
    await few.close()
  })

  test('what is ours to mend is no fault of the message: login, sender, certificate', async () => {
    const strict = await new MailServer({
      authOptional: false,
      onAuth: ({ password }, _, done) => (password === 'right' ? done(null, { user: 'shop' }) : done(new Error('no'))),
      onMailFrom: ({ address }, _, done) =>
        done(address === from.address ? null : Object.assign(new Error('5.7.1 not yours'), { responseCode: 550 })),
    }).open()
    const send = async (options: Partial<SmtpOptions>) => {
      const by = opened({ port: strict.port, user: 'shop', password: 'right', ...options })
      const outcome = await by.send(testingMessage(to('kim')), nobody)
      await by.close()
      return outcome
    }
    const again = { kind: 'again', of: 'host' }
    expect(await send({})).toEqual({ kind: 'delivered' })
    expect(await send({ password: 'wrong' })).toEqual({ ...again, reason: 'the mail server does not let us in' })
    const other = { name: '', address: 'other@shop.example' }
    expect(await send({ from: other })).toEqual({
      ...again,
      reason: 'the mail server does not take our sender address (550)',
    })
    await strict.close()
    const secure = await new MailServer({ secure: true }).open()
    expect(await send({ port: secure.port, isSecure: true })).toEqual({
      ...again,
      reason: 'its certificate does not hold',
    })
    await secure.close()
  })

  test.each([
    ['kim@mail.example', true],
    ['김@메일.한국', true],
    ['a.b+c@sub.mail.example', true],
    ['', false],
    ['kim', false],
    ['kim@', false],
    ['@mail.example', false],
    ['kim@mail.example, lee@mail.example', false],
    ['Kim <kim@mail.example>', false],
    ['kim@mail@example', false],
    ['kim\n@mail.example', false],
    ['kim@mail.example.', false],
    [`${'k'.repeat(65)}@mail.example`, false],
  ])('%j is an address: %s', async (address, expected) => {
    expect(isMailAddress(address)).toBe(expected)
    const checked = notifier.check({ kind: 'email', address })
    if (expected) await checked
    else await expect(checked).rejects.toMatchObject({ code: 'MAIL_ADDRESS' })
  })
})
