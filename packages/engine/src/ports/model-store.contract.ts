import { describe, expect, test } from 'vitest'
import { type ModelStore, modelsKept } from './model-store.ts'

/** What every model store must do. @param open an empty store */
export function modelStoreContract(name: string, open: () => Promise<ModelStore>): void {
  describe(`model store: ${name}`, () => {
    test('gives back what was saved, newest first, and nothing for what was not', async () => {
      const store = await open()
      expect(await store.list()).toEqual([])
      await store.save('20260102-1', { deep: [1, { a: '봄' }] })
      await store.save('20260103-2', { other: true })
      expect(await store.list()).toEqual(['20260103-2', '20260102-1'])
      expect(await store.load('20260102-1')).toEqual({ deep: [1, { a: '봄' }] })
      expect(await store.load('20260101-0')).toBeUndefined()
      expect(await store.load('../secret')).toBeUndefined()
    })

    test('drops the oldest, but never the one in use', async () => {
      const store = await open()
      const versions = Array.from({ length: modelsKept + 3 }, (_, n) => `v${String(n).padStart(2, '0')}`)
      for (const version of versions) await store.save(version, { version }, 'v00')
      const left = await store.list()
      expect(left).toContain('v00')
      expect(left.slice(0, modelsKept)).toEqual(versions.slice(-modelsKept).reverse())
      expect(left).toHaveLength(modelsKept + 1)
      await store.save('a-clock-set-back', { version: 'old' })
      expect(await store.load('a-clock-set-back')).toEqual({ version: 'old' })
    })
  })
}
