import { type Columns, grown, Interner, type Saved } from '@nunchi/kernel'
import type { Erasure } from '../domain/erasure.ts'
import { limits } from '../domain/limits.ts'
import type { ShopperKey } from '../domain/units.ts'
import type { Hidden, ShopperEvent } from '../events/shopper.ts'

const refusedPersonalisation = 1
const withdrewConsent = 2
const forgotten = 4
const nobody = 0xffffffff

/**
 * Who is who: a row number per person for the other views, which devices turned out to be whose, and what each person
 * allowed. 17 bytes a key plus the key itself.
 *
 * Identities merge commutatively: whatever order the events and the identification arrive in, all of a device's
 * behaviour ends in its owner's row. A device that a second person later logs in on keeps its history with the first;
 * what it does from then on is the second's, and it stays theirs when the first is forgotten.
 */
export class Shoppers implements Saved {
  readonly #keys: Interner
  /** By row: the row this one was merged into; itself when it stands alone. See `#personOf`. */
  #owners: Uint32Array = new Uint32Array(16)
  /** By row: first row merged into it; next row merged into the same owner. */
  #firstMember: Uint32Array = new Uint32Array(16)
  #nextMember: Uint32Array = new Uint32Array(16)
  #flags: Uint8Array = new Uint8Array(16)
  readonly #hidden = new Map<number, Hidden[]>()
  #people = 0

  constructor(hashSeed = 0) {
    this.#keys = new Interner(hashSeed)
  }

  /** Rows given out; a row may since have been merged or forgotten. */
  get rows(): number {
    return this.#keys.size
  }

  /** Persons and devices known apart. */
  get people(): number {
    return this.#people
  }

  /** The row of a key's person; a new row for a new key. */
  rowFor(key: ShopperKey): number {
    const row = this.#keys.find(key)
    return row >= 0 ? this.#personOf(row) : this.#open(key)
  }

  /** The row of a key's person, or -1. */
  find(key: ShopperKey): number {
    const row = this.#keys.find(key)
    const person = row < 0 ? -1 : this.#personOf(row)
    return person < 0 || this.#flags[person]! & forgotten ? -1 : person
  }

  /** Whether a row is somebody known apart: neither merged into another nor forgotten. */
  isPerson(row: number): boolean {
    return this.#owners[row] === row && (this.#flags[row]! & forgotten) === 0
  }

  /** The key that a person has of their own: the login's, where it is known, else the device's. */
  keyOf(row: number): ShopperKey {
    return this.#keys.nameOf(row) as ShopperKey
  }

