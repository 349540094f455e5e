import { limits } from '../../domain/limits.ts'
import { withoutTurningMarks } from '../../domain/turning-marks.ts'
import type { ProductId } from '../../domain/units.ts'
import { invalid } from './rejection.ts'

/** A parsed JSON object. Only ever read by names written in this folder, so its own keys cannot mislead. */
export type Json = Readonly<Record<string, unknown>>

/** Whether a value is an object, and neither null nor a list. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object at a name; an empty one when there is none. */
export function objectAt(value: unknown, field: string): Json {
  if (value === undefined || value === null) return empty
  return isJson(value) ? value : invalid(field, 'is not an object')
}
const empty: Json = {}

/** True for text that is the same after it was written as UTF-8: no half of a surrogate pair, no control characters. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 || code === 0x7f) return false
    if (code < 0xd800 || code > 0xdfff) continue
    if (code > 0xdbff) return false
    const next = text.charCodeAt(++i)
    if (!(next >= 0xdc00 && next <= 0xdfff)) return false
  }
  return true
}

/** An id as sent: text, or a whole number; undefined when absent, null or empty. */
export function idAt(value: unknown, field: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : invalid(field, 'is not an id')
  if (typeof value !== 'string') return invalid(field, 'is not a text')
  if (value.length > limits.idLengthMax) return invalid(field, `is longer than ${limits.idLengthMax} characters`)
  return isPlain(value) ? value : invalid(field, 'has control or broken characters')
}

/** An id that must be there. */
export function neededId(value: unknown, field: string): string {
  return idAt(value, field) ?? invalid(field, 'is missing')
}

/** An id where only a text is one: as a number it has lost its leading zeros and, when long, its last digits. */
export function textIdAt(value: unknown, field: string): string | undefined {
  return typeof value === 'number' ? invalid(field, 'is not a text') : idAt(value, field)
}

/** The same, which must be there. */
export function neededTextId(value: unknown, field: string): string {
  return textIdAt(value, field) ?? invalid(field, 'is missing')
}

/** A product's id under any of the names in use for it. */
export function productIdAt(item: Json, field: string): ProductId | undefined {
  const id = item.product_id ?? item.productId ?? item.id ?? item.sku
  return (typeof id === 'string' || typeof id === 'number' ? idAt(id, `${field}.product_id`) : undefined) as
    | ProductId
    | undefined
}

/** Text for people, broken characters replaced, what turns text around taken out; undefined when absent or empty. */
export function textAt(value: unknown, field: string, lengthMax: number): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') return invalid(field, 'is not a text')
  if (value.length > lengthMax) return invalid(field, `is longer than ${lengthMax} characters`)
  const text = forPeople(value)
  return text === '' ? undefined : text
}

/** The same where nothing depends on it: what is no text is as good as absent, what is too long is cut. */
export function looseText(value: unknown, lengthMax: number): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  const cut = value.length > lengthMax ? value.slice(0, lengthMax) : value
  const text = forPeople(cut)
  return text === '' ? undefined : text
}

function forPeople(text: string): string {
  const plain = isPlain(text) ? text : text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/\p{Cc}+/gu, ' ')
  return withoutTurningMarks(plain).trim()
}

/** Pieces: a whole number or its text, 1 when absent; measures ("0.5 kg") round up. */
export function quantityAt(value: unknown, field: string): number {
  if (value === undefined || value === null || value === '') return 1
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !(number > 0 && number <= limits.quantityMax))
    return invalid(field, `is not a count from 1 to ${limits.quantityMax}`)
  return Math.ceil(number)
}
