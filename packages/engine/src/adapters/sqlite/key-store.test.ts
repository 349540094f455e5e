import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyStoreContract } from '../../ports/key-store.contract.ts'
import { SqliteKeyStore } from './key-store.ts'

keyStoreContract('sqlite', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nunchi-keys-'))
  let keys = await SqliteKeyStore.open(dir)
  return {
    keys,
    reopen: async () => {
      await keys.close()
      keys = await SqliteKeyStore.open(dir)
      return keys
    },
    close: async () => {
      await keys.close()
      await rm(dir, { recursive: true })
    },
  }
})

test('no secret is in any file', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nunchi-keys-'))
  const keys = await SqliteKeyStore.open(dir)
  const { secret, key } = await keys.add({ name: 'named', scope: 'secret', consent: 'assumed' }, 1)
  const files = await Promise.all((await readdir(dir)).map((file) => readFile(join(dir, file))))
  expect(files.some((bytes) => bytes.includes(key.id))).toBe(true)
  expect(files.some((bytes) => bytes.includes(secret.slice(7)))).toBe(false)
  await keys.close()
  await rm(dir, { recursive: true })
})
