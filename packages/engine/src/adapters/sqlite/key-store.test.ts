import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { keyStoreContract } from '../../ports/key-store.contract.ts'
import { hashOfSecret } from '../memory/api-keys.ts'
import { keysFile, SqliteKeyStore } from './key-store.ts'

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

test("keys of a time without drivers go on working, and a driver's key can be made beside them", async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nunchi-keys-'))
  const old = new Database(join(dir, keysFile))
  old.exec(`CREATE TABLE api_key (id TEXT PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, scope TEXT NOT NULL,
    consent TEXT NOT NULL, created_at INTEGER NOT NULL); PRAGMA user_version = 1`)
  const row = ['key_1', hashOfSecret('nk_sec_old'), 'old', 'secret', 'assumed', 1]
  old.prepare('INSERT INTO api_key VALUES (?, ?, ?, ?, ?, ?)').run(row)
  old.close()
  const keys = await SqliteKeyStore.open(dir)
  expect(keys.find('nk_sec_old')).toEqual({
    id: 'key_1',
    name: 'old',
    scope: 'secret',
    consent: 'assumed',
    createdAt: 1,
  })
  const { secret } = await keys.add({ name: 'd', scope: 'driver', vehicle: 'van-1', consent: 'assumed' }, 2)
  await keys.close()
  const again = await SqliteKeyStore.open(dir)
  expect(secret).toMatch(/^nk_drv_/)
  expect(again.find(secret)).toMatchObject({ scope: 'driver', vehicle: 'van-1' })
  await again.close()
  await rm(dir, { recursive: true })
})
