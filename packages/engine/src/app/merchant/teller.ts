import type { ShopperKey } from '../../domain/units.ts'
import type { ShopEvent } from '../../events/event.ts'
import type { Views } from '../../state/views.ts'
import type { PersonName, ToldEvent } from './answers.ts'
import type { PersonNames } from './person-names.ts'
import { toldOf } from './told.ts'

type Fact = Exclude<ShopEvent, { kind: 'erased' }>

/** A fact and where it stands in the log. */
export type Placed = { readonly position: number; readonly event: ShopEvent }

/** Turns facts into what a merchant is told: names in place of keys, titles beside products. */
export class Teller {
  readonly #views: Views
  readonly #names: PersonNames

  constructor({ views, names }: { readonly views: Views; readonly names: PersonNames }) {
    this.#views = views
    this.#names = names
  }

  /**
   * The same in order, but for what is not wanted, what was erased, and what is about to be: the acts of somebody who
   * was forgotten a moment ago may still stand in the log.
   */
  async tell(placed: readonly Placed[], wants: (kind: string) => boolean): Promise<ToldEvent[]> {
    const { shoppers } = this.#views
    const facts: { readonly position: number; readonly fact: Fact; readonly key: ShopperKey | undefined }[] = []
    for (const { position, event } of placed) {
      if (event.kind === 'erased' || !wants(event.kind)) continue
      const by = keyIn(event)
      const key = by === undefined ? undefined : shoppers.namedBy(by)
      if (by === undefined || key !== undefined) facts.push({ position, fact: event, key })
    }
    const names = await this.#names.of(facts.flatMap(({ key }) => (key === undefined ? [] : [key])))
    return facts.flatMap(({ position, fact, key }) => {
      if (key === undefined) return [this.#told(position, fact, undefined)]
      const person = names.get(key)
      return person === undefined ? [] : [this.#told(position, fact, person)] // forgotten while it was looked up
    })
  }

  /** The same of facts that are all one person's. */
  tellOf(person: PersonName, placed: readonly Placed[]): ToldEvent[] {
    return placed.flatMap(({ position, event }) =>
      event.kind === 'erased' ? [] : [this.#told(position, event, person)],
    )
  }

  #told(position: number, fact: Fact, person: PersonName | undefined): ToldEvent {
    return { position, at: fact.at, kind: fact.kind, person, ...toldOf(fact, this.#views.catalog) }
  }
}

/** Whom a fact is about; the erasure of somebody names nobody. */
function keyIn(fact: Fact): ShopperKey | undefined {
  if (fact.kind === 'shopper.identified') return fact.known
  if (fact.kind === 'shopper.forgotten') return undefined
  return 'shopper' in fact ? fact.shopper : undefined
}
