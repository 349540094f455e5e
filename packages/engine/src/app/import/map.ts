import { Refusal } from '../../domain/refusal.ts'
import { isoReader, patternReader } from '../time.ts'
import { type ImportKind, importKinds } from './item.ts'
import { currencyCodes, currencyNamed } from './money.ts'
import { cutText, nearest } from './text.ts'

/** How one of our fields is found in a row. */
export type ColumnSpec =
  /** The column of that name. */
  | string
  /** The first of these columns that is not empty. */
  | readonly string[]
  | {
      readonly column?: string
      /** Levels of a category, broadest first. */
      readonly columns?: readonly string[]
      /** '{session}/{time}': columns put together; empty when one of them is. */
      readonly template?: string
      /** The same for every row. */
      readonly value?: string
      /** A regular expression whose matches are cut out. */
      readonly remove?: string
      /** What parts the levels of a category; '>' where there is one, else '/'. */
      readonly separator?: string
      /** What stands in the column -> what it means; anything else rejects the row. */
      readonly values?: Readonly<Record<string, string>>
      /** For times: a pattern, and the zone of local times. */
      readonly format?: string
      readonly zone?: string
    }

/** What to do with rows that are not what they seem. Rules are tried in order. */
export type MapRule = {
  /** Under which skipped rows are counted. */
  readonly name: string
  readonly column: string
  readonly matches?: string
  readonly notMatches?: string
  readonly atMost?: number
  /** skip ends the row; refund makes it a line that came back. */
  readonly action: 'skip' | 'refund'
  /** With 'refund': the rule is not tried on refunded rows. */
  readonly unless?: 'refund'
}

/** How the columns of somebody else's file become our fields. `docs/import.md` describes the JSON form. */
export type ColumnMap = {
  readonly name: string
  readonly kind: ImportKind
  readonly format?: 'csv' | 'tsv' | 'jsonl'
  readonly delimiter?: string
  /** False where '"' is an ordinary character. */
  readonly quotes?: boolean
  readonly columns: Readonly<Record<string, ColumnSpec>>
  /** Catalogue only: attribute name -> column. */
  readonly attributes?: Readonly<Record<string, string>>
  /** ISO 4217 code of amounts that name none. */
  readonly currency?: string
  /** Digits of the minor unit where the currency is not said. */
  readonly currencyDigits?: number
  readonly rules?: readonly MapRule[]
  /** Feeds leave columns out, and write their names with 'g:', capitals and spaces. */
  readonly feed?: boolean
}

/** Our fields by kind of import, the required ones first. */
export const mapFields = {
  catalog: {
    required: ['id', 'title'],
    optional: [
      'brand',
      'category',
      'price',
      'priceMinor',
      'salePrice',
      'saleDates',
      'listPrice',
      'listPriceMinor',
      'availability',
      'link',
      'image',
      'gtin',
      'group',
      'availableFrom',
      'updated',
      'class',
      'features',
      'options',
      'description',
      'mpn',
      'condition',
      'shipping',
      'shippingMinor',
      'coupon',
      'couponMinor',
      'benefits',
      'cards',
      'members',
    ],
  },
  orders: {
    required: ['order', 'product', 'at'],
    optional: ['quantity', 'price', 'priceMinor', 'user', 'anonymous', 'title', 'brand', 'category'],
  },
  events: {
    required: ['kind', 'at'],
    optional: [
      'id',
      'user',
      'anonymous',
      'product',
      'products',
      'query',
      'quantity',
      'price',
      'priceMinor',
      'title',
      'brand',
      'category',
      'rating',
      'dwellMs',
      'order',
      'coupon',
      'list',
      'name',
    ],
  },
} as const satisfies Readonly<Record<ImportKind, { required: readonly string[]; optional: readonly string[] }>>

export type FieldOf<Kind extends ImportKind> = (typeof mapFields)[Kind]['required' | 'optional'][number]

