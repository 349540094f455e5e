import ts from 'typescript'
import { isTest, resolveRelative, type Source, type Violation, visit } from './source.ts'

/** Where running begins: everything else has to be reached from one of these. */
const entries: readonly RegExp[] = [
  /^packages\/[^/]+\/src\/index\.tsx?$/,
  /^packages\/[^/]+\/src\/main\.tsx?$/,
  /^packages\/engine\/src\/cli\/main\.ts$/,
  /^packages\/[^/]+\/bin\//,
  /^bench\/src\/main\.ts$/,
  /^bench\/src\/[^/]+\/index\.ts$/, // found by their folder's name
  /^tools\/[^/]+\.(mjs|ts)$/,
  /^examples\//,
  /\.config\.ts$/,
]

/** Checks that every file that is not a test is reached from an entry, by import or by the address of a worker. */
export function checkDead(sources: readonly Source[]): Violation[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const reached = new Set<string>()
  const waiting = sources.filter(({ path }) => entries.some((entry) => entry.test(path)) && !isTest(path))
  while (waiting.length > 0) {
    const source = waiting.pop() as Source
    if (reached.has(source.path)) continue
    reached.add(source.path)
    for (const path of mentioned(source)) {
      const other = byPath.get(path)
      if (other && !isTest(path)) waiting.push(other)
    }
  }
  return sources
    .filter(({ path }) => !isTest(path) && !reached.has(path))
    .map(({ path }) => ({
      path,
      line: 1,
      rule: 'dead-file',
      reason: 'nothing that runs reaches it',
      remedy: 'use it or delete it; a helper of tests is named testing-*.ts',
    }))
}

/** Every file a source names: in imports, and in strings such as new URL('./writer.ts', import.meta.url). */
function mentioned({ ast, path }: Source): string[] {
  const found: string[] = []
  visit(ast, (node) => {
    if (ts.isStringLiteralLike(node) && /^\.\.?\//.test(node.text)) found.push(...spellings(path, node.text))
    if (ts.isTemplateHead(node) && /^\.\.?\//.test(node.text)) found.push(...spellings(path, `${node.text}.ts`))
  })
  return found
}

function spellings(from: string, specifier: string): string[] {
  const path = resolveRelative(from, specifier)
  return [path, path.replace(/\.js$/, '.ts'), path.replace(/\.jsx?$/, '.tsx')]
}
