import type { MatchText } from '@nunchi/kernel'
import type { PairRecord } from './pair-files.ts'

export type Role = 'title' | 'body' | 'maker' | 'amount' | 'code'

const roleNames: readonly (readonly [Role, RegExp])[] = [
  ['amount', /price|cost|amount|가격/i],
  ['code', /model|mpn|sku|gtin|ean|upc|isbn|part_?n|phone|모델|품번/i],
  ['maker', /brand|manufacturer|maker|artist|author|brewery|factory|company|publisher|브랜드|제조/i],
  ['body', /desc|feature|detail|spec|content|abstract|설명/i],
  ['title', /title|name|product|상품/i],
]
const numberShareMin = 0.8

/**
 * Guesses what each column is, by its name and else by what stands in it. All that is not told is further text, looked for
 * in but not weighed. With no title by name, the first text column is it.
 */
export function guessRoles(records: readonly PairRecord[]): ReadonlyMap<string, Role> {
  const names = [...new Set(records.flatMap(({ columns }) => [...columns.keys()]))]
  const roles = new Map<string, Role>(names.map((name) => [name, roleByName(name) ?? 'body']))
  for (const [name, role] of roles) if (role === 'amount' && !isNumeric(records, name)) roles.set(name, 'body')
  const titles = names.filter((name) => roles.get(name) === 'title')
  if (titles.length === 0) roles.set(names.find((name) => !isNumeric(records, name)) ?? names[0], 'title')
  // Of two names, such as song_name and album_name, the first is the title.
  for (const name of titles.slice(1)) roles.set(name, 'body')
  return roles
}

/** The texts of a record by role; several columns of one role are joined, codes stand behind the title. */
export function matchTextOf({ columns }: PairRecord, roles: ReadonlyMap<string, Role>): MatchText {
  const of = (role: Role): string =>
    [...columns]
      .filter(([name, text]) => roles.get(name) === role && text !== '' && text.toLowerCase() !== 'nan')
      .map(([, text]) => text)
      .join(' | ')
  const codes = of('code')
  const amount = Number.parseFloat(of('amount').replace(/[^\d.]/g, ''))
  return { title: codes === '' ? of('title') : `${of('title')} ${codes}`, body: of('body'), maker: of('maker'), amount }
}

function roleByName(name: string): Role | undefined {
  return roleNames.find(([, pattern]) => pattern.test(name))?.[0]
}

function isNumeric(records: readonly PairRecord[], name: string): boolean {
  const texts = records.map(({ columns }) => columns.get(name) ?? '').filter((text) => text !== '')
  return texts.filter((text) => /^[^\d]{0,3}\d[\d.,]*$/.test(text)).length > texts.length * numberShareMin
}
