import { type Columns, type DueAsk, DueLanes, Interner, type Saved } from '@nunchi/kernel'
import type { ContactId } from '../domain/contact.ts'
import type { AlertOutcome, SentChannel, TellingWishes } from '../domain/subscription.ts'
import { togetherMs } from '../domain/subscription.ts'
import type { EpochMs } from '../domain/units.ts'
import type { SubscriptionEvent } from '../events/subscription.ts'

/** A place where a shopper is told. */
export type Place = { readonly contact: ContactId; readonly channel: SentChannel; readonly lane: string }

/** One alert that is to be told at one place. */
export type Letter = Place & {
  readonly row: number
  readonly alert: string
  readonly raisedAt: EpochMs
  readonly dueAt: EpochMs
  readonly tries: number
  readonly firstTriedAt?: EpochMs
  /** Why it was tried in vain. */
  readonly reason?: string
}

/** By the servers' names, and the letters' ids. */
export type LettersAsk = DueAsk<string, string>

type Sent = { readonly channel: SentChannel; readonly at: EpochMs; readonly message: string }

/** Dead letters that are kept for a person to look at; older ones are lost. */
const deadMax = 10_000
/** Messages of a shopper that are remembered for the limits of a day. */
const sentMax = 200

/** The id of a letter: the same for ever. */
export const letterId = (alert: string, contact: ContactId): string => `${alert} ${contact}`

/**
 * What is to leave the shop, and where shoppers are told: one letter for each alert and place, from the fact about the price until the
 * fact that it was told, or given up. Letters wait in the lanes of the servers that they go to.
 *
 * O(log letters) a letter. Memory: some 500 bytes a letter that waits, 100 a place.
 */
export class Outgoing implements Saved {
  #places = new Map<number, Place[]>()
  #wishes = new Map<number, TellingWishes>()
  #sent = new Map<number, Sent[]>()
  #dead = new Map<string, Letter>()
  #letters: (Letter | undefined)[] = []
  #free: number[] = []
  #numbers = new Map<string, number>()
  #ofRow = new Map<number, Set<string>>()
  #due = new DueLanes()
  readonly #names = new Interner()

  /** Letters that wait. */
  get count(): number {
    return this.#numbers.size
  }

  /** Letters that were given up and are kept. */
  get deadCount(): number {
    return this.#dead.size
  }

  placesOf(row: number): readonly Place[] {
    return this.#places.get(row) ?? []
  }

  wishesOf(row: number): TellingWishes | undefined {
    return this.#wishes.get(row)
  }

  /** Messages told on a channel since a moment. */
  toldSince(row: number, channel: SentChannel, at: EpochMs): number {
    return (this.#sent.get(row) ?? []).filter((one) => one.channel === channel && one.at >= at).length
  }

  find(id: string): Letter | undefined {
    const number = this.#numbers.get(id)
    return number === undefined ? this.#dead.get(id) : this.#letters[number]
  }

  /** Those that were given up, the newest first. */
  dead(): readonly Letter[] {
    return [...this.#dead.values()].reverse()
  }

  /** When the oldest that waits was raised. O(letters). */
  oldestAt(): EpochMs | undefined {
    let oldest: EpochMs | undefined
    for (const letter of this.#letters)
      if (letter && (oldest === undefined || letter.raisedAt < oldest)) oldest = letter.raisedAt
    return oldest
  }

  /** @returns the channels on which there is a place to tell it at */
  raise(
    row: number,
    { id, at }: { readonly id: string; readonly at: EpochMs },
    channels: readonly string[],
  ): SentChannel[] {
    const places = this.placesOf(row).filter(({ channel }) => channels.includes(channel))
    for (const place of places) {
      const dueAt = place.channel === 'webhook' ? at : (((Math.floor(at / togetherMs) + 1) * togetherMs) as EpochMs)
      this.#put({ ...place, row, alert: id, raisedAt: at, dueAt, tries: 0 })
    }
    return [...new Set(places.map(({ channel }) => channel))]
  }

  /** Folds a fact about places and letters. @param ended told of each letter that ended, and whether none is left of its alert on its channel */
  apply(
    row: number,
    event: SubscriptionEvent,
    ended: (letter: Letter, outcome: AlertOutcome, isLast: boolean) => void,
  ): void {
    if (event.kind === 'contact.kept') {
      const { contact, channel, lane } = event
      this.#places.set(row, [
        ...this.placesOf(row).filter((one) => one.contact !== contact),
        { contact, channel, lane },
      ])
    } else if (event.kind === 'contact.removed')
      this.#places.set(
        row,
        this.placesOf(row).filter(({ contact }) => contact !== event.contact),
      )
    else if (event.kind === 'contact.wished') this.#wishes.set(row, event.wishes)
    else if (event.kind === 'alerts.delayed') for (const one of event.alerts) this.#delay(one, event.at)
    else if (event.kind === 'alerts.settled') for (const one of event.alerts) this.#settle(one, event.at, ended)
  }

