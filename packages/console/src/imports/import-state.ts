import type { ImportBody } from '@nunchi/protocol'

/** Whether an import goes on by itself. */
export function isUnderWay({ state }: Pick<ImportBody, 'state'>): boolean {
  return state === 'waiting' || state === 'running'
}

/** How much of the file was read, 0 to 1. */
export function shareRead({ state, bytes, bytesRead }: Pick<ImportBody, 'state' | 'bytes' | 'bytesRead'>): number {
  if (state === 'done') return 1
  return bytes > 0 ? Math.min(1, bytesRead / bytes) : 0
}

/** What is plainly wrong with a file before it is sent; undefined when nothing is. */
export function fileTrouble(size: number, bytesMax: number | undefined): 'empty' | 'tooLarge' | undefined {
  if (size === 0) return 'empty'
  return bytesMax !== undefined && size > bytesMax ? 'tooLarge' : undefined
}
