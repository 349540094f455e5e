import { assert } from '../domain/assert.ts'
import { limits } from '../domain/limits.ts'
import type { EpochMs, ShopperKey } from '../domain/units.ts'
import type { Vault } from '../ports/vault.ts'
import type { Views } from '../state/views.ts'
import type { Allowances, Newcomers } from './allowances.ts'
import { Rejection, verdictOf } from './collect/rejection.ts'
import { Consents } from './consents.ts'
import type { CollectFrom } from './face.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Fact, Ledger } from './ledger.ts'
import { deviceIn, nameOf, namesIn, personIn, previousIn } from './names.ts'
import { openedBy } from './opening.ts'
import type { RefundLines } from './refund-lines.ts'
import type { Report, Verdict } from './report.ts'
import type { Strangers } from './strangers.ts'

/** One batch while it is looked at. */
type Taking = {
  readonly sender: CollectFrom
  readonly now: EpochMs
  readonly facts: Fact[]
  readonly inBatch: Set<string>
  /** Ids of events that an earlier call is still storing: known only once that call's are. */
  readonly onTheirWay: string[]
  readonly consents: Consents
  /** Names for which the sender's key had no allowance left. */
  readonly denied: ReadonlySet<string>
  /** What the batch opens in the catalogue. */
  readonly opened: { readonly products: Set<string>; readonly tags: Set<string> }
}

const accepted: Verdict = { status: 'accepted' }
const duplicate: Verdict = { status: 'duplicate' }
const withoutConsent: Verdict = { status: 'dropped', reason: 'no-consent' }

/** Turns what clients report into facts about opaque shoppers. */
export class Intake {
  readonly #vault: Vault
  readonly #views: Views
  readonly #ledger: Ledger
  readonly #strangers: Strangers
  readonly #allowances: Allowances
  readonly #refundLines: RefundLines

  constructor(parts: {
    vault: Vault
    views: Views
    ledger: Ledger
    strangers: Strangers
    allowances: Allowances
    refundLines: RefundLines
  }) {
    this.#vault = parts.vault
    this.#views = parts.views
    this.#ledger = parts.ledger
    this.#strangers = parts.strangers
    this.#allowances = parts.allowances
    this.#refundLines = parts.refundLines
  }

