import { UnsubscribeQuery } from '@nunchi/protocol'
import type { FastifyReply } from 'fastify'
import { Refusal } from '../../domain/refusal.ts'
import type { Rim } from '../rim.ts'
import { route } from '../route.ts'

const words = {
  ask: ['이 주소로 오는 알림을 그만 받을까요?', 'Stop these messages to this address?'],
  button: ['그만 받기 · Stop'],
  done: ['이제 이 주소로 알림을 보내지 않아요.', 'No more messages go to this address.'],
} as const

/** GET /unsubscribe: the page that a link in a mail leads to. It only asks: programs that look into mails follow links, too. 200, 404. */
export const getUnsubscribe = route({
  method: 'GET',
  path: '/unsubscribe',
  access: 'open',
  group: 'Shopper',
  summary: 'The page that a link in a message leads to, and that asks whether to stop',
  query: UnsubscribeQuery,
  answer: { status: 200 },
  handle: (rim, { query }, reply) => {
    saidBy(rim, query.t)
    return page(reply, `${paragraphs(words.ask)}<form method="post"><button>${words.button}</button></form>`)
  },
})

/**
 * POST /unsubscribe: of that page, and of programs for mail that have a button of their own (RFC 8058: no questions, no login). The same however often it
 * is asked. 200, 404 CONTACT_UNKNOWN for a link that this server did not make.
 */
export const postUnsubscribe = route({
  method: 'POST',
  path: '/unsubscribe',
  access: 'open',
  group: 'Shopper',
  summary: 'Tells nothing more at the place that a link in a message is for; no key is needed',
  query: UnsubscribeQuery,
  takesFile: true, // whatever a program for mail sends says nothing more
  answer: { status: 200 },
  handle: async (rim, { query }, reply) => {
    const { shopper, contact } = saidBy(rim, query.t)
    await rim.shop.contacts.remove(shopper, contact)
    return page(reply, paragraphs(words.done))
  },
})

function saidBy(rim: Rim, token: string) {
  const said = rim.unsubscribing?.read(token)
  if (said === undefined) throw new Refusal('CONTACT_UNKNOWN', { id: '' })
  return said
}

const paragraphs = ([korean, english]: readonly [string, string]): string =>
  `<p>${korean}</p><p lang="en">${english}</p>`

function page(reply: FastifyReply, body: string): FastifyReply {
  return reply
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    )
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>알림 · Messages</title></head>
<body style="font:18px/1.5 sans-serif;max-width:32em;margin:3em auto;padding:0 1em"><main>${body}</main></body></html>
`)
}