  /**
   * By which key to name whose act it was that the log has under `key`: the person's own. Of a device that changed hands
   * its own too, as only the moment would tell whose act it was. Undefined when nobody is known (any more).
   */
  namedBy(key: ShopperKey): ShopperKey | undefined {
    const person = this.find(key)
    if (person < 0) return undefined
    const isTheirs = this.membersOf(person).includes(this.#keys.find(key))
    return isTheirs ? this.keyOf(person) : key
  }

  /** Every key under which the history of the person in `row` began, the row's own first. */
  keysOf(row: number): ShopperKey[] {
    const keys = this.membersOf(row).map((member) => this.#keys.nameOf(member) as ShopperKey)
    return keys.filter((key) => key !== '') // a device's last person may have been forgotten
  }

  /**
   * Every key that stands for the person in `row` now, the row's own first: not those of devices that have gone to
   * somebody else. O(rows).
   */
  currentKeysOf(row: number): ShopperKey[] {
    const theirs = [row]
    for (let one = 0; one < this.rows; one++) if (one !== row && this.#personOf(one) === row) theirs.push(one)
    return theirs.map((one) => this.#keys.nameOf(one) as ShopperKey).filter((key) => key !== '')
  }

  /** Every row whose events are this person's: the row itself and those merged into it. */
  membersOf(row: number): number[] {
    const members = [row]
    for (let m = this.#firstMember[row]!; m !== nobody; m = this.#nextMember[m]!) members.push(m)
    return members
  }

  isPersonalised(row: number): boolean {
    return (this.#flags[row]! & refusedPersonalisation) === 0
  }

  hasConsented(row: number): boolean {
    return (this.#flags[row]! & withdrewConsent) === 0
  }

  hiddenBy(row: number): readonly Hidden[] {
    return this.#hidden.get(row) ?? []
  }

  /**
   * Folds that `device` is `person` from now on.
   * @returns the rows to merge in the other views, or undefined when there is nothing to merge
   */
  identify(device: ShopperKey, person: ShopperKey): { readonly from: number; readonly into: number } | undefined {
    const deviceRow = this.#keys.find(device) < 0 ? this.#open(device) : this.#keys.find(device)
    const into = this.rowFor(person)
    const from = this.#personOf(deviceRow)
    if (from === into) return undefined
    if (from !== deviceRow) {
      this.#owners[deviceRow] = into // its history stays with its first owner
      return undefined
    }
    this.#merge(from, into)
    return { from, into }
  }

  /** Folds what a person allows or hides. O(hidden things). */
  applyPreference(row: number, event: ShopperEvent): void {
    switch (event.kind) {
      case 'personalisation.refused':
        this.#flags[row]! |= refusedPersonalisation
        return
      case 'personalisation.allowed':
        this.#flags[row]! &= ~refusedPersonalisation
        return
      case 'consent.withdrawn':
        this.#flags[row]! |= withdrewConsent
        return
      case 'consent.given':
        this.#flags[row]! &= ~withdrewConsent
        return
      case 'shopper.hid':
        this.#unhide(row, event.hidden)
        return this.#hide(row, [event.hidden])
      case 'shopper.unhid':
        return this.#unhide(row, event.hidden)
      case 'interest.removed':
      case 'shopper.identified':
      case 'shopper.forgotten':
      case 'shopper.scrubbed':
      case 'refusals.kept':
        return // of the whole state, not of one preference
    }
    event satisfies never
  }

  /**
   * Drops the person and every key that stands for them, also of devices whose earlier history is somebody else's: what
   * such a device does next is a stranger's. A device of theirs that is somebody else's by now stays that person's, in a
   * new row, so that its key leads nowhere near this history. Rows are not given out again. O(rows).
   * @returns what has to be erased of them elsewhere
   */
  forget(row: number): Erasure {
    const rows = this.membersOf(row)
    const keys = this.currentKeysOf(row)
    const lent = rows.filter((member) => this.#personOf(member) !== row && this.#keys.nameOf(member) !== '')
    const lentKeys = lent.map((member) => this.#keys.nameOf(member) as ShopperKey)
    for (const key of keys) this.#keys.forget(this.#keys.find(key))
    for (const member of rows) this.#flags[member] = forgotten
    for (const member of lent) this.#moveOut(member)
    this.#hidden.delete(row)
    this.#people -= 1
    return { rows, keys, lent: lentKeys }
  }

  save(): Columns {
    return {
      keys: this.#keys.names(),
      owners: this.#owners.subarray(0, this.rows),
      firstMember: this.#firstMember.subarray(0, this.rows),
      nextMember: this.#nextMember.subarray(0, this.rows),
      flags: this.#flags.subarray(0, this.rows),
      hidden: [...this.#hidden].sort((a, b) => a[0] - b[0]).map((entry) => JSON.stringify(entry)),
      people: Uint32Array.of(this.#people),
    }
  }

  restore(columns: Columns): void {
    this.#keys.restore(columns.keys as string[])
    this.#owners = columns.owners as Uint32Array
    this.#firstMember = columns.firstMember as Uint32Array
    this.#nextMember = columns.nextMember as Uint32Array
    this.#flags = columns.flags as Uint8Array
    this.#people = (columns.people as Uint32Array)[0]!
    this.#hidden.clear()
    for (const entry of columns.hidden as string[]) {
      const [row, hidden] = JSON.parse(entry) as [number, Hidden[]]
      this.#hidden.set(row, hidden)
    }
  }

  /** The row of a row's person. A device that changed hands points to a row that may itself have been merged since. */
  #personOf(row: number): number {
    let person = row
    while (this.#owners[person] !== person) person = this.#owners[person]!
    return person
  }

  #open(key: ShopperKey): number {
    const row = this.#keys.idOf(key)
    this.#owners = grown(this.#owners, row + 1)
    this.#firstMember = grown(this.#firstMember, row + 1)
    this.#nextMember = grown(this.#nextMember, row + 1)
    this.#flags = grown(this.#flags, row + 1)
    this.#owners[row] = row
    this.#firstMember[row] = nobody
    this.#nextMember[row] = nobody
    this.#people += 1
    return row
  }

  /** Gives the key of a device that changed hands a new row, which is its present owner's: as if it was never another's. */
  #moveOut(lent: number): void {
    const key = this.#keys.nameOf(lent) as ShopperKey
    const owner = this.#personOf(lent)
    this.#keys.forget(lent)
    this.#merge(this.#open(key), owner)
  }

  #merge(from: number, into: number): void {
    const members = this.membersOf(from)
    for (const member of members) {
      if (this.#owners[member] === from) this.#owners[member] = into
    }
    const last = members[members.length - 1]!
    this.#nextMember[last] = this.#firstMember[into]!
    if (last !== from) this.#nextMember[from] = this.#firstMember[from]!
    this.#firstMember[into] = from
    this.#firstMember[from] = nobody
    this.#flags[into]! |= this.#flags[from]! // a "no" said on either side holds
    const hidden = this.hiddenBy(from)
    this.#hidden.delete(from)
    for (const one of hidden) this.#unhide(into, one)
    if (hidden.length > 0) this.#hide(into, hidden)
    this.#people -= 1
  }

  /** Adds to what is hidden; of too many the oldest are seen again. */
  #hide(row: number, hidden: readonly Hidden[]): void {
    this.#hidden.set(row, [...this.hiddenBy(row), ...hidden].slice(-limits.hiddenMax))
  }

  #unhide(row: number, hidden: Hidden): void {
    const asText = JSON.stringify(hidden)
    const left = this.hiddenBy(row).filter((one) => JSON.stringify(one) !== asText)
    if (left.length > 0) this.#hidden.set(row, left)
    else this.#hidden.delete(row)
  }
}
