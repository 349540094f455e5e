import type { Currency } from '@nunchi/protocol'
import { NunchiError } from '@nunchi/sdk'

/** One made-up shopper of the demo, with the proof by which a page may speak as them. */
export type DemoPerson = { readonly user: string; readonly userHash: string; readonly name: string }

/** What the storefront has to know before it can ask anything. */
export type DemoConfig = {
  readonly publishableKey: string
  readonly currency: Currency
  readonly persons: readonly DemoPerson[]
}

/** Asks the server for the demo's settings. @throws NunchiError NETWORK, or NO_DEMO when it runs without a demo */
export async function fetchConfig(signal?: AbortSignal): Promise<DemoConfig> {
  const response = await fetch('/demo/config.json', { signal }).catch((cause) => {
    throw new NunchiError('/demo/config.json could not be reached', { code: 'NETWORK', status: 0, cause })
  })
  const config = response.ok ? await response.json().catch(() => undefined) : undefined
  if (typeof config?.publishableKey !== 'string') {
    throw new NunchiError('/demo/config.json names no key of a demo.', {
      code: 'NO_DEMO',
      status: response.status,
    })
  }
  return { ...config, persons: config.persons ?? [] }
}
