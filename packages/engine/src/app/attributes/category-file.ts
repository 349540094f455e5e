import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import {
  type CategoryNode,
  CategoryTreeError,
  nodeOf,
  parseBestBuyTree,
  parseGoogleTree,
} from '../../decide/attributes/category-tree.ts'
import type { CategoryTree } from '../../decide/attributes/learn-categories.ts'
import { pathText } from '../../domain/category-path.ts'
import { messageOf } from '../../domain/message.ts'
import { Refusal } from '../../domain/refusal.ts'

/**
 * Reads a tree of categories: Google's text (`id - A > B`), or Best Buy's JSON, also .gz. Offers are put into it by paths; ids that feeds
 * write instead are understood.
 *
 * @throws Refusal CATEGORY_TREE with what is wrong, and where
 */
export async function readCategoryFile(file: string): Promise<CategoryTree> {
  try {
    const bytes = await readFile(file)
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    const found = /^\s*\[/.test(text) ? parseBestBuyTree(JSON.parse(text)) : parseGoogleTree(text)
    return treeOf(found)
  } catch (error) {
    const reason = error instanceof CategoryTreeError ? error.message : messageOf(error)
    throw new Refusal('CATEGORY_TREE', { file, reason })
  }
}

function treeOf(found: readonly CategoryNode[]): CategoryTree {
  const nodes = new Map(found.map(({ path }) => [pathText(path), nodeOf(path)]))
  return {
    nodes: [...nodes.values()],
    isGiven: true,
    aliases: new Map(found.map(({ id, path }) => [id, pathText(path)])),
  }
}
