import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DurableFiles } from '../../ports/durable-files.ts'

/** Writes a small file whole or not at all, so that it survives a power cut; readable by its owner only. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const part = `${path}.${process.pid}.part`
  try {
    const file = await open(part, 'w', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes the names in a folder survive a power cut; files are synced by those who write them. */
export async function syncFolder(dir: string): Promise<void> {
  const folder = await open(dir, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Files on the disk of this machine. */
export const durableFiles: DurableFiles = { write: writeDurably, syncFolder }
