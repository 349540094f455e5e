import { type Columns, nested, partOf, type Saved } from '@nunchi/kernel'
import type { OfferEvent } from '../events/offer.ts'
import { Judgements } from './judgements.ts'
import { Malls } from './malls.ts'
import { Offers } from './offers.ts'
import { ReadValues } from './read-values.ts'

/**
 * What many malls offer: the views of meta-shopping, and where facts about malls and offers are dealt out to them. The products
 * made of offers are in the catalogue like any others.
 */
export class Market implements Saved {
  readonly malls = new Malls()
  readonly offers: Offers
  readonly values: ReadValues
  readonly judgements = new Judgements()

  constructor(hashSeed: number) {
    this.offers = new Offers(hashSeed)
    this.values = new ReadValues(hashSeed)
  }

  /** @param position where in the log the fact is. 2 us for an offer repriced, 5 for one listed with ten values */
  apply(event: OfferEvent, position: number): void {
    switch (event.kind) {
      case 'mall.registered':
      case 'mall.paused':
      case 'mall.resumed':
      case 'feed.read':
        return this.malls.apply(event)
      case 'mall.erased':
        return this.#erase(event.mall, event)
      case 'offer.listed':
        return this.values.put(this.offers.list(event, position), event.values)
      case 'offer.repriced':
        return this.offers.reprice(event)
      case 'offer.withdrawn': {
        const offer = this.offers.withdraw(event)
        if (offer >= 0) this.values.clear(offer)
        return
      }
      case 'offers.moved':
        for (const ref of event.offers) {
          const offer = this.offers.find(ref)
          if (offer >= 0) this.offers.move(offer, event.product)
        }
        return
      case 'pair.judged': {
        const [one, other] = [this.offers.find(event.one), this.offers.find(event.other)]
        if (one >= 0 && other >= 0) this.judgements.judge(one, other, event.verdict)
        return
      }
      case 'value.corrected': {
        const offer = this.offers.find(event)
        if (offer >= 0) this.judgements.correct(offer, event.name, event.value)
        return
      }
    }
    event satisfies never
  }

  save(): Columns {
    return {
      ...nested('malls', this.malls.save()),
      ...nested('offers', this.offers.save()),
      ...nested('values', this.values.save()),
      ...nested('judgements', this.judgements.save()),
    }
  }

  restore(columns: Columns): void {
    this.malls.restore(partOf(columns, 'malls'))
    this.offers.restore(partOf(columns, 'offers'))
    this.values.restore(partOf(columns, 'values'))
    this.judgements.restore(partOf(columns, 'judgements'))
  }

  #erase(mall: string, event: Extract<OfferEvent, { kind: 'mall.erased' }>): void {
    for (const offer of [...this.offers.allOf(mall)]) {
      this.values.clear(offer)
      this.judgements.forget(offer)
      this.offers.forget(offer)
    }
    this.malls.apply(event)
  }
}
