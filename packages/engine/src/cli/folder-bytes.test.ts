import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderBytes } from './folder-bytes.ts'

test('a folder is as large as its files and those below; one that is not there is empty', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'nunchi-bytes-'))
  await mkdir(join(dir, 'a', 'b'), { recursive: true })
  await writeFile(join(dir, 'one'), 'x'.repeat(10))
  await writeFile(join(dir, 'a', 'b', 'two'), 'x'.repeat(7))
  expect(await folderBytes(dir)).toBe(17)
  await rm(dir, { recursive: true })
  expect(await folderBytes(dir)).toBe(0)
})
