import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { modelStoreContract } from '../../ports/model-store.contract.ts'
import { FileModelStore } from './model-store.ts'

const made: string[] = []
const folder = (): string => {
  const dir = mkdtempSync(join(tmpdir(), 'nunchi-models-'))
  made.push(dir)
  return dir
}
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true })
})

modelStoreContract('files', async () => new FileModelStore(folder()))

test('a damaged file is an error and not a missing version; other files are left alone', async () => {
  const dir = folder()
  const store = new FileModelStore(dir)
  await store.save('v1', {})
  writeFileSync(join(dir, 'models', 'v1.json'), '{"cut')
  writeFileSync(join(dir, 'models', 'notes.txt'), 'mine')
  await expect(store.load('v1')).rejects.toThrow(/JSON/)
  await expect(store.save('../v2', {})).rejects.toThrow(/name/)
  expect(await store.list()).toEqual(['v1'])
  expect(readdirSync(join(dir, 'models')).sort()).toEqual(['notes.txt', 'v1.json'])
})
