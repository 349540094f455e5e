import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vaultContract } from '../../ports/vault.contract.ts'
import { SqliteVault } from './vault.ts'

vaultContract('sqlite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nunchi-vault-'))
  let vault = await SqliteVault.open(dir)
  return {
    vault,
    reopen: async () => {
      await vault.close()
      vault = await SqliteVault.open(dir)
      return vault
    },
    files: async () => (await readdir(dir)).map((file) => join(dir, file)),
    close: async () => {
      await vault.close()
      await rm(dir, { recursive: true })
    },
  }
})
