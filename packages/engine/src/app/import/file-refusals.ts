import { isAbsolute } from 'node:path'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'

const refused = (file: string, reason: string): Refusal => new Refusal('IMPORT_FILE', { file, reason })

/** A file without a byte in it, or a pipe that ended at once. */
export function emptyFile(file: string): Refusal {
  return refused(file, 'it is empty; check that the export that made it came to its end')
}

/** A packed file that unpacks to more than is read. */
export function bombFile(file: string, bytesMax: number): Refusal {
  return refused(file, `it unpacks to more than ${bytesMax} bytes; send a smaller one, or have more allowed`)
}

/** A path that leads to a folder. */
export function folder(file: string): Refusal {
  return refused(file, 'it is a folder; name one file in it')
}

const words: Readonly<Record<string, string>> = {
  ENOTDIR: 'a part of its path is a file and no folder; check the path',
  EACCES: 'this user may not read it; change its rights (chmod +r) or run as its owner',
  EPERM: 'this user may not read it; change its rights (chmod +r) or run as its owner',
  ESPIPE: "it is a pipe; give '-' as the file and pipe into the command",
  Z_BUF_ERROR: 'it is packed and breaks off; fetch or pack it again',
  Z_DATA_ERROR: 'it is packed and damaged; fetch or pack it again',
}

/** Why the system does not hand a file out, in words, and what to do about it. */
export function unreadableFile(file: string, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') {
    const from = isAbsolute(file) ? '' : `, seen from ${process.cwd()}`
    return refused(file, `there is no such file${from}; check the path`)
  }
  if (code === 'EISDIR') return folder(file)
  const message = messageOf(error)
  return refused(file, Object.hasOwn(words, code) ? words[code] : message)
}
