import { limits } from '../../domain/limits.ts'
import type { ProductHint } from '../../domain/product.ts'
import { type EpochMs, epochMs, type Minor, type ProductId } from '../../domain/units.ts'
import type { TimeReader } from '../time.ts'
import {
  type AmountReader,
  amountReader,
  categoryReader,
  type TextReader,
  type Till,
  textReader,
  timeReader,
  type Warn,
} from './columns.ts'
import type { Fields } from './item.ts'
import { type ColumnMap, mapFields } from './map.ts'
import { badTime, idOf } from './row-fault.ts'
import { type RowRules, rowRules } from './rules.ts'
import { cleanText, cutText } from './text.ts'

/**
 * Reads what rows of orders and of events have in common: who, when, which product, what it is and costs.
 * `Field` names the fields of the map's kind.
 */
export class RowReader<Field extends string> {
  /** What the map's rules say of a row. */
  readonly rules: RowRules
  readonly #text: Readonly<Record<string, TextReader>>
  readonly #category: (fields: Fields) => readonly string[]
  readonly #time: TimeReader
  readonly #price: AmountReader

  constructor(map: ColumnMap, { till, zone }: { till: Till; zone: string }) {
    const { required, optional } = mapFields[map.kind]
    this.rules = rowRules(map)
    this.#text = Object.fromEntries([...required, ...optional].map((name) => [name, textReader(map, name)]))
    this.#category = categoryReader(map, limits.categoryLevelsMax, limits.tagLengthMax)
    this.#time = timeReader(map, 'at', zone)
    this.#price = amountReader(map, 'price', till)
  }

  /** '' where the row says nothing. */
  text(fields: Fields, name: Field): string {
    return this.#text[name](fields)
  }

  /** Throws RowFault when it is no time. */
  at(fields: Fields): EpochMs {
    const text = this.#text.at(fields)
    const at = this.#time(text)
    if (at === undefined) throw badTime('at', text)
    return epochMs(at)
  }

  /** Throws RowFault when the row names none. */
  product(fields: Fields): ProductId {
    return idOf(this.#text.product(fields), 'product') as ProductId
  }

  /** Empty where the row names nobody. Throws RowFault for a name that can be none. */
  people(fields: Fields): { readonly user?: string; readonly anonymous?: string } {
    const user = this.#text.user(fields)
    const anonymous = this.#text.anonymous(fields)
    return {
      ...(user === '' ? {} : { user: idOf(user, 'user') }),
      ...(anonymous === '' ? {} : { anonymous: idOf(anonymous, 'anonymous') }),
    }
  }

  /** Empty where the row says nothing. Throws RowFault for an amount that is none. */
  price(fields: Fields, warn: Warn): { readonly priceMinor?: Minor } {
    const price = this.#price(fields, warn)
    return price === undefined ? {} : { priceMinor: price as Minor }
  }

  /** What the row tells of its product in passing. */
  hint(fields: Fields, warn: Warn): ProductHint {
    const title = cutText(cleanText(this.#text.title(fields)), limits.titleLengthMax)
    const brand = cutText(cleanText(this.#text.brand(fields)), limits.tagLengthMax)
    const categoryPath = this.#category(fields)
    return {
      ...(title === '' ? {} : { title }),
      ...(brand === '' ? {} : { brand }),
      ...(categoryPath.length === 0 ? {} : { categoryPath }),
      ...this.price(fields, warn),
    }
  }
}
