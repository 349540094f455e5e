import { snapshotStoreContract } from '../../ports/snapshot-store.contract.ts'
import { MemorySnapshotStore } from './snapshot-store.ts'

snapshotStoreContract('memory', async () => {
  const store = new MemorySnapshotStore()
  return { store, close: () => store.close() }
})
