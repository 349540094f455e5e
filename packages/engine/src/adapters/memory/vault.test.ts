import { vaultContract } from '../../ports/vault.contract.ts'
import { MemoryVault } from './vault.ts'

vaultContract('memory', async () => {
  const vault = new MemoryVault()
  return { vault, close: () => vault.close() }
})