  /**
   * Takes a batch: drops what has no consent, skips what is known already, appends the rest. What claims to lie in the
   * future happened now: one wrong date would else make everything before it count for nothing.
   * @returns a verdict per report, in order, once the accepted ones are durable and folded
   * @throws Refusal LOG_UNAVAILABLE when nothing could be stored
   */
  async take(reported: readonly Report[], sender: CollectFrom, now: EpochMs): Promise<readonly Verdict[]> {
    const reports = await this.#refundLines.fill(reported, (report) => this.#keyOf(report))
    const denied = new Set<string>()
    // Looks again after waiting: meanwhile an erasure may have taken away a key that was there.
    for (let strangers = this.#strangers.in(reports, { sender, now, denied }); strangers.length > 0; ) {
      await this.#vault.keysFor(strangers)
      strangers = this.#strangers.in(reports, { sender, now, denied })
    }
    const taking: Taking = {
      sender,
      now,
      facts: [],
      inBatch: new Set(),
      onTheirWay: [],
      denied,
      consents: new Consents({ vault: this.#vault, views: this.#views }, sender),
      opened: { products: new Set(), tags: new Set() },
    }
    const verdicts: Verdict[] = new Array(reports.length)
    const traits: Promise<void>[] = []
    for (let i = 0; i < reports.length; i++) {
      const report = reports[i]!
      verdicts[i] = this.#takeOne(report, taking)
      if (report.traits && verdicts[i] === accepted)
        traits.push(this.#vault.putTraits(this.#keyOf(report)!, report.traits))
    }
    await Promise.all([this.#ledger.append(taking.facts), this.#ledger.confirm(taking.onTheirWay), ...traits])
    return verdicts
  }

  #takeOne(report: Report, taking: Taking): Verdict {
    const { sender, now, facts, inBatch, onTheirWay, consents } = taking
    const { event } = report
    if (!consents.allow(report)) return withoutConsent
    const shopper = this.#keyOf(report)
    const ids = idsOf(report, sender, shopper)
    for (const id of ids) {
      if (inBatch.has(id)) return duplicate
      if (!this.#ledger.knows(id)) continue
      if (this.#ledger.isOnItsWay(id)) onTheirWay.push(id)
      return duplicate
    }
    const tooMany = this.#tooManyIn(report, taking)
    if (tooMany) return tooMany
    const id = ids[0]!
    inBatch.add(id)
    consents.hear(report)
    const at = event !== undefined && event.at <= now + limits.clockAheadMsMax ? event.at : now
    this.#carryOver(report, { facts, inBatch, at })
    for (const known of this.#linksOf(report)) {
      const linkId = `identified:${known.shopper}:${known.known}`
      if (inBatch.has(linkId)) continue
      inBatch.add(linkId)
      facts.push({ kind: 'shopper.identified', at, id: linkId, ...known })
    }
    assert(shopper !== undefined || personIn(report) === undefined, 'intake: somebody named has no key')
    if (event) facts.push({ ...event, at, id, shopper } as Fact)
    return accepted
  }

  /** The verdict on an event of a publishable key that would bring more new names than the key may today. */
  #tooManyIn(report: Report, { sender, now, denied, opened }: Taking): Verdict | undefined {
    const key = sender.publishableKey
    if (key === undefined) return undefined
    if (denied.size > 0 && namesIn(report, this.#vault).some((alias) => denied.has(nameOf(alias))))
      return tooMany('shoppers')
    const { event } = report
    if (event === undefined) return undefined
    const opening = openedBy(event, this.#views.catalog)
    const products = [...opening.products].filter((product) => !opened.products.has(product))
    const tags = [...opening.tags].filter((tag) => !opened.tags.has(tag))
    if (products.length === 0 && tags.length === 0) return undefined
    const lacking = this.#allowances.spend(key, { products: products.length, tags: tags.length }, now)
    if (lacking !== undefined) return tooMany(lacking as Named)
    for (const product of products) opened.products.add(product)
    for (const tag of tags) opened.tags.add(tag)
    return undefined
  }

  /** A device that had refused something, was forgotten and comes back: what it refused comes first of all. */
  #carryOver({ anonymous }: Report, { facts, inBatch, at }: Pick<Taking, 'facts' | 'inBatch'> & { at: EpochMs }): void {
    const { refusals, shoppers } = this.#views
    if (anonymous === undefined || refusals.size === 0) return
    const shopper = this.#vault.keyOf({ type: 'anonymous', id: anonymous })
    if (shopper === undefined || shoppers.find(shopper) >= 0) return
    const { consent, personalised } = refusals.of(fingerprintOf(anonymous))
    for (const kind of ['consent.withdrawn', 'personalisation.refused'] as const) {
      const id = `still:${kind}:${shopper}`
      if ((kind === 'consent.withdrawn' ? consent : personalised) || inBatch.has(id) || this.#ledger.knows(id)) continue
      inBatch.add(id)
      facts.push({ kind, at, id, shopper })
    }
  }

  /** Which devices this report shows to be whose, where that is news. */
  *#linksOf(report: Report): Iterable<{ shopper: ShopperKey; known: ShopperKey }> {
    const known = this.#keyOf(report)
    if (known === undefined) return
    const before = [deviceIn(report), previousIn(report, this.#vault)].map((alias) => alias && this.#vault.keyOf(alias))
    const { shoppers } = this.#views
    for (const shopper of before) {
      if (shopper === undefined || shopper === known) continue
      const row = shoppers.find(shopper)
      if (row < 0 || row !== shoppers.find(known)) yield { shopper, known }
    }
  }

  #keyOf(report: Report): ShopperKey | undefined {
    const person = personIn(report)
    return person && this.#vault.keyOf(person)
  }
}

type Named = Exclude<keyof Newcomers, 'subscriptions'>

const whatIsTooMany = {
  shoppers: ['anonymous', 'is one new device or user more than'],
  products: ['product', 'names more products that the catalogue lacks than'],
  tags: ['hint', 'describes products that the catalogue lacks in more new words than'],
} as const satisfies Record<Named, unknown>

function tooMany(what: Named): Verdict {
  const [field, reason] = whatIsTooMany[what]
  return verdictOf(new Rejection('TOO_MANY_NEW', field, `${reason} this publishable key may bring today`))
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
