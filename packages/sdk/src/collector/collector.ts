import type { CollectAnswer, Person } from '@nunchi/protocol'
import { Dwell, Impressions, type WatchOptions } from './attention.ts'
import { channelOfPage } from './channel.ts'
import { Drawer, pageStorage, type Storage } from './drawer.ts'
import { type Message, namesOf, type ProductSaid, randomId, type Said, Teller } from './message.ts'
import { Queue } from './queue.ts'
import { type Problem, Sender } from './sender.ts'

export type CollectorOptions = {
  /** Address of the server: "https://nunchi.example". Empty: the one that the page comes from. */
  readonly url: string
  /** A publishable key in pages, a secret one in servers. */
  readonly key: string
  /** required: nothing is stored or sent before `giveConsent()`. assumed (the default): until `withdrawConsent()`. */
  readonly consent?: 'assumed' | 'required'
  /** How long messages are gathered before they are sent; 2 s when absent. */
  readonly flushMs?: number
  /** From so many on they are sent at once, and in batches of so many; 50 when absent. */
  readonly batchMax?: number
  /** How many may wait while there is no network; beyond it the oldest go. 1,000 when absent. */
  readonly queueMax?: number
  /** What entries in localStorage begin with; "nunchi." when absent. */
  readonly prefix?: string
  /** Told of what went wrong; the console is, when absent. */
  readonly onProblem?: (problem: Problem) => void
  readonly fetch?: typeof fetch
  /** Instead of the page's localStorage; null: nothing outlives the page. */
  readonly storage?: Storage | null
}

/** Whether this shopper said yes or no; unknown: neither. */
export type Consent = 'unknown' | 'given' | 'withdrawn'
export type Sent = { readonly messages: readonly Message[]; readonly answer: CollectAnswer }

/**
 * Collects what a shopper does and brings it to the server: in batches, again after failures, over reloads and without a
 * network. In a page it also tells how long products were looked at and, when asked to `watch`, which were seen.
 */
export class Collector extends Teller {
  readonly #options: CollectorOptions
  readonly #drawer: Drawer
  readonly #queue: Queue
  readonly #sender: Sender
  readonly #dwell: Dwell
  readonly #impressions: Impressions
  readonly #channel = channelOfPage()
  readonly #listeners = new Set<(sent: Sent) => void>()
  readonly #unlisten: () => void
  #id: string | undefined
  #login: Person = {}

