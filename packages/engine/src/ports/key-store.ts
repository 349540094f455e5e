/** What the holder of an API key may do: collect behaviour and read one shopper's own answers, everything, or drive the round of one vehicle. */
export type KeyScope = 'publishable' | 'secret' | 'driver'

/** An API key as it is stored: the key itself is shown once, when it is made, and kept only as a hash. */
export type ApiKey = {
  readonly id: string
  readonly name: string
  readonly scope: KeyScope
  /** Whether events of this key must say that the shopper consented. */
  readonly consent: 'assumed' | 'required'
  readonly createdAt: number
  /** Of a driver's key: the vehicle whose round it sees. */
  readonly vehicle?: string
}

/** Holds the API keys. */
export interface KeyStore {
  add(
    key: Omit<ApiKey, 'id' | 'createdAt'>,
    createdAt: number,
  ): Promise<{ readonly key: ApiKey; readonly secret: string }>
  /** The key with this secret; undefined when unknown or revoked. Synchronous: asked on every request. */
  find(secret: string): ApiKey | undefined
  list(): readonly ApiKey[]
  /** @throws Refusal KEY_UNKNOWN */
  revoke(id: string): Promise<void>
  close(): Promise<void>
}
