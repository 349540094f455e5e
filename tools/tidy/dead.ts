import { isTest, type Source, type Violation } from './source.ts'

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
  const product = sources.filter(({ path }) => !isTest(path))
  const byPath = new Map(product.map((source) => [source.path, source]))
  const reached = new Set<string>()
  const waiting = product.filter(({ path }) => entries.some((entry) => entry.test(path)))
  while (waiting.length > 0) {
    const source = waiting.pop() as Source
    if (reached.has(source.path)) continue
    reached.add(source.path)
    const { paths, patterns } = source.mentions
    const matching = patterns.flatMap((pattern) => product.filter(({ path }) => pattern.test(path)))
    for (const other of [...[...paths].flatMap((path) => byPath.get(path) ?? []), ...matching])
      if (!reached.has(other.path)) waiting.push(other)
  }
  return product
    .filter(({ path }) => !reached.has(path))
    .map(({ path }) => ({
      path,
      line: 1,
      rule: 'dead-file',
      reason: 'nothing that runs reaches it',
      remedy: 'use it or delete it; a helper of tests is named testing-*.ts',
    }))
}
