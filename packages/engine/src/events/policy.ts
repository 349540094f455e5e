import type { EpochMs, ShopperKey } from '../domain/units.ts'

/** Facts about which policy orders whose pages. */
export type PolicyEvent = {
  /** The first page of this shopper that a lot ordered was shown; a second such fact names another policy than the first. */
  readonly kind: 'policy.assigned'
  readonly at: EpochMs
  readonly id: string
  readonly shopper: ShopperKey
  readonly policy: string
}
