import { comparePolicies, type PolicyComparison } from '../decide/policies/compare.ts'
import type { PolicyName } from '../decide/rank/answer.ts'
import { isByLot, type PolicyShares } from '../decide/rank/policy.ts'
import type { EpochMs, ShopperKey } from '../domain/units.ts'
import type { Views } from '../state/views.ts'
import { Behind } from './behind.ts'
import type { Chores } from './chores.ts'
import type { Asking, PoliciesFace } from './face.ts'
import type { Ledger } from './ledger.ts'

/** Deals that may wait for the log: half a minute of a busy shop's new shoppers. */
const waitingMax = 10_000

/**
 * Notes in the log, behind the answers, which policy a lot dealt to whom: at a shopper's first page that a lot ordered, and once
 * more when another policy orders one of theirs. So what came of the policies can be compared at any time.
 */
export class Dealing implements PoliciesFace {
  readonly shares: PolicyShares
  readonly #views: Views
  readonly #ledger: Ledger
  readonly #behind: Behind
  readonly #now: () => EpochMs

  constructor(parts: { views: Views; ledger: Ledger; chores: Chores; now: () => EpochMs; shares: PolicyShares }) {
    this.shares = parts.shares
    this.#views = parts.views
    this.#ledger = parts.ledger
    this.#behind = new Behind({ ...parts, chore: 'policies', waitingMax })
    this.#now = parts.now
  }

  /** Notes that a page of theirs was ordered by `policy`, if a lot chose it and that is news. O(1). */
  note(
    { shopper, drawnBy = shopper, policy: asked, isRehearsal = false }: Asking,
    { row, policy }: { readonly row: number; readonly policy: PolicyName },
  ): void {
    if (isRehearsal || !isByLot(this.#views, { row, drawnBy, asked, shares: this.shares })) return
    const first = this.#views.policies.of(row)
    if (first !== undefined && (first.isMixed || first.policy === policy)) return
    if (this.#ledger.isBroken || !this.#behind.mayKeep(shopper)) return
    this.#behind.add([this.#fact(shopper!, policy)])
  }

  /** What came of each policy so far, and by how much they differ. */
  compare(): PolicyComparison {
    return comparePolicies(this.#views, { shares: this.shares }).answer
  }

  /** Resolves when everything noted so far is in the log, or dropped. */
  settled(): Promise<void> {
    return this.#behind.settled()
  }

  #fact(shopper: ShopperKey, policy: PolicyName) {
    return { kind: 'policy.assigned', at: this.#now(), id: `dealt:${shopper}:${policy}`, shopper, policy } as const
  }
}
