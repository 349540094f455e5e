import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What every page of Mantine needs, whatever its components. */
const always = ['baseline.css', 'default-css-variables.css', 'global.css']

/**
 * The style files of @mantine/core that some components need, in the order in which Mantine puts them together. Followed
 * are the imports of its own modules from each component on; a module that names classes leads to the file that has them.
 *
 * @param names  as imported from @mantine/core; hooks, types and functions need nothing
 * @param folder of the installed package
 */
export function neededStyles(names: Iterable<string>, folder: string): string[] {
  const whole = readFileSync(join(folder, 'styles.css'), 'utf8')
  const styles = new Map<string, string>()
  const filesOfClass = new Map<string, string[]>()
  for (const file of readdirSync(join(folder, 'styles'))) {
    if (file.endsWith('.layer.css')) continue
    const text = readFileSync(join(folder, 'styles', file), 'utf8')
    styles.set(file, text)
    for (const name of classesIn(text)) filesOfClass.set(name, [...(filesOfClass.get(name) ?? []), file])
  }
  const needed = new Set(always)
  for (const path of modulesBehind(names, join(folder, 'esm')))
    if (path.includes('.module.'))
      for (const name of classesIn(readFileSync(path, 'utf8')))
        for (const file of filesOfClass.get(name) ?? []) needed.add(file)
  const place = (file: string): number => whole.indexOf(styles.get(file)!.trim().slice(0, 200))
  return [...needed].sort((a, b) => place(a) - place(b))
}

/** Names that a source takes from a package with `import { A, type B, C as D } from '…'`, without those of types. */
export function namesImported(text: string, from: string): string[] {
  const names: string[] = []
  for (const [, list, specifier] of text.matchAll(/import \{([^}]*)\} from ['"]([^'"]+)['"]/g)) {
    if (specifier !== from) continue
    for (const part of list!.split(',')) {
      const name = part.trim().split(' as ')[0]!
      if (name !== '' && !name.startsWith('type ')) names.push(name)
    }
  }
  return names
}

function modulesBehind(names: Iterable<string>, esm: string): Set<string> {
  const index = join(esm, 'index.mjs')
  const homes = new Map<string, string>()
  for (const [, list, path] of readFileSync(index, 'utf8').matchAll(/import \{([^}]*)\} from "(\.[^"]+)"/g))
    for (const part of list!.split(',')) homes.set(part.trim().split(' as ').at(-1)!, join(esm, path!))
  const found = new Set<string>()
  const follow = (path: string): void => {
    if (found.has(path) || !existsSync(path)) return
    found.add(path)
    for (const [, next] of readFileSync(path, 'utf8').matchAll(/from "(\.[^"]+)"/g)) follow(join(dirname(path), next!))
  }
  for (const name of names) {
    const home = homes.get(name)
    if (home !== undefined) follow(home)
  }
  return found
}

/** Mantine's classes are "m_" and a hash of where they are written. */
function classesIn(text: string): Set<string> {
  return new Set(text.match(/\bm_[0-9a-f]+/g))
}
