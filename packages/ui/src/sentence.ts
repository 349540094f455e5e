import { koreanSentences } from './korean-sentences.ts'

type Form = { readonly pattern: RegExp; readonly korean: string; readonly literals: number }

/** '{count} rows' fits '12 rows', with '12' as its count. */
function formOf([english, korean]: readonly [string, string]): Form {
  const parts = english.split(/\{(\w+)\}/)
  const source = parts.map((part, n) => (n % 2 === 1 ? `(?<${part}>.+?)` : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')))
  const literals = parts.filter((_, n) => n % 2 === 0).join('').length
  return { pattern: new RegExp(`^${source.join('')}$`, 's'), korean, literals }
}

/** Those that say most by themselves first: '{field} is empty' fits much. */
const forms = Object.entries(koreanSentences)
  .map(formOf)
  .sort((a, b) => b.literals - a.literals)

/** Puts values in the place of their {names}; undefined when one is not given. */
export function filled(form: string, values: Readonly<Record<string, string | number>>): string | undefined {
  const names = [...form.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  if (!names.every((name) => Object.hasOwn(values, name))) return undefined
  return form.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}

/** A sentence of the server in Korean, its parts as well; undefined for one that is not known. O(sentences known). */
export function inKorean(text: string): string | undefined {
  for (const { pattern, korean } of forms) {
    const match = pattern.exec(text)
    if (match) return filled(korean, allInKorean(match.groups ?? {}))
  }
  return undefined
}

/** Values of which those that are sentences of the server are said in Korean. */
export function allInKorean(values: Readonly<Record<string, string | number>>): Record<string, string | number> {
  const said = ([name, value]: [string, string | number]) => [name, inKorean(String(value)) ?? value] as const
  return Object.fromEntries(Object.entries(values).map(said))
}
