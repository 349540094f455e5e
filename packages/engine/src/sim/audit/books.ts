import type { Report, Verdict } from '../../app/report.ts'
import type { Hidden } from '../../events/shopper.ts'
import { amountOf } from '../life/walk.ts'

/** What the auditor knows of one person, from what was sent and from nothing that the shop keeps. */
export type Page = {
  /** Ids of what must be kept about them. */
  readonly facts: Set<string>
  /** Order -> what it came to, by product the pieces that they kept. */
  readonly orders: Map<string, number>
  readonly kept: Map<string, number>
  hidden: readonly Hidden[]
  isPersonalised: boolean
  hasConsented: boolean
}

/** Of what cannot be part of the books: how a report ended that was sent while the log failed. */
type Expectation = 'accepted' | 'duplicate' | 'dropped' | 'accepted-or-duplicate'

/** The auditor's own books: one page a person, written from what was sent to the shop, never from what it answers. */
export class Books {
  readonly pages = new Map<string, Page>()
  readonly problems: string[] = []
  /** Everything that must be in the log exactly once: facts of people and of the catalogue. */
  readonly inLog = new Set<string>()
  /** Of people who were forgotten: must be nowhere. */
  readonly erased = new Set<string>()
  readonly #unsure = new Set<string>()
  readonly #ownerOf: (report: Report) => string

  constructor(ownerOf: (report: Report) => string) {
    this.#ownerOf = ownerOf
  }

  pageOf(person: string): Page {
    const known = this.pages.get(person)
    if (known) return known
    const page = { facts: new Set<string>(), orders: new Map(), kept: new Map(), hidden: [] }
    const opened: Page = { ...page, isPersonalised: true, hasConsented: true }
    this.pages.set(person, opened)
    return opened
  }

  problem(text: string): void {
    if (this.problems.length < 100) this.problems.push(text)
  }

  /** The log failed while these were sent: some may be in it all the same. */
  unsure(reports: readonly Report[]): void {
    for (const { id } of reports) this.#unsure.add(id)
  }

  /** Enters what was sent, and checks that the shop answered as it had to. */
  enter(reports: readonly Report[], verdicts: readonly Verdict[]): void {
    if (verdicts.length !== reports.length) this.problem(`${reports.length} reports, ${verdicts.length} verdicts`)
    reports.forEach((report, i) => {
      const page = this.pageOf(this.#ownerOf(report))
      const expected = this.#expected(report, page)
      const status = verdicts[i]?.status ?? 'nothing'
      const isRight = expected === 'accepted-or-duplicate' ? /^(accepted|duplicate)$/.test(status) : status === expected
      if (!isRight) this.problem(`${report.id} (${report.event?.kind}): ${status} instead of ${expected}`)
      if (expected === 'accepted' || expected === 'accepted-or-duplicate') this.#keep(report, page)
    })
  }

  /**
   * Closes a person's page: nothing of it may be left anywhere. Of who has a device, what they had refused outlives them:
   * the device is known again by a fingerprint.
   */
  forget(person: string, { hasDevice }: { readonly hasDevice: boolean }): void {
    const page = this.pages.get(person)
    if (!page) return
    for (const id of page.facts) {
      this.erased.add(id)
      this.inLog.delete(id)
    }
    this.pages.delete(person)
    if (!hasDevice) return
    const { isPersonalised, hasConsented } = page
    this.pages.set(person, { ...this.pageOf(person), isPersonalised, hasConsented })
  }

  #expected(report: Report, page: Page): Expectation {
    const isWish = /^(shopper|consent|personalisation)\./.test(report.event!.kind)
    if (!page.hasConsented && !isWish) return 'dropped'
    if (this.inLog.has(report.id)) return 'duplicate'
    return this.#unsure.has(report.id) ? 'accepted-or-duplicate' : 'accepted'
  }

  #keep(report: Report, page: Page): void {
    const { event, id } = report
    page.facts.add(id)
    this.inLog.add(id)
    if (event === undefined) return
    if (event.kind === 'order.placed') {
      page.orders.set(event.order, amountOf(event.lines))
      for (const { product, quantity } of event.lines) page.kept.set(product, (page.kept.get(product) ?? 0) + quantity)
    }
    if (event.kind === 'order.refunded')
      for (const { product, quantity } of event.lines)
        page.kept.set(product, Math.max(0, (page.kept.get(product) ?? 0) - quantity))
    if (event.kind === 'shopper.hid') page.hidden = [...page.hidden, event.hidden]
    if (event.kind === 'personalisation.refused') page.isPersonalised = false
    if (event.kind === 'personalisation.allowed') page.isPersonalised = true
    if (event.kind === 'consent.withdrawn') page.hasConsented = false
    if (event.kind === 'consent.given') page.hasConsented = true
  }
}
