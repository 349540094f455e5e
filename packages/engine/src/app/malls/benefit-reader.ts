import { limits } from '../../domain/limits.ts'
import type { OfferBenefit } from '../../domain/offer.ts'
import { type Minor, minor } from '../../domain/units.ts'
import { type Till, textOf, type Warn } from '../import/columns.ts'
import type { Fields } from '../import/item.ts'
import type { ColumnMap } from '../import/map.ts'
import { RowFault } from '../import/row-fault.ts'
import { cleanText, cutText } from '../import/text.ts'
import { isoReader } from '../time.ts'

const benefitsMax = 20
/** What costs less than this share of the price with a card is rather the amount that is taken off. */
const shareMin = 0.5
const timeOf = isoReader('UTC')

/** A benefit as a feed writes it: names of parts -> their texts. */
type Parts = Readonly<Record<string, unknown>>

/**
 * Reads what an offer costs who has a card or a membership: `benefits`, a list of objects as ours are; `cards`, Naver's
 * '삼성카드^9000|현대카드^9500', each with the price by it; `members`, Google's loyalty_program. What cannot be one is dropped and told.
 */
export class BenefitReader {
  readonly #till: Till
  readonly #now: number
  readonly #columns: Readonly<Record<'benefits' | 'cards' | 'members', readonly string[]>>
  /** Of a table: the column whose name says which parts of a loyalty programme it has; undefined before the first row, '' for none. */
  #partsColumn: string | undefined

  constructor({ columns }: ColumnMap, { till, now }: { readonly till: Till; readonly now: number }) {
    const named = (field: string): readonly string[] => {
      const spec = columns[field]
      return typeof spec === 'string' ? [spec] : Array.isArray(spec) ? spec : []
    }
    this.#till = till
    this.#now = now
    this.#columns = { benefits: named('benefits'), cards: named('cards'), members: named('members') }
  }

  /** @param price what it costs everybody, if that is known */
  read(fields: Fields, price: number | undefined, warn: Warn): readonly OfferBenefit[] {
    const all = [
      ...this.#columns.benefits.flatMap((column) => listOf(fields[column]).map((parts) => ({ column, parts }))),
      ...this.#columns.cards.flatMap((column) => cardsOf(fields[column]).map((parts) => ({ column, parts }))),
      ...this.#columns.members.flatMap((column) => this.#membersOf(fields, column)),
    ]
    if (all.length > benefitsMax) warn(`benefits after the first ${benefitsMax} left out`)
    return all.slice(0, benefitsMax).flatMap(({ column, parts }) => this.#benefitOf(parts, { column, price, warn }))
  }

  #benefitOf(
    parts: Parts,
    { column, price, warn }: { readonly column: string; readonly price?: number; readonly warn: Warn },
  ): OfferBenefit[] {
    if (!this.#isInEffect(textOf(parts.member_price_effective_date))) return []
    const programme = cutText(cleanText(programmeOf(parts)), limits.tagLengthMax)
    const own = this.#amountOf(parts, 'price', warn)
    const shipping = this.#amountOf(parts, 'shipping', warn)
    if (programme === '' || (own === undefined && shipping === undefined)) {
      if (!isOnlyOfPoints(parts)) warn(`${column}: a benefit dropped that names no programme, or no amount`)
      return []
    }
    if (own !== undefined && price !== undefined && (own > price || own < price * shareMin)) {
      warn(`${column}: a benefit dropped whose price is above everybody's, or below half of it`)
      return []
    }
    return [
      {
        programme,
        ...(own === undefined ? {} : { priceMinor: own }),
        ...(shipping === undefined ? {} : { shippingMinor: shipping }),
      },
    ]
  }

  /** An amount in minor units as such, or as written; undefined for none, and for what is no amount. */
  #amountOf(parts: Parts, name: 'price' | 'shipping', warn: Warn): Minor | undefined {
    const exact = parts[`${name}Minor`]
    if (exact !== undefined) return Number.isSafeInteger(exact) && (exact as number) >= 0 ? (exact as Minor) : undefined
    try {
      const amount = this.#till.read(textOf(parts[name]), name, warn)
      return amount === undefined || amount < 0 ? undefined : minor(amount)
    } catch (error) {
      if (error instanceof RowFault) return undefined
      throw error
    }
  }

  #membersOf(fields: Fields, column: string): { readonly column: string; readonly parts: Parts }[] {
    const found = listOf(fields[column])
    if (found.length > 0) return found.map((parts) => ({ column, parts }))
    this.#partsColumn ??= Object.keys(fields).find((name) => name.startsWith(`${column}(`)) ?? ''
    if (this.#partsColumn === '') return []
    const names = this.#partsColumn.slice(column.length + 1, -1).split(':')
    return textOf(fields[this.#partsColumn])
      .split(',')
      .filter((text) => text.trim() !== '')
      .map((text) => ({ column, parts: partsOf(text, names) }))
  }

  /** Google gives the time of a member price as 'from/to'. One that is not understood is not in effect. */
  #isInEffect(text: string): boolean {
    if (text === '') return true
    const [from, to] = text.split('/').map((one) => timeOf(one.trim()))
    return from !== undefined && to !== undefined && from <= this.#now && this.#now <= to
  }
}

/** Objects, as such or as JSON in a text. */
function listOf(value: unknown): readonly Parts[] {
  if (Array.isArray(value)) return value.flatMap(listOf)
  if (typeof value === 'object' && value !== null) return [value as Parts]
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return []
  try {
    return listOf(JSON.parse(value))
  } catch {
    return [{}] // dropped as one that says nothing
  }
}

function cardsOf(value: unknown): readonly Parts[] {
  const texts = textOf(value).split('|')
  return texts.filter((text) => text.trim() !== '').map((text) => partsOf(text, ['programme', 'price'], '^'))
}

/** The values of a text by the names of its parts; a date at the end holds colons of its own. */
function partsOf(text: string, names: readonly string[], mark = ':'): Parts {
  const values = text.split(mark)
  const last = names.length - 1
  return Object.fromEntries(
    names.map((name, i) => [name, (i < last ? values[i] : values.slice(last).join(mark))?.trim() ?? '']),
  )
}

function programmeOf({ programme, program_label: program, tier_label: tier }: Parts): string {
  const labels = [textOf(program), textOf(tier)].filter((label) => label !== '')
  return textOf(programme) || labels.join(':')
}

/** Google's loyalty programmes may give points alone, which are no price. */
function isOnlyOfPoints(parts: Parts): boolean {
  return (
    programmeOf(parts) !== '' &&
    textOf(parts.price) === '' &&
    (parts.loyalty_points ?? parts.shipping_label) !== undefined
  )
}
