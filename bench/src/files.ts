import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A file's bytes; those of a gzip file unpacked. */
export function bytesOf(path: string): Buffer {
  const bytes = readFileSync(path)
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
}

/** Whether the folder holds a file of this name, or of this name and `.gz`. */
export function isIn(folder: string, name: string): boolean {
  return pathIn(folder, name) !== undefined
}

/** The text of a file of a folder, or of its `.gz`. @throws Error that names the folder and what it lacks */
export function textIn(folder: string, name: string): string {
  const path = pathIn(folder, name)
  if (!path)
    throw new Error(`${folder} holds neither ${name} nor ${name}.gz; give the folder with the published files.`)
  return bytesOf(path).toString('utf8')
}

function pathIn(folder: string, name: string): string | undefined {
  return [name, `${name}.gz`].map((file) => join(folder, file)).find((file) => existsSync(file))
}
