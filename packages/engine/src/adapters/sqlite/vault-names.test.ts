import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Alias } from '../../ports/vault.ts'
import { SqliteVault } from './vault.ts'

const user = (id: string): Alias => ({ type: 'user', id })

test('names are the same before, while and after the index of keys is made, also over many pages', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nunchi-vault-'))
  const vault = await SqliteVault.open(dir)
  const aliases = Array.from({ length: 120_000 }, (_, n) => user(`u${n}`))
  const keys = await vault.keysFor(aliases)
  await vault.erase([keys[70_000]])
  const asked = [0, 49_999, 50_000, 70_000, 99_999, 100_000, 119_999]
  const expected = asked.map((n) => (n === 70_000 ? undefined : aliases[n]))
  for (let turn = 0; turn < 20; turn++) {
    expect(await vault.namesOf(asked.map((n) => keys[n]))).toEqual(expected)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const [late] = await vault.keysFor([user('late')])
  expect(await vault.namesOf([late])).toEqual([user('late')])
  await vault.close()
  await rm(dir, { recursive: true })
})

test('a vault can be closed while the index of keys is made', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nunchi-vault-'))
  const vault = await SqliteVault.open(dir)
  const keys = await vault.keysFor(Array.from({ length: 60_000 }, (_, n) => user(`u${n}`)))
  await vault.namesOf(keys.slice(0, 3))
  await vault.close()
  await rm(dir, { recursive: true })
})
