/** Ways to tell somebody something who is not looking at the shop just now. */
export const contactKinds = ['web-push', 'email', 'webhook'] as const
export type ContactKind = (typeof contactKinds)[number]

/** Where one message goes. It identifies a person (or is a secret of theirs), so it lives in the vault and in no event. */
export type Target =
  /** What a browser hands out for one browser, as in the Push API; the keys are base64url. */
  | { readonly kind: 'web-push'; readonly endpoint: string; readonly p256dh: string; readonly auth: string }
  | { readonly kind: 'email'; readonly address: string }
  /** A server that is told; `secret` as in Standard Webhooks: whsec_ and base64. */
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string }

/** Which of the places it is, without saying more than that; opaque and random. */
export type ContactId = string

/** One place where a person wants to be told. */
export type Contact = {
  readonly id: ContactId
  readonly target: Target
  /** Epoch milliseconds. */
  readonly addedAt: number
}

/** A place as its owner is shown it: without the secrets that go with it. */
export type ShownContact = {
  readonly id: ContactId
  readonly kind: ContactKind
  /** An address of mail, of a server, or of a browser at its push service. */
  readonly place: string
  readonly addedAt: number
}

/** A place without its keys and secrets. */
export function shownContact({ id, target, addedAt }: Contact): ShownContact {
  const { kind } = target
  const place = kind === 'email' ? target.address : kind === 'webhook' ? target.url : target.endpoint
  return { id, kind, place, addedAt }
}

/** Places that one person may have: some browsers, some addresses. */
export const contactsMax = 20

/** What makes a place the same one when it is given again: a browser renews its keys, not its endpoint. */
export function placeOf(target: Target): string {
  if (target.kind === 'web-push') return `web-push ${target.endpoint}`
  return target.kind === 'email' ? `email ${target.address.toLowerCase()}` : `webhook ${target.url}`
}
