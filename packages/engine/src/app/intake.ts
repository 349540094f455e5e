import { limits } from '../domain/limits.ts'
import type { EpochMs, ShopperKey } from '../domain/units.ts'
import type { Alias, Vault } from '../ports/vault.ts'
import type { Views } from '../state/views.ts'
import { Consents } from './consents.ts'
import type { CollectFrom } from './face.ts'
import type { Fact, Ledger } from './ledger.ts'
import type { RefundLines } from './refund-lines.ts'
import type { Report, Verdict } from './report.ts'

/** One batch while it is looked at. */
type Taking = {
  readonly sender: CollectFrom
  readonly now: EpochMs
  readonly facts: Fact[]
  readonly inBatch: Set<string>
  /** Ids of events that an earlier call is still storing: known only once that call's are. */
  readonly onTheirWay: string[]
  readonly consents: Consents
}

const accepted: Verdict = { status: 'accepted' }
const duplicate: Verdict = { status: 'duplicate' }
const withoutConsent: Verdict = { status: 'dropped', reason: 'no-consent' }
/** What a shopper says of themselves is taken with or without consent to collecting. */
const ownWishes = new Set([
  'consent.given',
  'consent.withdrawn',
  'personalisation.refused',
  'personalisation.allowed',
  'shopper.hid',
  'shopper.unhid',
])

/** Turns what clients report into facts about opaque shoppers. */
export class Intake {
  readonly #vault: Vault
  readonly #views: Views
  readonly #ledger: Ledger
  readonly #refundLines: RefundLines

  constructor(parts: { vault: Vault; views: Views; ledger: Ledger; refundLines: RefundLines }) {
    const { vault, views, ledger, refundLines } = parts
    this.#refundLines = refundLines
    this.#vault = vault
    this.#views = views
    this.#ledger = ledger
  }

