import { keyStoreContract } from '../../ports/key-store.contract.ts'
import { MemoryKeyStore } from './key-store.ts'

keyStoreContract('memory', async () => {
  const keys = new MemoryKeyStore()
  return { keys, close: () => keys.close() }
})
