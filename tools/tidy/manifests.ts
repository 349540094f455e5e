import { isTest, type Source, type Violation } from './source.ts'

/**
 * Checks that every package a manifest asks for is imported by code that ships, or found by it through its manifest: what nobody uses is weight and risk,
 * and what only tests use belongs to the development dependencies of the root.
 * @param manifests  path from the repository's root -> text of each package.json
 */
export function checkManifests(manifests: Readonly<Record<string, string>>, sources: readonly Source[]): Violation[] {
  return Object.entries(manifests).flatMap(([path, text]) => {
    const folder = path.slice(0, -'package.json'.length)
    const shipped = sources.filter((source) => source.path.startsWith(folder) && !isTest(source.path))
    const used = new Set(shipped.flatMap(({ imports }) => imports.map(({ specifier }) => packageOf(specifier))))
    const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> }
    return Object.keys(dependencies)
      .filter((name) => !used.has(name) && !shipped.some(({ text }) => text.includes(`'${name}/package.json'`)))
      .map((name) => ({
        path,
        line: text.slice(0, text.indexOf(`"${name}"`)).split('\n').length,
        rule: 'dead-dependency',
        reason: `nothing that ships imports ${name}`,
        remedy: 'remove it, or move it to the devDependencies of the root if tests need it',
      }))
  })
}

/** '@scope/name/part' -> '@scope/name'. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