  constructor(options: CollectorOptions) {
    super((said) => this.#say(said, this.#names()))
    const { prefix = 'nunchi.', storage = pageStorage(), queueMax = 1_000, onProblem = warn } = options
    this.#options = options
    this.#drawer = new Drawer(prefix, storage ?? undefined)
    this.#queue = new Queue(this.#drawer, queueMax)
    this.#dwell = new Dwell(this)
    this.#impressions = new Impressions(this)
    this.#sender = new Sender(this.#queue, {
      ...options,
      // What listeners throw is theirs, and must not look like a failure to send.
      onProblem: (problem) => queueMicrotask(() => onProblem(problem)),
      onSent: (sent) => {
        for (const listener of this.#listeners) queueMicrotask(() => listener(sent))
      },
      before: () => this.#tellConsent(),
    })
    this.#unlisten = typeof document === 'undefined' ? () => {} : this.#listen()
    if (this.#mayCollect()) this.#sender.adopt()
    if (this.#drawer.get('tell') !== undefined) void this.#sender.flush()
  }

  /** The device's id: random, the same on every page. In memory alone as long as nothing may be stored. */
  get anonymousId(): string {
    const kept = this.#drawer.get('id')
    if (kept !== undefined) return kept
    this.#id ??= randomId()
    if (this.#mayCollect()) this.#drawer.set('id', this.#id)
    return this.#id
  }

  /** Whom questions to the API are about: the login, if it was proven, else the device. */
  person(): Person {
    return this.#login.userHash === undefined ? { anonymous: this.anonymousId } : this.#login
  }

  get consent(): Consent {
    return (this.#drawer.get('consent') as Consent | undefined) ?? 'unknown'
  }

  /** The shopper said yes: what happens from now on is collected. */
  giveConsent(): void {
    const { consent, anonymousId } = this
    this.#drawer.set('consent', 'given')
    this.#drawer.set('id', anonymousId)
    if (consent === 'withdrawn') this.#noteConsent(true)
  }

  /**
   * The shopper said no: what waits is thrown away, nothing is collected any more, and the server is told not to either.
   * What it already has, `forget()` of the client erases; the device's id is kept for that.
   */
  withdrawConsent(): void {
    const collected = this.#mayCollect()
    this.#drawer.set('consent', 'withdrawn')
    this.#queue.clear()
    if (collected) this.#noteConsent(false)
  }

  /**
   * Says who this is. `userHash`, made by the shop's server, proves it to a server that is asked with a publishable key.
   * Nothing of it is stored: say so on every page on which somebody is logged in.
   */
  identify(user: string, { userHash, traits }: { userHash?: string; traits?: Record<string, unknown> } = {}): void {
    this.#login = { user, userHash }
    this.#say({ type: 'identify', traits }, this.#names())
  }

  /** They logged out: what follows is somebody else's, of a device with a new id. */
  reset(): void {
    this.#turn()
    this.#login = {}
    this.#id = randomId()
    if (this.#mayCollect()) this.#drawer.set('id', this.#id)
    else this.#drawer.remove('id')
  }

  /** Speaks of somebody else than this device: in servers, of whoever a request is from. */
  for(person: Person): Teller {
    return new Teller((said) => this.#say(said, namesOf(person)))
  }

  /** A page, by its own name; what was looked at until now is over. */
  override page(name?: string): void {
    this.#turn()
    super.page(name)
  }

  /** A product's page. The time on it is told when it is left: by another page, by `leaveProduct()`, by closing it. */
  override productViewed(product: ProductSaid): void {
    this.#turn()
    super.productViewed(product)
    if (typeof document !== 'undefined') this.#dwell.start(product)
  }

  leaveProduct(): void {
    this.#dwell.stop()
  }

  /** Tells of products that come into view, and of clicks: see `data-nunchi-product` in docs/sdk.md. @returns what ends it */
  watch(root: HTMLElement = document.body, options?: WatchOptions): () => void {
    return this.#impressions.watch(root, options)
  }

  /** Calls back whenever messages were taken by the server: answers may be other ones now. @returns what ends it */
  onSent(listener: (sent: Sent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Sends what waits, now. @returns how many still wait, because the server was away or asked to wait */
  flush(): Promise<number> {
    this.#impressions.tell()
    return this.#sender.flush()
  }

  /** Tells what is left to tell, sends it, and ends. What could not be sent is with the next page. */
  async close(): Promise<number> {
    this.#turn()
    this.#unlisten()
    const left = await this.flush()
    this.#sender.stop()
    this.#queue.keep(true)
    return left
  }

  #names(): Partial<Message> {
    return { ...namesOf(this.#login), anonymousId: this.anonymousId }
  }

  #mayCollect(): boolean {
    const { consent } = this
    return consent === 'given' || (consent === 'unknown' && this.#options.consent !== 'required')
  }

  #say(said: Said, names: Partial<Message>): void {
    if (!this.#mayCollect()) return
    if (isAhead()) return document.addEventListener('prerenderingchange', () => this.#say(said, names), { once: true })
    const message: Message = { ...said, ...names, messageId: randomId(), timestamp: new Date().toISOString() }
    if (this.#channel) message.context = this.#channel
    if (this.consent === 'given') message.consent = true
    this.#sender.add(message)
  }

  #turn(): void {
    this.#dwell.stop()
    this.#impressions.turn()
  }

  #noteConsent(isGiven: boolean): void {
    this.#drawer.set('tell', String(isGiven))
    void this.#sender.flush()
  }

  /** Before anything is sent: throws away what may not be, and says of consent what the server has not heard yet. */
  async #tellConsent(): Promise<void> {
    if (!this.#mayCollect()) this.#queue.clear()
    const tell = this.#drawer.get('tell')
    if (tell === undefined) return
    await this.#sender.prefer({ ...this.person(), consent: tell === 'true' })
    if (this.#drawer.get('tell') === tell) this.#drawer.remove('tell')
  }

  #listen(): () => void {
    const change = () => {
      if (document.visibilityState !== 'hidden') return this.#dwell.resume()
      this.#dwell.pause()
      this.#impressions.tell()
      void this.#sender.flush()
    }
    const leave = () => {
      this.#dwell.pause()
      this.#impressions.tell()
      if (this.#mayCollect()) this.#sender.leave()
    }
    const back = () => {
      this.#queue.keep()
      this.#dwell.resume()
    }
    const online = () => void this.#sender.flush()
    const all: readonly [EventTarget, string, () => void][] = [
      [document, 'visibilitychange', change],
      [globalThis, 'pagehide', leave],
      [globalThis, 'pageshow', back],
      [globalThis, 'online', online],
    ]
    for (const [target, name, listener] of all) target.addEventListener(name, listener)
    return () => {
      for (const [target, name, listener] of all) target.removeEventListener(name, listener)
    }
  }
}

/** A collector for a page, or for a server. */
export function createCollector(options: CollectorOptions): Collector {
  return new Collector(options)
}

/** Whether the browser prepares a page that nobody has opened yet, and perhaps never will. */
function isAhead(): boolean {
  return typeof document !== 'undefined' && 'prerendering' in document && document.prerendering === true
}

function warn(problem: Problem): void {
  console.warn('nunchi', problem)
}
