import type { ContactKind } from '../../domain/contact.ts'
import type { SentChannel } from '../../domain/subscription.ts'

const kinds: Readonly<Record<SentChannel, ContactKind>> = { push: 'web-push', mail: 'email', webhook: 'webhook' }
const channels: Readonly<Record<ContactKind, SentChannel>> = { 'web-push': 'push', email: 'mail', webhook: 'webhook' }

/** The kind of place that a channel of a subscription is told at. */
export const kindOf = (channel: SentChannel): ContactKind => kinds[channel]
/** The channel of a subscription by which a kind of place is told. */
export const channelOf = (kind: ContactKind): SentChannel => channels[kind]
