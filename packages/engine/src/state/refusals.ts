import type { Columns, Saved } from '@nunchi/kernel'
import type { ShopperEvent } from '../events/shopper.ts'

/** What somebody allows: page in their own order, collecting. */
export type Allowed = { readonly personalised: boolean; readonly consent: boolean }

const everything: Allowed = { personalised: true, consent: true }

/**
 * What devices had refused whose person was forgotten since, by a fingerprint that leads back to nobody: so a device
 * that said no and comes back as a stranger has still said no. About 80 bytes a device.
 */
export class Refusals implements Saved {
  readonly #byDevice = new Map<string, Allowed>()

  get size(): number {
    return this.#byDevice.size
  }

  /** What a forgotten device allows; everything, when it had refused nothing. */
  of(device: string): Allowed {
    return this.#byDevice.get(device) ?? everything
  }

  apply({ device, personalised, consent }: Extract<ShopperEvent, { kind: 'refusals.kept' }>): void {
    if (personalised && consent) this.#byDevice.delete(device)
    else this.#byDevice.set(device, { personalised, consent })
  }

  save(): Columns {
    const devices = [...this.#byDevice].sort(([a], [b]) => (a < b ? -1 : 1))
    return {
      devices: devices.map(([device]) => device),
      refused: Uint8Array.from(devices, ([, { personalised, consent }]) => (personalised ? 0 : 1) + (consent ? 0 : 2)),
    }
  }

  restore(columns: Columns): void {
    this.#byDevice.clear()
    const refused = columns.refused as Uint8Array
    for (const [i, device] of (columns.devices as string[]).entries())
      this.#byDevice.set(device, { personalised: (refused[i]! & 1) === 0, consent: (refused[i]! & 2) === 0 })
  }
}
