import { type ContactKind, contactKinds, type Target } from '../../domain/contact.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Notifier } from '../../ports/notifier.ts'

export type NotifiersParts = {
  readonly notifiers: readonly Notifier[]
  /** By which browsers subscribe: the public key of the shop, base64url. */
  readonly pushKey?: string
  /** Where the shop's pages are, without a slash at the end: what a message leads to begins with it. */
  readonly publicUrl?: string
}

/** The ways in which this server can tell somebody something. */
export class Notifiers {
  readonly byKind: ReadonlyMap<ContactKind, Notifier>
  readonly pushKey: string | undefined
  readonly publicUrl: string | undefined

  constructor({ notifiers, pushKey, publicUrl }: NotifiersParts) {
    this.byKind = new Map(notifiers.map((one) => [one.kind, one]))
    this.pushKey = pushKey
    this.publicUrl = publicUrl
  }

  /** The kinds of places that can be told, in their order. */
  get kinds(): readonly ContactKind[] {
    return contactKinds.filter((kind) => this.byKind.has(kind))
  }

  /** Looks at a place that somebody named, before it is kept. Sends nothing. @throws Refusal CHANNEL_OFF, or what the notifier says */
  async check(target: Target): Promise<void> {
    const notifier = this.byKind.get(target.kind)
    if (notifier === undefined) throw new Refusal('CHANNEL_OFF', { kind: target.kind })
    await notifier.check(target)
  }

  /** Closes all of them; what is under way ends as stopped. */
  async close(): Promise<void> {
    for (const notifier of this.byKind.values()) await notifier.close()
  }
}
