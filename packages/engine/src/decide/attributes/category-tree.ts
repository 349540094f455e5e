import { pathText } from '../../domain/category-path.ts'

/** One category: its id in its own tree, and its path from the root. */
export type CategoryNode = { readonly id: string; readonly path: readonly string[] }

/** A category that is called by its path. */
export function nodeOf(path: readonly string[]): CategoryNode {
  return { id: pathText(path), path }
}

/** Why a file is no tree of categories: where, and what to do. */
export class CategoryTreeError extends Error {
  readonly code = 'CATEGORY_TREE'
}

const googleLine = /^(\d+)\s+-\s+(.+)$/
const pathDepthMax = 20

/**
 * Reads a tree in Google's text form: a line `id - A > B > C` per category, comments with #.
 * @throws CategoryTreeError with the first line that is neither
 */
export function parseGoogleTree(text: string): CategoryNode[] {
  const nodes: CategoryNode[] = []
  text.split(/\r?\n/).forEach((line, i) => {
    const trimmed = line.replace(/^\ufeff/, '').trim()
    if (trimmed === '' || trimmed.startsWith('#')) return
    const found = googleLine.exec(trimmed)
    if (!found)
      throw new CategoryTreeError(`line ${i + 1}: not of the form "id - A > B"; give taxonomy-with-ids.LANGUAGE.txt.`)
    nodes.push({ id: found[1]!, path: found[2]!.split('>').map((name) => name.trim()) })
  })
  if (nodes.length === 0) throw new CategoryTreeError('no category in it; give a file with lines "id - A > B".')
  return nodes
}

/**
 * Reads a tree in Best Buy's JSON form: a list of `{ id, name, path: [{ id, name }, ...] }`.
 * @param file what `JSON.parse` gave
 * @throws CategoryTreeError with the first entry that is not of that form
 */
export function parseBestBuyTree(file: unknown): CategoryNode[] {
  if (!Array.isArray(file) || file.length === 0)
    throw new CategoryTreeError('not a list of categories; give categories.json.')
  return file.flatMap((entry: unknown, i) => {
    const { id, path } = (entry ?? {}) as { id?: unknown; path?: unknown }
    const names = Array.isArray(path) ? path.map((step: unknown) => (step as { name?: unknown } | null)?.name) : []
    if (typeof id === 'string' && names.includes(null)) return [] // the published file has one without a name
    const isPath = names.length > 0 && names.length <= pathDepthMax && names.every((name) => typeof name === 'string')
    if (typeof id !== 'string' || !isPath)
      throw new CategoryTreeError(`entry ${i}: not of the form { id, path: [{ name }] }; give categories.json.`)
    return [{ id, path: names as string[] }]
  })
}
