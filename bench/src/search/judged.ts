import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { ProductId } from '@nunchi/engine'
import { parse } from 'csv-parse/sync'
import { textIn } from '../files.ts'

/** A product as its line says it, in the words of the engine's catalogue. */
export type JudgedProduct = {
  readonly id: ProductId
  readonly title: string
  readonly brand?: string
  readonly gtin?: string
  readonly categoryPath: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
  readonly inStock: true
}

/** What people said of products for one question: product -> rating, from 0, the higher the better. */
export type Judged = { readonly query: string; readonly ratings: ReadonlyMap<string, number> }
export type JudgedShop = { readonly products: readonly JudgedProduct[]; readonly questions: readonly Judged[] }

/**
 * Reads a folder of the Chorus project's form: `products.jsonl`, a product a line (id, title, supplier, ean, attr_t_NAME in
 * words, attr_n_NAME in numbers), and `ratings.csv` (query, docid, rating); each also as `.gz`. The kind of product is taken as
 * its category, yes and no (attr_b_NAME) are passed over, as they hold no word. @throws Error that names the file that is missing
 */
export function readJudged(folder: string): JudgedShop {
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file; give the folder that holds it.`)
  const lines = textIn(folder, 'products.jsonl').split('\n')
  const products = lines.filter((line) => line.trim() !== '').map((line) => productOf(JSON.parse(line)))
  const rows: { query: string; docid: string; rating: string }[] = parse(textIn(folder, 'ratings.csv'), {
    columns: true,
    skip_empty_lines: true,
  })
  const questions = new Map<string, Map<string, number>>()
  for (const { query, docid, rating } of rows) {
    if (!Number.isFinite(Number(rating)) || query === undefined)
      throw new Error(
        `${join(folder, 'ratings.csv')}: "${rating}" is no rating; columns query,docid,rating are needed.`,
      )
    const ratings = questions.get(query) ?? new Map<string, number>()
    questions.set(query, ratings.set(docid, Number(rating)))
  }
  return { products, questions: [...questions].map(([query, ratings]) => ({ query, ratings })) }
}

type Row = { id: string; title: string; supplier?: string; ean?: string[] } & Record<string, unknown>

function productOf({ id, title, supplier, ean, ...more }: Row): JudgedProduct {
  const told = Object.entries(more).filter(([name]) => /^attr_[tn]_/.test(name))
  const attributes = Object.fromEntries(told.map(([name, value]) => [name.slice('attr_t_'.length), String(value)]))
  const { product_type: kind, ...others } = attributes
  return {
    id: String(id) as ProductId,
    title,
    brand: supplier || undefined,
    gtin: ean?.[0],
    categoryPath: kind ? [kind] : [],
    attributes: others,
    inStock: true,
  }
}
