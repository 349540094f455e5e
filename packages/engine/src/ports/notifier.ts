import type { ContactKind, Target } from '../domain/contact.ts'

/** One thing to say to one place. */
export type Message = {
  /** Of this message and no other, the same at every try: by it a receiver knows again what it has had. */
  readonly id: string
  readonly target: Target
  /** Of `title` and `body`. */
  readonly language: 'ko' | 'en'
  readonly title: string
  /** Plain text; lines may be parted by \n. */
  readonly body: string
  /** Where it leads, absolute. */
  readonly url: string
  /** Where whoever got it says that they want no more; absolute, and takes a POST without questions (RFC 8058). */
  readonly unsubscribeUrl?: string
  /** What a server is told; JSON values only. */
  readonly payload: Readonly<Record<string, unknown>>
  /** When it is worth nothing any more, epoch milliseconds: a push service throws it away then. */
  readonly expiresAt: number
}

/** Why a message did not arrive: a closed list, so that pages can say it in another language. */
export const deliveryReasons = [
  'its server answered {status}',
  'its server asks for fewer messages',
  'its server sends on to another address, which is not followed',
  'no answer came within {seconds} s',
  'its connection was closed before an answer came',
  'there is no server of this name',
  'no server listens there',
  'what answers there does not speak HTTP',
  'its certificate does not hold',
  'its server cannot be reached',
  'it is in a private network',
  'it is no address that messages go to',
  'the browser took its subscription back',
  'the subscription of the browser is damaged',
  'the push service does not know our keys',
  'there is no such mailbox',
  'the mail server does not take it ({status})',
  'the mail server does not take it yet ({status})',
  'the mail server does not let us in',
  'the mail server does not take our sender address ({status})',
  'the message is too large for it',
  'the sending was stopped',
  'nothing is set up to send there',
  'there is no such place any more',
  'sending it failed on our side',
] as const

type Filled<Form extends string> = Form extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${number}${Filled<After>}`
  : Form
/** Why a message did not arrive, with what differs filled in. */
export type DeliveryReason = Filled<(typeof deliveryReasons)[number]>

/** What became of one try. */
export type Outcome =
  | { readonly kind: 'delivered' }
  /** It may work later. `of` says whom the trouble is of: of this message alone, or of its server, so that others had better wait too. */
  | {
      readonly kind: 'again'
      readonly of: 'message' | 'host'
      readonly reason: DeliveryReason
      /** Not before so many milliseconds from now, where the server says so. */
      readonly afterMs?: number
    }
  /** The place is no more: it can be taken out of the vault. */
  | { readonly kind: 'gone'; readonly reason: DeliveryReason }
  /** It will never work like this; a person has to look. */
  | { readonly kind: 'refused'; readonly reason: DeliveryReason }

/** Sends messages over one channel, each at most once a call. */
export interface Notifier {
  readonly kind: ContactKind
  /**
   * Whether a place can be told anything at all, asked when somebody names it. Sends nothing.
   *
   * Throws Refusal MAIL_ADDRESS, PUSH_SUBSCRIPTION, PUSH_PRIVATE, WEBHOOK_ADDRESS, WEBHOOK_PRIVATE or WEBHOOK_SECRET.
   */
  check(target: Target): Promise<void>
  /**
   * Hands over one message. Takes a bounded time, less when `signal` is aborted, and never throws for what the other side does.
   * When a try ends without an answer nobody can know whether it arrived; the id lets the receiver drop the second one.
   */
  send(message: Message, signal: AbortSignal): Promise<Outcome>
  /** Closes what is open; what is under way ends as stopped. */
  close(): Promise<void>
}