  /**
   * Takes a batch: drops what has no consent, skips what is known already, appends the rest. What claims to lie in the
   * future happened now: one wrong date would else make everything before it count for nothing.
   * @returns a verdict per report, in order, once the accepted ones are durable and folded
   * @throws Refusal LOG_UNAVAILABLE when nothing could be stored
   */
  async take(reported: readonly Report[], sender: CollectFrom, now: EpochMs): Promise<readonly Verdict[]> {
    const reports = await this.#refundLines.fill(reported, (report) => this.#keyOf(report))
    // Looks again after waiting: meanwhile an erasure may have taken away a key that was there.
    for (let strangers = this.#strangersIn(reports, sender); strangers.length > 0; ) {
      await this.#vault.keysFor(strangers)
      strangers = this.#strangersIn(reports, sender)
    }
    const verdicts: Verdict[] = new Array(reports.length)
    const facts: Fact[] = []
    const inBatch = new Set<string>()
    const onTheirWay: string[] = []
    const consents = new Consents(this.#views.shoppers)
    const traits: Promise<void>[] = []
    for (let i = 0; i < reports.length; i++) {
      const report = reports[i]!
      verdicts[i] = this.#takeOne(report, { sender, now, facts, inBatch, onTheirWay, consents })
      if (report.traits && verdicts[i] === accepted)
        traits.push(this.#vault.putTraits(this.#keyOf(report)!, report.traits))
    }
    await Promise.all([this.#ledger.append(facts), this.#ledger.confirm(onTheirWay), ...traits])
    return verdicts
  }

  #takeOne(report: Report, { sender, now, facts, inBatch, onTheirWay, consents }: Taking): Verdict {
    const { event } = report
    const shopper = this.#keyOf(report)
    if (!isConsented(report, sender)) return withoutConsent
    const device = this.#deviceOf(report)
    if (shopper !== undefined && !isOwnWish(report) && !consents.allow({ shopper, device })) return withoutConsent
    const ids = idsOf(report, sender, shopper)
    for (const id of ids) {
      if (inBatch.has(id)) return duplicate
      if (!this.#ledger.knows(id)) continue
      if (this.#ledger.isOnItsWay(id)) onTheirWay.push(id)
      return duplicate
    }
    const id = ids[0]!
    inBatch.add(id)
    if (shopper !== undefined && event?.kind === 'consent.withdrawn') consents.say(false, { shopper, device })
    if (shopper !== undefined && event?.kind === 'consent.given') consents.say(true, { shopper, device })
    const at = event !== undefined && event.at <= now + limits.clockAheadMsMax ? event.at : now
    for (const known of this.#linksOf(report)) {
      const linkId = `identified:${known.shopper}:${known.known}`
      if (inBatch.has(linkId)) continue
      inBatch.add(linkId)
      facts.push({ kind: 'shopper.identified', at, id: linkId, ...known })
    }
    if (event) facts.push({ ...event, at, id, shopper } as Fact)
    return accepted
  }

  /** The device on which a user is named. */
  #deviceOf({ user, anonymous }: Report): ShopperKey | undefined {
    return user === undefined || anonymous === undefined
      ? undefined
      : this.#vault.keyOf({ type: 'anonymous', id: anonymous })
  }

  /** Which devices this report shows to be whose, where that is news. */
  *#linksOf(report: Report): Iterable<{ shopper: ShopperKey; known: ShopperKey }> {
    const { user, anonymous, previous } = report
    const known = this.#vault.keyOf(
      user !== undefined ? { type: 'user', id: user } : { type: 'anonymous', id: anonymous ?? '' },
    )
    if (known === undefined) return
    const before: (ShopperKey | undefined)[] = []
    if (user !== undefined && anonymous !== undefined)
      before.push(this.#vault.keyOf({ type: 'anonymous', id: anonymous }))
    if (previous !== undefined) before.push(this.#vault.keyOf(previousAlias(this.#vault, previous)))
    const { shoppers } = this.#views
    for (const shopper of before) {
      if (shopper === undefined || shopper === known) continue
      const row = shoppers.find(shopper)
      if (row < 0 || row !== shoppers.find(known)) yield { shopper, known }
    }
  }

  #keyOf({ user, anonymous }: Report): ShopperKey | undefined {
    if (user !== undefined) return this.#vault.keyOf({ type: 'user', id: user })
    return anonymous === undefined ? undefined : this.#vault.keyOf({ type: 'anonymous', id: anonymous })
  }

  /** Every alias that has no opaque key yet: met in one write for the whole batch, none when all are known. */
  #strangersIn(reports: readonly Report[], sender: CollectFrom): Alias[] {
    const strangers: Alias[] = []
    const meet = (alias: Alias) => {
      if (this.#vault.keyOf(alias) === undefined) strangers.push(alias)
    }
    for (const report of reports) {
      if (!isConsented(report, sender)) continue
      if (report.user !== undefined) meet({ type: 'user', id: report.user })
      if (report.anonymous !== undefined) meet({ type: 'anonymous', id: report.anonymous })
      if (report.previous !== undefined) meet(previousAlias(this.#vault, report.previous))
    }
    return strangers
  }
}

function isOwnWish({ event }: Report): boolean {
  return event !== undefined && ownWishes.has(event.kind)
}

/** Whether the report itself may be kept: by what it says of consent, or by what its key assumes. */
function isConsented(report: Report, sender: CollectFrom): boolean {
  if (isOwnWish(report)) return true
  return report.consent ?? sender.consent === 'assumed'
}

/**
 * The ids under which an event may be known already; it is stored under the first. An order is one order whoever
 * reports it: the shop's page, its server, an import. But a page proves nothing, so what it says of an order counts for
 * its own shopper only: nobody can take an order id from the shop.
 */
function idsOf({ event, id }: Report, sender: CollectFrom, shopper: ShopperKey | undefined): readonly string[] {
  if (event?.kind !== 'order.placed') return [id]
  const own = id.startsWith('order:') ? id : `order:${event.order}`
  const claimed = `order:${event.order}:by:${shopper ?? 'guest'}`
  return sender.trusted ? [own, claimed] : [claimed, own]
}

/** The former name of somebody may be a login or a device; a login if one is known by it. */
function previousAlias(vault: Vault, id: string): Alias {
  const asUser: Alias = { type: 'user', id }
  return vault.keyOf(asUser) === undefined ? { type: 'anonymous', id } : asUser
}
