import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes of all files in a folder and below; files that go meanwhile count for nothing. A few file-system calls a file. */
export async function folderBytes(dir: string): Promise<number> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  const sizes = entries.map((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return folderBytes(path)
    return stat(path).then(
      ({ size }) => size,
      () => 0,
    )
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
