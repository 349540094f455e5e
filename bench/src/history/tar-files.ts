import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOf } from '../files.ts'

const blockBytes = 512

export type NamedText = { readonly name: string; readonly text: string }

/**
 * The CSV files of a folder (with those in folders below it), or of a tar archive, packed with gzip or not; or the one that
 * is named itself. In order of their names. Source of the format: POSIX.1-2001 pax, ustar headers; long names of GNU tar.
 */
export function csvFilesOf(path: string): NamedText[] {
  const isFolder = statSync(path).isDirectory()
  const files = isFolder
    ? folderFiles(path)
    : isTar(path)
      ? tarFiles(bytesOf(path))
      : [{ name: path, text: textOf(path) }]
  return files.filter(({ name }) => /\.csv(\.gz)?$/.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1))
}

function isTar(path: string): boolean {
  return bytesOf(path).toString('latin1', 257, 262) === 'ustar'
}

function textOf(path: string): string {
  return bytesOf(path).toString('utf8')
}

function folderFiles(folder: string): NamedText[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(csv|csv\.gz|tar|tar\.gz)$/.test(entry.name))
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      return /\.tar(\.gz)?$/.test(entry.name) ? tarFiles(bytesOf(path)) : [{ name: path, text: textOf(path) }]
    })
}

function tarFiles(bytes: Buffer): NamedText[] {
  const files: NamedText[] = []
  let longName = ''
  for (let at = 0; at + blockBytes <= bytes.length && bytes[at] !== 0; ) {
    const field = (from: number, length: number): string =>
      bytes.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '')
    const size = Number.parseInt(field(124, 12), 8) || 0
    const kind = field(156, 1)
    const body = bytes.subarray(at + blockBytes, at + blockBytes + size)
    const name = longName || [field(345, 155), field(0, 100)].filter(Boolean).join('/')
    longName = kind === 'L' ? body.toString('utf8').replace(/\0.*$/s, '') : ''
    if (kind === '0' || kind === '') files.push({ name, text: body.toString('utf8') })
    at += blockBytes + Math.ceil(size / blockBytes) * blockBytes
  }
  return files
}