  /** As `DueLanes.due`; letters of one place that are due at one moment come together. */
  due({ now, countMax, perLaneMax, isFull, isTaken }: LettersAsk): Letter[] {
    const rows = this.#due.due({
      now,
      countMax,
      perLaneMax,
      isFull: (lane) => isFull(this.#names.nameOf(lane)),
      isTaken: (number) => isTaken(this.#idOf(number)),
    })
    return rows.map((number) => this.#letters[number]!)
  }

  nextDueAt(isFull: (lane: string) => boolean): EpochMs | undefined {
    return this.#due.nextDueAt((lane) => isFull(this.#names.nameOf(lane))) as EpochMs | undefined
  }

  /** Two shoppers turned out to be one. */
  merge(from: number, into: number): void {
    const places = [...this.placesOf(into), ...this.placesOf(from)]
    if (places.length > 0) this.#places.set(into, places)
    const wishes = this.#wishes.get(into) ?? this.#wishes.get(from)
    if (wishes) this.#wishes.set(into, wishes)
    const sent = [...(this.#sent.get(into) ?? []), ...(this.#sent.get(from) ?? [])].sort((a, b) => a.at - b.at)
    if (sent.length > 0) this.#sent.set(into, sent.slice(-sentMax))
    for (const id of this.#ofRow.get(from) ?? []) {
      const number = this.#numbers.get(id)!
      this.#letters[number] = { ...this.#letters[number]!, row: into }
      this.#ofRow.set(into, (this.#ofRow.get(into) ?? new Set()).add(id))
    }
    for (const [id, letter] of this.#dead) if (letter.row === from) this.#dead.set(id, { ...letter, row: into })
    this.#forget(from)
  }

  /** Forgets a shopper's: what still waits is told no more. */
  clear(row: number): void {
    for (const id of [...(this.#ofRow.get(row) ?? [])]) this.#take(id)
    for (const [id, letter] of this.#dead) if (letter.row === row) this.#dead.delete(id)
    this.#forget(row)
  }

  save(): Columns {
    const rowsOf = <Value>(map: Map<number, Value>) =>
      [...map].sort(([a], [b]) => a - b).map((one) => JSON.stringify(one))
    return {
      places: rowsOf(this.#places),
      wishes: rowsOf(this.#wishes),
      sent: rowsOf(this.#sent),
      dead: [...this.#dead.values()].map((letter) => JSON.stringify(letter)),
      letters: [...this.#numbers]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, number]) => JSON.stringify(this.#letters[number])),
    }
  }

  restore(columns: Columns): void {
    const rowsIn = (name: string) => (columns[name] as readonly string[]).map((text) => JSON.parse(text))
    this.#places = new Map(rowsIn('places'))
    this.#wishes = new Map(rowsIn('wishes'))
    this.#sent = new Map(rowsIn('sent'))
    this.#dead = new Map((rowsIn('dead') as Letter[]).map((letter) => [letterId(letter.alert, letter.contact), letter]))
    this.#letters = []
    this.#free = []
    this.#numbers = new Map()
    this.#ofRow = new Map()
    this.#due = new DueLanes()
    for (const letter of rowsIn('letters') as Letter[]) this.#put(letter)
  }

  #idOf(number: number): string {
    const { alert, contact } = this.#letters[number]!
    return letterId(alert, contact)
  }

  #put(letter: Letter): void {
    const id = letterId(letter.alert, letter.contact)
    const number = this.#numbers.get(id) ?? this.#free.pop() ?? this.#letters.length
    this.#numbers.set(id, number)
    this.#letters[number] = letter
    this.#ofRow.set(letter.row, (this.#ofRow.get(letter.row) ?? new Set()).add(id))
    const [lane, recipient] = [this.#names.idOf(letter.lane), this.#names.idOf(letter.contact)]
    this.#due.put(number, { lane, recipient, dueAt: letter.dueAt })
  }

  #take(id: string): Letter | undefined {
    const number = this.#numbers.get(id)
    if (number === undefined) return undefined
    const letter = this.#letters[number]!
    this.#due.remove(number)
    this.#letters[number] = undefined
    this.#free.push(number)
    this.#numbers.delete(id)
    const own = this.#ofRow.get(letter.row)!
    own.delete(id)
    if (own.size === 0) this.#ofRow.delete(letter.row)
    return letter
  }

  #delay({ alert, contact, dueAt, tries, reason }: Delayed, at: EpochMs): void {
    const id = letterId(alert, contact)
    const letter = this.find(id)
    if (letter === undefined) return
    this.#dead.delete(id)
    const { firstTriedAt: before, reason: _, ...rest } = letter
    const firstTriedAt = tries === 0 ? undefined : tries === undefined ? before : (before ?? at)
    this.#put({
      ...rest,
      dueAt,
      tries: tries ?? letter.tries,
      ...(firstTriedAt !== undefined && { firstTriedAt }),
      ...(reason !== undefined && { reason }),
    })
  }

  #settle(
    { alert, contact, outcome, message, reason }: SettledAlert,
    at: EpochMs,
    ended: (letter: Letter, outcome: AlertOutcome, isLast: boolean) => void,
  ): void {
    const id = letterId(alert, contact)
    const letter = this.#take(id)
    if (letter === undefined) return
    if (outcome === 'dead') {
      this.#dead.set(id, { ...letter, tries: letter.tries + 1, ...(reason !== undefined && { reason }) })
      if (this.#dead.size > deadMax) this.#dead.delete(this.#dead.keys().next().value!)
    }
    const sent = this.#sent.get(letter.row) ?? []
    if (outcome === 'sent' && message !== undefined && !sent.some((one) => one.message === message))
      this.#sent.set(letter.row, [...sent, { channel: letter.channel, at, message }].slice(-sentMax))
    const others = this.placesOf(letter.row).filter(({ channel }) => channel === letter.channel)
    ended(letter, outcome, !others.some((place) => this.#numbers.has(letterId(alert, place.contact))))
  }

  #forget(row: number): void {
    this.#places.delete(row)
    this.#wishes.delete(row)
    this.#sent.delete(row)
    this.#ofRow.delete(row)
  }
}

type Delayed = Extract<SubscriptionEvent, { kind: 'alerts.delayed' }>['alerts'][number]
type SettledAlert = Extract<SubscriptionEvent, { kind: 'alerts.settled' }>['alerts'][number]