type Json = Readonly<Record<string, unknown>>
const topKeys = [
  'format',
  'delimiter',
  'quotes',
  'kind',
  'columns',
  'attributes',
  'currency',
  'currencyDigits',
  'rules',
  'about',
]
const specKeys = ['column', 'columns', 'template', 'value', 'remove', 'separator', 'values', 'format', 'zone']
const ruleKeys = ['name', 'column', 'matches', 'notMatches', 'atMost', 'action', 'unless']

/** Checks the JSON form of a map. Throws Refusal IMPORT_MAP that names the first thing wrong and what may stand there. */
export function parseMap(name: string, json: unknown): ColumnMap {
  const fail = (reason: string): never => {
    throw new Refusal('IMPORT_MAP', { map: name, reason })
  }
  const map = objectOf(json, 'the map', fail)
  knownKeys(map, topKeys, 'the map', fail)
  const kind = importKinds.find((known) => known === map.kind)
  if (kind === undefined) return fail(`kind must be one of ${importKinds.join(', ')}`)
  if (map.format !== undefined && !['csv', 'tsv', 'jsonl'].includes(String(map.format)))
    fail('format must be csv, tsv or jsonl')
  if (map.delimiter !== undefined && (typeof map.delimiter !== 'string' || map.delimiter.length !== 1))
    fail('delimiter must be one character')
  if (map.quotes !== undefined && typeof map.quotes !== 'boolean') fail('quotes must be true or false')
  const currency = map.currency === undefined ? undefined : currencyNamed(String(map.currency))
  if (map.currency !== undefined && currency === undefined)
    fail(`currency "${map.currency}" is none of ISO 4217: ${currencyCodes.join(', ')}`)
  if (map.currencyDigits !== undefined && ![0, 1, 2, 3].includes(Number(map.currencyDigits)))
    fail('currencyDigits must be 0 to 3')
  checkColumns(objectOf(map.columns, 'columns', fail), kind, fail)
  if (map.attributes !== undefined)
    for (const [key, column] of Object.entries(objectOf(map.attributes, 'attributes', fail)))
      if (typeof column !== 'string') fail(`attributes.${key} must name a column`)
  if (map.rules !== undefined) {
    if (!Array.isArray(map.rules)) fail('rules must be a list')
    for (const [index, rule] of (map.rules as readonly unknown[]).entries()) checkRule(rule, `rules.${index}`, fail)
  }
  return { ...(map as unknown as ColumnMap), name, ...(currency === undefined ? {} : { currency }) }
}

type Fail = (reason: string) => never

function objectOf(value: unknown, what: string, fail: Fail): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(`${what} must be an object`)
  return value as Json
}

function knownKeys(json: Json, known: readonly string[], where: string, fail: Fail): void {
  for (const key of Object.keys(json)) {
    if (known.includes(key)) continue
    const meant = nearest(key, known)
    fail(
      `${where} has the unknown key "${key}"${meant === undefined ? `; known are ${known.join(', ')}` : `; did you mean "${meant}"?`}`,
    )
  }
}

function checkColumns(columns: Json, kind: ImportKind, fail: Fail): void {
  const { required, optional } = mapFields[kind]
  knownKeys(columns, [...required, ...optional], 'columns', fail)
  for (const field of required) if (columns[field] === undefined) fail(`columns.${field} is missing`)
  for (const [field, spec] of Object.entries(columns)) {
    if (typeof spec === 'string') continue
    if (Array.isArray(spec)) {
      if (spec.length === 0 || spec.some((column) => typeof column !== 'string'))
        fail(`columns.${field} must list columns`)
      continue
    }
    checkSpec(objectOf(spec, `columns.${field}`, fail), field, fail)
  }
}

