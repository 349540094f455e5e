import type { EpochMs, ProductId, ShopperKey } from '../domain/units.ts'

type By = { readonly at: EpochMs; readonly id: string; readonly shopper: ShopperKey }

/** What a shopper may ask never to see again. */
export type Hidden =
  | { readonly what: 'product'; readonly product: ProductId }
  | { readonly what: 'brand'; readonly brand: string }
  | { readonly what: 'category'; readonly category: string }

/** Facts about who a shopper is and what they allow. */
export type ShopperEvent =
  /** `shopper` (so far anonymous, on one device) turned out to be `known`. */
  | (By & { readonly kind: 'shopper.identified'; readonly known: ShopperKey })
  | (By & { readonly kind: 'shopper.hid' | 'shopper.unhid'; readonly hidden: Hidden })
  /** Said of a taste, by its tag ("brand:MOA"), that it is not theirs. */
  | (By & { readonly kind: 'interest.removed'; readonly tag: string })
  /** Personalisation refused (or allowed again): shown what everyone is shown. */
  | (By & { readonly kind: 'personalisation.refused' | 'personalisation.allowed' })
  /** Consent to collecting withdrawn (or given). */
  | (By & { readonly kind: 'consent.withdrawn' | 'consent.given' })
  /** Erasure asked for. The shopper's rows go at once; the log and the snapshots are scrubbed after. */
  | (By & { readonly kind: 'shopper.forgotten' })
  /** The scrubbing of log and snapshots asked for at log position `askedAt` is complete. */
  | { readonly kind: 'shopper.scrubbed'; readonly at: EpochMs; readonly id: string; readonly askedAt: number }
  /**
   * What a device had refused when its person was forgotten; nothing refused takes an earlier one back. `device` is a
   * one-way fingerprint of the device's id, tied to nobody.
   */
  | {
      readonly kind: 'refusals.kept'
      readonly at: EpochMs
      readonly id: string
      readonly device: string
      readonly personalised: boolean
      readonly consent: boolean
    }
