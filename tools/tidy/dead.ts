import ts from 'typescript'
import { isTest, resolveRelative, type Source, type Violation, visit } from './source.ts'

/** Where running begins: everything else has to be reached from one of these. */
const entries: readonly RegExp[] = [
  /^packages\/[^/]+\/src\/index\.tsx?$/,
  /^packages\/[^/]+\/src\/main\.tsx?$/,
  /^packages\/sdk\/src\/react\/index\.ts$/, // an entry of the package beside its first
  /^packages\/engine\/src\/cli\/main\.ts$/,
  /^packages\/[^/]+\/bin\//,
  /^packages\/engine\/src\/adapters\/memory\//, // the real adapters that tests run on
  /^bench\/src\/main\.ts$/,
  /^bench\/src\/[^/]+\/index\.ts$/, // found by their folder's name
  /^tools\/[^/]+\.(mjs|ts)$/,
  /^examples\//,
  /\.config\.ts$/,
]

/** Checks that every file that is not a test is reached from an entry, by import or by the address of a worker. */
export function checkDead(sources: readonly Source[]): Violation[] {
  const reached = new Set<string>()
  const waiting = sources.filter(({ path }) => entries.some((entry) => entry.test(path)) && !isTest(path))
  while (waiting.length > 0) {
    const source = waiting.pop() as Source
    if (reached.has(source.path)) continue
    reached.add(source.path)
    const { paths, patterns } = mentioned(source)
    for (const other of sources) {
      const named = paths.has(other.path) || patterns.some((pattern) => pattern.test(other.path))
      if (named && !reached.has(other.path) && !isTest(other.path)) waiting.push(other)
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

/**
 * The files a source names: in imports, in strings such as new URL('./writer.ts', import.meta.url), and by patterns such
 * as `../workers/${name}.js`.
 */
function mentioned({ ast, path }: Source): { paths: ReadonlySet<string>; patterns: readonly RegExp[] } {
  const paths = new Set<string>()
  const patterns: RegExp[] = []
  visit(ast, (node) => {
    if (ts.isStringLiteralLike(node) && isRelative(node.text)) {
      const named = resolveRelative(path, node.text)
      for (const spelling of [named, named.replace(/\.js$/, '.ts'), named.replace(/\.jsx?$/, '.tsx')])
        paths.add(spelling)
    }
    if (ts.isTemplateExpression(node) && isRelative(node.head.text)) patterns.push(patternOf(node, path))
  })
  return { paths, patterns }
}

function isRelative(text: string): boolean {
  return /^\.\.?\//.test(text)
}

/** What is filled in stands for a part of a name, or for an extension; never for folders. */
function patternOf(node: ts.TemplateExpression, from: string): RegExp {
  const hole = '\u0000'
  const template = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(hole)
  const path = resolveRelative(from, template).replace(/\.js$/, '.ts')
  const escaped = path.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll(hole, '[^/]*')}$`)
}
