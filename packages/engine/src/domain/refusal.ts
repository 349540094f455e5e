import { dispatchRefusals } from './dispatch-refusals.ts'
import { routingRefusals } from './routing-refusals.ts'
import { subscriptionRefusals } from './subscription-refusals.ts'
import { travelRefusals } from './travel-refusals.ts'

/** Every "no" a caller can meet: code -> HTTP status and one sentence that says what to do. `docs/errors.md` is generated from it. */
export const refusals = {
  ALERTS_SERVER: { status: 502, says: 'The server at {url} does not tell alerts: {reason}; {remedy}.' },
  ATTRIBUTE_UNKNOWN: {
    status: 400,
    says: 'There is no attribute {name}, neither in this offer nor anywhere else; known are {names}.',
  },
  ATTRIBUTE_VALUE: {
    status: 400,
    says: '"{value}" cannot be the {name} of an offer: amounts need a unit (500 g, 2 l), counts are whole numbers, bar codes have a check digit.',
  },
  AUTH_DRIVER: {
    status: 403,
    says: '{needed} takes a driver\'s key alone, which names its vehicle; make one with "scope": "driver" and "vehicle".',
  },
  AUTH_MISSING: {
    status: 401,
    says: 'No key given; send it as "Authorization: Bearer KEY" or as the user name of basic auth.',
  },
  AUTH_SCOPE: { status: 403, says: 'This key may only {allowed}; {needed} needs a secret key.' },
  AUTH_UNKNOWN: { status: 401, says: 'This key is not known or was revoked; make one with "nunchi keys add".' },
  BODY_INVALID: { status: 400, says: 'At {field}: {reason}.' },
  BODY_TOO_LARGE: { status: 413, says: 'The body has more than {bytesMax} bytes; send smaller batches.' },
  CATEGORY_TREE: {
    status: 400,
    says: '{file} is no tree of categories that can be read ({reason}).',
  },
  CHANNEL_OFF: {
    status: 503,
    says: 'This server sends nothing by {kind}; whoever runs it can set it up (nunchi serve --help, docs/operating.md).',
  },
  CONTACTS_FULL: {
    status: 409,
    says: 'There are {count} places already where this shopper is told, and no more are kept; take one out first.',
  },
  CONTACT_UNKNOWN: {
    status: 404,
    says: 'There is no place {id} where this shopper is told.',
  },
  CORRECTION_UNKNOWN: {
    status: 404,
    says: 'Nobody corrected the {name} of the offer {key} of the mall {mall}, so there is nothing to take back.',
  },
  DATA_DAMAGED: {
    status: 503,
    says: '{what} is damaged ({reason}). Stop the server and put back a copy from your backup; docs/operating.md says what can be made anew without one.',
  },
  DATA_IN_USE: {
    status: 409,
    says: 'The data folder {dir} is in use by another process; stop it first, or go through that server (import --url, POST /v1/keys).',
  },
  DATA_IS_DEMO: {
    status: 409,
    says: 'The data folder {dir} holds demo data, and own data never goes beside it. Name another folder with --data, or start with --demo.',
  },
  DATA_NEWER: {
    status: 409,
    says: 'The data in {dir} was written by a newer version ({found}); this one knows up to {known}.',
  },
  DATA_NOT_DEMO: {
    status: 409,
    says: 'The data folder {dir} holds other data, and demo data never goes beside it. Name an empty folder with --data, or start without --demo.',
  },
  DATA_UNUSABLE: {
    status: 503,
    says: 'The data folder {dir} cannot be used ({reason}). Take away what stands in the way, or name another folder with --data.',
  },
  ...dispatchRefusals,
  ERASURE_UNKNOWN: { status: 404, says: 'There is no erasure {id}.' },
  FEED_ADDRESS: {
    status: 400,
    says: 'A feed is fetched from an http or https address, and {url} is none; correct it.',
  },
  FEED_BROKEN: {
    status: 400,
    says: 'The feed broke off ({reason}); nothing of it was applied. Export or fetch it again.',
  },
  FEED_CUT: {
    status: 409,
    says: 'The feed of {mall} ends in the middle of line {line}, so more may be missing, and nothing of it was applied. Read it again once it is whole; apply it if it always ends like this.',
  },
  FEED_FORMAT: {
    status: 400,
    says: 'Cannot tell the format of the feed {file}: {reason}. Send the format of Google or Naver, JSON Lines or a table with names of columns, or name the format in a column map.',
  },
  FEED_INCOMPLETE: {
    status: 502,
    says: 'The feed at {url} did not come whole, {bytes} bytes of it did: {reason}. Nothing of it was taken, and the next reading fetches it again.',
  },
  FEED_NONE: {
    status: 409,
    says: 'The mall {mall} has no address to fetch its feed from; give it one in "feed", or send the feed itself as the body.',
  },
  FEED_PRIVATE: {
    status: 403,
    says: '{host} is in a private network, and feeds are fetched from the open internet only. If it is meant, whoever runs the server may allow this host.',
  },
  FEED_REDIRECTED: {
    status: 502,
    says: 'The address {url} leads to no feed: {reason}. Give the address that it leads to in the end.',
  },
  FEED_REJECTED: {
    status: 409,
    says: '{rejected} of the {rows} rows of the feed of {mall} cannot be used, so nothing of it was applied. Look at the rejected rows; apply it all the same if they are right to be left out.',
  },
  FEED_ROWS_LOST: {
    status: 409,
    says: 'Of {lost} rows of the feed of {mall} not even the id can be read, so nobody knows whether the {missing} offers that it lacks are gone: these stay as they were, and all else was applied. Look at the rejected rows; apply it if the offers are really gone.',
  },
  FEED_SHRANK: {
    status: 409,
    says: 'The feed would withdraw {withdrawn} of the {known} offers of {mall}, so nothing of it was applied. Look whether it is whole; apply it if the offers are really gone.',
  },
  FEED_STATUS: { status: 502, says: 'The server of {url} answered {status} and no feed; {remedy}.' },
  FEED_TOO_LARGE: {
    status: 502,
    says: 'The feed at {url} has more than {bytesMax} bytes, unpacked; ask the mall for a smaller one, or whoever runs the server to allow more.',
  },
  FEED_TOO_SLOW: {
    status: 504,
    says: 'The feed at {url} came too slowly: {reason}. Nothing of it was taken, and the next reading tries again.',
  },
  FEED_UNREACHABLE: {
    status: 502,
    says: 'The server of {url} gave no answer: {reason}. Check the address; the next reading tries again.',
  },
  FEED_UNSTORED: {
    status: 507,
    says: 'The feed at {url} came but could not be stored: {reason}. Make room in the data folder, and read it again.',
  },
  IDENTITY_SECRET: {
    status: 400,
    says: 'The identity secret in {place} has {length} characters, and a short one lets anybody prove to be anybody; put at least 32 random ones there.',
  },
  IDENTITY_UNPROVEN: {
    status: 403,
    says: 'A publishable key does not prove who asks: name the device by "anonymous", or send "user" with "userHash" (HMAC-SHA256 of the user id with the identity secret), or ask from your server with a secret key.',
  },
  IMPORTS_FULL: {
    status: 507,
    says: '{bytes} bytes of files wait to be imported, and with this one they would be more than the {bytesMax} that may; send it when some are through, cancel one, or start the server with a larger --uploads-max.',
  },
  IMPORTS_NONE: {
    status: 409,
    says: 'This server keeps nothing on disk, so it has no room for files; send events to /v1/events or /v1/import, or start it with a data folder (nunchi serve).',
  },
  IMPORTS_WAITING: {
    status: 429,
    says: '{waiting} files wait to be imported already; send this one when some are through, or cancel one.',
  },
  IMPORT_BINARY: { status: 400, says: '{file} is no text but {what}; {remedy}.' },
  IMPORT_FILE: { status: 400, says: 'Cannot read {file}: {reason}.' },
  IMPORT_FORMAT: {
    status: 400,
    says: 'Cannot tell the format of {file}: {reason}. Name it with --format (POST /v1/imports: format=).',
  },
  IMPORT_MAP: { status: 400, says: 'The column map {map} does not fit: {reason}.' },
  IMPORT_NOTHING_USABLE: { status: 400, says: 'None of the rows read of {file} ({count}) could be used; {remedy}.' },
  IMPORT_SERVER: { status: 502, says: 'The server at {url} did not take the events: {reason}; {remedy}.' },
  IMPORT_STOPPED: {
    status: 409,
    says: 'The import of {file} stopped: {reason}. {accepted} of its facts are in the shop and stay; {remedy}.',
  },
  IMPORT_UNKNOWN: { status: 404, says: 'There is no import {id}.' },
  INTERNAL: { status: 500, says: 'Something is broken here; the log of the server names it under {requestId}.' },
  KEY_UNKNOWN: { status: 404, says: 'There is no key {id}.' },
  LISTEN_FAILED: { status: 503, says: 'Cannot listen on {host}:{port} ({reason}); {remedy}.' },
  LOG_ADDRESS: { status: 400, says: 'The address of the log cannot be used: {reason}.' },
  LOG_CONFLICT: { status: 409, says: 'Expected log length {expected}, found {actual}; reload and decide again.' },
  LOG_OTHER: {
    status: 503,
    says: 'The data goes with the log at {known}, but {found}. Start with that log again (--log as before, or log.db from a backup); to leave it behind for good, delete log.json and the folder snapshots from the data folder.',
  },
  LOG_SHORT: {
    status: 503,
    says: 'The log at {place} holds {length} events, but the state was folded from {position}: events are missing. Stop the server and put the whole log back; if they are lost for good, delete the folder snapshots from the data folder to go on with what is left.',
  },
  LOG_UNAVAILABLE: {
    status: 503,
    says: 'The log did not take the events ({reason}); nothing was stored, send them again.',
  },
  LOG_UNREACHABLE: {
    status: 503,
    says: 'Cannot open the log at {place}: {reason}. Check the address, and that its NATS server runs with JetStream.',
  },
  MAIL_ADDRESS: {
    status: 400,
    says: '"{address}" is no address that mail can be sent to; write it as name@example.com, one alone.',
  },
  MALL_CONSENT: {
    status: 400,
    says: 'Nobody is named who agreed to offers of {mall} being taken in; say it in "consent": who, when, and to what.',
  },
  MALL_ID: {
    status: 400,
    says: 'A mall cannot have the id {mall}; give up to 60 small letters, digits, dots and dashes, with a letter or a digit first.',
  },
  MALL_PAUSED: {
    status: 409,
    says: 'The mall {mall} is paused, so neither its feed nor prices of it are taken in; resume it first.',
  },
  MALL_UNKNOWN: { status: 404, says: 'There is no mall {mall}.' },
  MATCHER_FILE: {
    status: 400,
    says: 'Cannot match by {file}: {reason}; give a file that "npm run bench -- shipped-matcher" wrote, or none.',
  },
  MATCHING_STOPPED: {
    status: 503,
    says: 'What finds out which product an offer is of has stopped ({reason}); it is made anew from the log when it is needed next. Try again.',
  },
  MODEL_ENDPOINT: {
    status: 502,
    says: 'There is no asking the language model at {url}: {reason}; correct its address, model or key, or go without it.',
  },
  MODEL_UNKNOWN: {
    status: 404,
    says: 'There is no version {version} of the ranker; GET /v1/ranker and nunchi ranker list have them all.',
  },
  MODEL_UNREADABLE: {
    status: 500,
    says: 'The model cannot be read: {place} {reason}. Train a new one, or go back to an older version.',
  },
  OFFER_UNKNOWN: { status: 404, says: 'There is no offer {key} of the mall {mall}, or it is there no more.' },
  OUT_FILE: { status: 400, says: 'Cannot write {file}: {reason}; name another file.' },
  OVERLOADED: { status: 503, says: 'Too many events are waiting ({waiting}); send again in a moment.' },
  PRICE_NOT_HELD: {
    status: 409,
    says: 'The price {totalMinor} of {name} is not held (any more); look at what is held now.',
  },
  PRODUCT_UNKNOWN: { status: 404, says: 'There is no product {product} in the catalogue.' },
  PUSH_PRIVATE: {
    status: 403,
    says: '{host} is in a private network, and push services are on the open internet. If it is meant, whoever runs the server may allow this host.',
  },
  PUSH_SUBSCRIPTION: {
    status: 400,
    says: 'This is no subscription that a browser hands out: it takes an https endpoint and the keys p256dh and auth. Send what PushSubscription.toJSON() gives.',
  },
  RATE_LIMITED: { status: 429, says: 'More than {perSecond} requests a second from this key; wait and send again.' },
  ROUTE_UNKNOWN: { status: 404, says: 'There is no {method} {path}; the calls are listed at /docs.' },
  ...routingRefusals,
  RUN_FEED_GONE: {
    status: 409,
    says: 'The feed of the held run {run} of {mall} is kept no more, so it cannot be applied: a newer one was read, the room was needed, or 30 days went by. Read the feed again.',
  },
  RUN_NOT_HELD: {
    status: 409,
    says: 'The run {run} of {mall} is {state} and not held, so there is nothing to decide of it.',
  },
  RUN_STOPPED: {
    status: 500,
    says: 'The server ended {crashes} times while it read {source}, so that is not tried again; what was applied stays. Look into the log of the server, and read a part of the feed.',
  },
  RUN_UNKNOWN: { status: 404, says: 'There is no run {run} of {mall}; the newest 200 of a mall are kept.' },
  SHOPPER_UNKNOWN: {
    status: 404,
    says: 'Nothing is known of this shopper; a login is asked for by user, a device by anonymous, and upper and lower case differ.',
  },
  STOPPING: { status: 503, says: 'The server is stopping; send again to the next one.' },
  STREAMS_TOO_MANY: {
    status: 429,
    says: 'This key has {max} streams open, and no more are allowed; close one, or make a key for each reader.',
  },
  ...subscriptionRefusals,
  TOO_MANY_NEW: {
    status: 429,
    says: 'This {reason}; ask from your server with a secret key, or tomorrow (UTC).',
  },
  TRAINING_NONE: { status: 409, says: 'This shop was opened without what trains its ranker.' },
  TRAINING_RUNNING: {
    status: 409,
    says: 'A training is under way; wait for it, or end it by DELETE /v1/ranker/training.',
  },
  ...travelRefusals,
  VERDICT_CONTRADICTS: {
    status: 409,
    says: 'What was said of other pairs says the opposite: {earlier}. Nothing was changed; take one of these back first (DELETE /v1/offers/MALL/KEY/verdicts/MALL/KEY), and say it again.',
  },
  VERDICT_UNKNOWN: { status: 404, says: 'Nobody said anything of the pair {pair}, so there is nothing to take back.' },
  WAITING_NONE: { status: 409, says: 'This shop was opened without what learns whether waiting for a price pays.' },
  WAITING_RUNNING: {
    status: 409,
    says: 'Buy-or-wait is being learned already; wait for it, or end it by DELETE /v1/watch/waiting.',
  },
  WEBHOOK_ADDRESS: {
    status: 400,
    says: 'A webhook goes to an https address without a user and password in it, and {url} is none; correct it. Plain http is only for hosts in private networks that whoever runs the server allowed.',
  },
  WEBHOOK_PRIVATE: {
    status: 403,
    says: '{host} is in a private network, and webhooks go to the open internet only. If it is meant, whoever runs the server may allow this host.',
  },
  WEBHOOK_SECRET: {
    status: 400,
    says: 'The secret of a webhook is whsec_ and {min} to {max} bytes in base64; leave it out to have one made.',
  },
} as const

export type RefusalCode = keyof typeof refusals

/** An outcome the caller can act on. A broken invariant calls `assert` and crashes instead. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: RefusalCode, details: Readonly<Record<string, string | number>> = {}) {
    super(refusals[code].says.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole)))
    this.name = 'Refusal'
    this.code = code
    this.status = refusals[code].status
    this.details = details
  }
}
