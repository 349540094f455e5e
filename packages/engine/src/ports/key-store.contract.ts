import { afterEach, describe, expect, test } from 'vitest'
import type { ApiKey, KeyStore } from './key-store.ts'

/** An empty key store on storage of its own. */
export type KeyStoreUnderTest = {
  readonly keys: KeyStore
  /** Closes the store last opened and opens the same storage again; absent where nothing is kept. */
  readonly reopen?: () => Promise<KeyStore>
  readonly close: () => Promise<void>
}

const browser: Omit<ApiKey, 'id' | 'createdAt'> = { name: '웹 수집', scope: 'publishable', consent: 'required' }
const server: Omit<ApiKey, 'id' | 'createdAt'> = { name: 'server', scope: 'secret', consent: 'assumed' }

/** What every key store must do. An adapter's own test file is one call to this. */
export function keyStoreContract(name: string, open: () => Promise<KeyStoreUnderTest>): void {
  describe(`key store contract: ${name}`, () => {
    let close: (() => Promise<void>) | undefined
    const fresh = async (): Promise<KeyStoreUnderTest> => {
      const underTest = await open()
      close = underTest.close
      return underTest
    }
    afterEach(async () => {
      await close?.()
      close = undefined
    })

    test('a key is found by its secret and by nothing else', async () => {
      const { keys } = await fresh()
      const pub = await keys.add(browser, 1_000)
      const sec = await keys.add(server, 2_000)
      expect(pub.secret).toMatch(/^nk_pub_[\w-]{43}$/)
      expect(sec.secret).toMatch(/^nk_sec_[\w-]{43}$/)
      expect(pub.key).toEqual({ ...browser, id: pub.key.id, createdAt: 1_000 })
      expect(keys.find(pub.secret)).toEqual(pub.key)
      expect(keys.find(sec.secret)).toEqual(sec.key)
      for (const wrong of ['', 'nk_pub_', pub.key.id, pub.secret.slice(0, -1), `${pub.secret}A`, pub.secret.slice(7)]) {
        expect(keys.find(wrong)).toBeUndefined()
      }
      expect(keys.list()).toEqual([pub.key, sec.key])
      expect(JSON.stringify(keys.list())).not.toContain(pub.secret.slice(7))
    })

    test('a revoked key is not found again', async () => {
      const { keys } = await fresh()
      const pub = await keys.add(browser, 1_000)
      const sec = await keys.add(server, 2_000)
      await keys.revoke(pub.key.id)
      expect(keys.find(pub.secret)).toBeUndefined()
      expect(keys.list()).toEqual([sec.key])
      await expect(keys.revoke(pub.key.id)).rejects.toMatchObject({ code: 'KEY_UNKNOWN' })
    })

    test('keys and revocations outlive reopening', async () => {
      const { keys, reopen } = await fresh()
      if (!reopen) return // this store keeps nothing
      const pub = await keys.add(browser, 1_000)
      const sec = await keys.add(server, 2_000)
      await keys.revoke(pub.key.id)
      const again = await reopen()
      expect(again.list()).toEqual([sec.key])
      expect(again.find(sec.secret)).toEqual(sec.key)
      expect(again.find(pub.secret)).toBeUndefined()
    })
  })
}
