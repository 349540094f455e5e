import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkBanned } from './tidy/banned.ts'
import { checkDead } from './tidy/dead.ts'
import { checkForm } from './tidy/form.ts'
import { checkImports } from './tidy/imports.ts'
import { checkManifests } from './tidy/manifests.ts'
import { parse, type Source, type Violation } from './tidy/source.ts'

/** Checks the rules of the house over a set of files: path from the repository's root -> text. */
export function tidy(files: Readonly<Record<string, string>>): Violation[] {
  const [manifests, code] = [true, false].map((wanted) =>
    Object.entries(files).filter(([path]) => path.endsWith('package.json') === wanted),
  )
  const sources: Source[] = []
  const each = code.flatMap(([path, text]) => {
    const { ast, ...source } = parse(path, text)
    sources.push(source)
    return [...checkImports(source), ...checkBanned({ ast, ...source }), ...checkForm({ ast, ...source })]
  })
  const all = [...each, ...checkDead(sources), ...checkManifests(Object.fromEntries(manifests), sources)]
  return all.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line))
}

/** One line that an editor can jump to. */
export function describeViolation({ path, line, rule, reason, remedy }: Violation): string {
  return `${path}:${line} ${rule}: ${reason}; ${remedy}`
}

/** Every source file and manifest of the repository: path from its root -> text. */
export function repositoryFiles(root: string): Record<string, string> {
  const files: Record<string, string> = {}
  const gather = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (entry.name === 'node_modules' || /^dist(-types)?$/.test(entry.name) || entry.name.startsWith('.')) continue
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) gather(path)
      else if (/\.(ts|tsx|mjs)$|(^|\/)package\.json$/.test(path)) files[path] = readFileSync(join(root, path), 'utf8')
    }
  }
  gather('')
  return files
}

/** The repository this file lies in. */
export const repositoryRoot: string = fileURLToPath(new URL('..', import.meta.url))
