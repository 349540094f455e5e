import { modelStoreContract } from '../../ports/model-store.contract.ts'
import { MemoryModelStore } from './model-store.ts'

modelStoreContract('memory', async () => new MemoryModelStore())