function checkSpec(spec: Json, field: string, fail: Fail): void {
  const where = `columns.${field}`
  knownKeys(spec, specKeys, where, fail)
  if (['column', 'columns', 'template', 'value'].filter((key) => spec[key] !== undefined).length !== 1)
    fail(`${where} needs exactly one of column, columns, template and value`)
  for (const key of ['column', 'template', 'value', 'remove', 'separator', 'format', 'zone'])
    if (spec[key] !== undefined && typeof spec[key] !== 'string') fail(`${where}.${key} must be text`)
  if (
    spec.columns !== undefined &&
    !(Array.isArray(spec.columns) && spec.columns.every((name) => typeof name === 'string'))
  )
    fail(`${where}.columns must list columns`)
  if (spec.values !== undefined)
    for (const [key, value] of Object.entries(objectOf(spec.values, `${where}.values`, fail)))
      if (typeof value !== 'string') fail(`${where}.values.${key} must be text`)
  if (spec.remove !== undefined) checkPattern(spec.remove, `${where}.remove`, fail)
  if (spec.format !== undefined || spec.zone !== undefined) checkTime(spec, where, fail)
}

function checkTime({ format, zone = 'UTC' }: Json, where: string, fail: Fail): void {
  try {
    if (format === undefined) isoReader(String(zone))
    else patternReader(String(format), String(zone))
  } catch (error) {
    fail(`${where} reads no time: ${error instanceof Error ? error.message : error}`)
  }
}

function checkRule(json: unknown, where: string, fail: Fail): void {
  const rule = objectOf(json, where, fail)
  knownKeys(rule, ruleKeys, where, fail)
  for (const key of ['name', 'column']) if (typeof rule[key] !== 'string') fail(`${where}.${key} must be text`)
  if (rule.action !== 'skip' && rule.action !== 'refund') fail(`${where}.action must be skip or refund`)
  if (rule.unless !== undefined && rule.unless !== 'refund') fail(`${where}.unless must be refund`)
  if (['matches', 'notMatches', 'atMost'].filter((key) => rule[key] !== undefined).length !== 1)
    fail(`${where} needs exactly one of matches, notMatches and atMost`)
  if (rule.matches !== undefined) checkPattern(rule.matches, `${where}.matches`, fail)
  if (rule.notMatches !== undefined) checkPattern(rule.notMatches, `${where}.notMatches`, fail)
  if (rule.atMost !== undefined && typeof rule.atMost !== 'number') fail(`${where}.atMost must be a number`)
}

function checkPattern(value: unknown, where: string, fail: Fail): void {
  try {
    new RegExp(String(value))
  } catch {
    fail(`${where} is not a regular expression`)
  }
}

/** Columns that a map reads. */
export function columnsOf(map: ColumnMap): readonly string[] {
  const names: string[] = []
  for (const spec of Object.values(map.columns)) {
    if (typeof spec === 'string') names.push(spec)
    else if (Array.isArray(spec)) names.push(...spec)
    else {
      const { column, columns, template } = spec as Exclude<ColumnSpec, string | readonly string[]>
      if (column !== undefined) names.push(column)
      names.push(...(columns ?? []), ...templateColumns(template ?? ''))
    }
  }
  return [
    ...new Set([...names, ...Object.values(map.attributes ?? {}), ...(map.rules ?? []).map((rule) => rule.column)]),
  ]
}

/** The columns that a template such as '{brand} {name}' names, in order. */
export function templateColumns(template: string): readonly string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1])
}

/** The names of a header as a sentence bears them. */
export function shownHeader(header: readonly string[]): string {
  return cutText(header.slice(0, 30).join(', '), headerLengthMax)
}

const headerLengthMax = 500

/** Throws Refusal IMPORT_MAP when the map names a column that the header does not have. */
export function checkHeader(map: ColumnMap, header: readonly string[]): void {
  for (const column of columnsOf(map)) {
    if (header.includes(column)) continue
    const meant = nearest(column, header)
    const hint = meant === undefined ? `it has ${shownHeader(header)}` : `did you mean "${meant}"?`
    throw new Refusal('IMPORT_MAP', { map: map.name, reason: `the file has no column "${column}"; ${hint}` })
  }
}
